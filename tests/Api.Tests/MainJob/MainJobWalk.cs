using System.Globalization;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.MainJob;

/// <summary>
/// Walks the call of 2013 from its fund to the letters as its persons would: each row of the bundle's files goes through its public
/// route, in the order of the business instants, and nothing but HTTP is used.
/// Tests that go on from its end do it in their own class and look at nothing that another class changes.
/// </summary>
public sealed class MainJobWalk : IAsyncLifetime
{
    public static readonly ExampleBundle Bundle = new("lorraine-2013");

    private readonly List<Step> steps = [];
    private readonly Dictionary<string, ApiClient> persons = [];

    public ApiFixture Api { get; private set; } = null!;

    internal WalkedCall Call { get; private set; } = null!;

    /// <summary>What was seen between the decision and the letters.</summary>
    internal Sight BeforeNotification { get; private set; } = null!;

    /// <summary>What was seen after the letters.</summary>
    internal Sight AfterNotification { get; private set; } = null!;

    /// <summary>What the walk left behind.</summary>
    internal Trail Trail { get; private set; } = null!;

    /// <summary>What the auditor reads of each application at the end, by the service's reference.</summary>
    internal Dictionary<string, Outcome> Outcomes { get; private set; } = null!;

    /// <summary>The grants at the end.</summary>
    internal List<(string Reference, string Amount)> Grants { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Api = await ApiFixture.StartAsync();
        Call = new WalkedCall(this);
        new WalkedSetUp(this).Plan();
        new WalkedInstruction(this).Plan();
        new WalkedEvaluation(this).Plan();
        new WalkedDecision(this).Plan();
        await WalkAsync();
        AfterNotification = await Sight.TakeAsync(this);
        var refusals = Call.Refusals.ToDictionary(x => Call.ServiceReference(x.Key), x => x.Value);
        var auditor = await Api.SignInAsync("auditor");
        Outcomes = await Outcome.ReadAsync(auditor, refusals);
        var files = Call.Applications.ToDictionary(x => x.Value, x => x.Key);
        Grants = (await auditor.AllAsync($"/api/v1/grants?callId={Call.Id}")).ConvertAll(x =>
            (files[x["applicationId"]!.GetValue<Guid>()], x["amount"]!.Word("amount"))
        );
        Trail = await Trail.ReadAsync(Api, Call.FileReferences);
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    /// <summary>The client of a person of the bundle, by its code.</summary>
    public ApiClient Person(string code) => persons[code];

    internal static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    internal void At(string instant, Func<Task> work, TimeSpan before = default) => steps.Add(new Step(Instant(instant) - before, work));

    internal async Task RegisterAsync(ApiClient administrator, string code, string name, params string[] roles)
    {
        var userName = $"{Call.Terms.Word("reference")}.{code}".ToLowerInvariant();
        var registered = await administrator.PostAsync(
            "/api/v1/users",
            new
            {
                userName,
                displayName = name,
                roles,
            }
        );
        registered.Expect(201);
        var client = await Api.SignInAsync(userName);
        client.UserId = registered.Id;
        persons[code] = client;
    }

    internal async Task LookBeforeNotificationAsync() => BeforeNotification = await Sight.TakeAsync(this);

    private async Task WalkAsync()
    {
        foreach (var (at, work) in steps.OrderBy(x => x.At))
        {
            await Api.MoveClockAsync(at);
            await work();
        }
    }

    private sealed record Step(DateTimeOffset At, Func<Task> Work);
}

/// <summary>The classes that share the walk: it takes as long as all their tests together.</summary>
[CollectionDefinition(nameof(MainJobWalk))]
public sealed class MainJobWalkShared : ICollectionFixture<MainJobWalk>;
