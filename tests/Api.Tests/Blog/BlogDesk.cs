using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>An editor and two readers with a database of their own.</summary>
public sealed class BlogDesk : IAsyncLifetime
{
    public const string Posts = "/api/v1/posts";
    public const string Comments = "/api/v1/comments";
    public const string Pictures = "/api/v1/pictures";
    public const string Bans = "/api/v1/comment-bans";

    public static readonly DateTimeOffset Start = DateTimeOffset.Parse("2031-03-01T09:00:00+01:00", CultureInfo.InvariantCulture);

    private static int posts;

    public ApiFixture Api { get; private set; } = null!;

    public ApiClient Editor { get; private set; } = null!;

    public ApiClient Reader { get; private set; } = null!;

    public ApiClient Other { get; private set; } = null!;

    public ApiClient Anybody { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Api = await ApiFixture.StartAsync();
        await Api.MoveClockAsync(Start);
        Editor = await Api.RegisterAsync("editor", "editor");
        Reader = await Api.RegisterAsync("reader", "applicant");
        Other = await Api.RegisterAsync("other", "applicant");
        Anybody = Api.Anonymous();
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    /// <summary>A post in French and English with a slug of its own.</summary>
    public static JsonObject Post(string moderation = "before", string body = "Du *texte*.", params string[] tags) =>
        new()
        {
            ["slug"] = $"post-{Interlocked.Increment(ref posts)}",
            ["editions"] = new JsonArray(Edition("fr", "Un jardin", body), Edition("en", "A garden", "Some *text*.")),
            ["tags"] = new JsonArray([.. tags.Select(x => (JsonNode)x)]),
            ["authorName"] = "Élise",
            ["moderation"] = moderation,
        };

    public static JsonObject Edition(string language, string title, string body = "Text") =>
        new()
        {
            ["language"] = language,
            ["title"] = title,
            ["summary"] = $"Summary of {title}",
            ["body"] = body,
        };

    public static object Ban(Guid user, DateTimeOffset endsAt) =>
        new
        {
            userId = user,
            reason = "Advertising.",
            endsAt,
        };

    public async Task<Guid> DraftAsync(JsonObject? post = null) => (await Editor.PostAsync(Posts, post ?? Post())).Expect(201).Id;

    public Task<Guid> PublishAsync(JsonObject? post = null) => PublishAsync(Editor, post ?? Post());

    public static async Task<Guid> PublishAsync(ApiClient editor, JsonObject post)
    {
        var draft = (await editor.PostAsync(Posts, post)).Expect(201);
        return (await editor.PostAsync($"{Posts}/{draft.Id}/publication", version: draft.Version)).Expect(201).Id;
    }

    /// <param name="status">draft, scheduled, published or withdrawn.</param>
    public async Task<Guid> InAsync(string status)
    {
        var id = status is "draft" or "scheduled" ? await DraftAsync() : await PublishAsync();
        if (status == "scheduled")
        {
            (await PostAsync(id, "scheduling", new { publishAt = Start.AddDays(1) })).Expect(201);
        }
        else if (status == "withdrawn")
        {
            (await PostAsync(id, "withdrawal", new { reason = "Wrong." })).Expect(201);
        }

        return id;
    }

    /// <summary>Posts as the editor, with the version that it sees now.</summary>
    public async Task<ApiReply> PostAsync(Guid id, string action, object? body = null, string list = Posts) =>
        await Editor.PostAsync($"{list}/{id}/{action}", body, (await ReadAsync(id, list))["version"]!.GetValue<int>());

    /// <summary>Sends a picture as the editor, with a text in French, and the version that it sees now.</summary>
    public async Task<ApiReply> SendPictureAsync(
        Guid post,
        byte[] file,
        string query = "?alternativeFr=Un jardin",
        string type = "image/png"
    )
    {
        var version = (await ReadAsync(post))["version"]!.GetValue<int>();
        return await Editor.PostBytesAsync($"{Posts}/{post}/pictures{query}", file, type, $"\"{version}\"");
    }

    public async Task<Guid> AddPictureAsync(Guid post, byte[] file) =>
        (await SendPictureAsync(post, file)).Expect(201).Body["pictureId"]!.GetValue<Guid>();

    public async Task<ApiReply> ArrangeAsync(Guid post, params JsonObject[] pictures) =>
        await Editor.PutAsync(
            $"{Posts}/{post}/pictures",
            new JsonObject { ["pictures"] = new JsonArray([.. pictures]) },
            (await ReadAsync(post))["version"]!.GetValue<int>()
        );

    public static JsonObject Shown(Guid picture, string? french = "Un jardin", string? english = null) =>
        new()
        {
            ["id"] = picture,
            ["alternativeFr"] = french,
            ["alternativeEn"] = english,
        };

    public async Task<JsonNode> ReadAsync(Guid id, string list = Posts) => (await Editor.GetAsync($"{list}/{id}")).Expect(200).Body;

    public Task<ApiReply> CommentAsync(ApiClient reader, Guid post, string text = "Bravo") =>
        reader.PostAsync($"{Posts}/{post}/comments", new { text });

    /// <summary>Runs all sweeps at the business instant of now.</summary>
    public async Task SweepAsync()
    {
        foreach (var sweep in SweepCommands.All)
        {
            await using var scope = Api.Services.CreateAsyncScope();
            var time = scope.ServiceProvider.GetRequiredService<IBusinessTime>();
            scope.ServiceProvider.GetRequiredService<RequestContext>().Now = await time.AtAsync(DateTimeOffset.UtcNow, default);
            Assert.False((await scope.ServiceProvider.GetRequiredService<IDispatcher>().SendAsync(sweep, default)).IsFailure);
        }
    }
}
