using System.Globalization;
using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.WorkingGroup;

/// <summary>The secretary with a database of its own, and meetings brought as far as a test needs them.</summary>
public sealed class MeetingDesk : IAsyncLifetime
{
    public const string Groups = "/api/v1/working-groups";
    public const string Meetings = "/api/v1/meetings";

    /// <summary>When the meetings begin; the clock stands an hour before.</summary>
    public static readonly DateTimeOffset ScheduledAt = DateTimeOffset.Parse("2031-11-18T14:00:00+01:00", CultureInfo.InvariantCulture);

    private int groups;

    public ApiFixture Api { get; private set; } = null!;

    public ApiClient Secretary { get; private set; } = null!;

    public ApiClient Auditor { get; private set; } = null!;

    /// <summary>A secretary of a service that somebody else has started.</summary>
    public static async Task<MeetingDesk> OfAsync(ApiFixture api)
    {
        var desk = new MeetingDesk();
        await desk.OpenAsync(api);
        return desk;
    }

    public async ValueTask InitializeAsync() => await OpenAsync(await ApiFixture.StartAsync());

    private async Task OpenAsync(ApiFixture api)
    {
        Api = api;
        await BeforeAsync();
        Secretary = await Api.RegisterAsync("secretary", "working-group-secretary");
        Auditor = await Api.SignInAsync("auditor");
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    public Task BeforeAsync() => Api.MoveClockAsync(ScheduledAt.AddHours(-1));

    public Task BeginAsync() => Api.MoveClockAsync(ScheduledAt);

    public async Task<(Guid Id, List<Guid> Members)> FoundAsync(int members = 3, int quorumPercent = 50)
    {
        var name = $"Group {Interlocked.Increment(ref groups)}";
        var id = (await Secretary.PostAsync(Groups, new { name, quorumPercent })).Expect(201).Id;
        var ids = new List<Guid>();
        for (var i = 0; i < members; i++)
        {
            ids.Add((await AppointAsync(id, Member())).Expect(201).Body["memberId"]!.GetValue<Guid>());
        }

        return (id, ids);
    }

    public static JsonObject Member(string from = "2031-01-01", string? until = null) =>
        new()
        {
            ["name"] = "A member",
            ["college"] = "universities",
            ["from"] = from,
            ["until"] = until,
        };

    public async Task<ApiReply> AppointAsync(Guid group, JsonObject member) =>
        await Secretary.PostAsync($"{Groups}/{group}/members", member, (await Auditor.GetAsync($"{Groups}/{group}")).Expect(200).Version);

    public static JsonObject Plan(Guid group, DateTimeOffset? at = null) =>
        new()
        {
            ["groupId"] = group,
            ["title"] = "November",
            ["place"] = "Metz",
            ["scheduledAt"] = at ?? ScheduledAt,
        };

    public async Task<Guid> PlanAsync(Guid group, DateTimeOffset? at = null) =>
        (await Secretary.PostAsync(Meetings, Plan(group, at))).Expect(201).Id;

    /// <summary>A meeting of three members, two of whom are its quorum, with one item on its agenda.</summary>
    /// <param name="status">Where it stands.</param>
    /// <param name="present">How many come.</param>
    public async Task<(Guid Meeting, Guid Item)> InAsync(string status, int present = 3)
    {
        await BeforeAsync();
        var (group, members) = await FoundAsync();
        var id = await PlanAsync(group);
        var item = (await PostAsync(Secretary, id, "agenda", new { title = "Allocation" })).Expect(201).Body["agendaItemId"]!;
        if (status == "cancelled")
        {
            (await PostAsync(Secretary, id, "cancellation", new { reason = "Snow." })).Expect(201);
        }

        if (status is "convened" or "held" or "minuted")
        {
            (await PostAsync(Secretary, id, "convocation")).Expect(201);
            (await AttendAsync(id, members.Take(present))).Expect(200);
        }

        if (status is "held" or "minuted")
        {
            await BeginAsync();
            (await PostAsync(Secretary, id, "holding")).Expect(201);
        }

        if (status == "minuted")
        {
            (await PostAsync(Secretary, id, "minutes", new { text = "All agreed." })).Expect(201);
        }

        return (id, item.GetValue<Guid>());
    }

    public async Task<ApiReply> AttendAsync(Guid id, IEnumerable<Guid> present) =>
        await Secretary.PutAsync($"{Meetings}/{id}/attendance", new { present = present.ToList() }, await VersionAsync(id));

    /// <summary>Posts with the version that the auditor sees now.</summary>
    public async Task<ApiReply> PostAsync(ApiClient caller, Guid id, string action, object? body = null) =>
        await caller.PostAsync($"{Meetings}/{id}/{action}", body, await VersionAsync(id));

    public async Task<JsonNode> ReadAsync(Guid id) => (await Auditor.GetAsync($"{Meetings}/{id}")).Expect(200).Body;

    public async Task<int> VersionAsync(Guid id) => (await ReadAsync(id))["version"]!.GetValue<int>();

    public static JsonObject Vote(Guid item, int inFavour = 2, int against = 1, int abstentions = 0) =>
        new()
        {
            ["agendaItemId"] = item,
            ["inFavour"] = inFavour,
            ["against"] = against,
            ["abstentions"] = abstentions,
        };
}
