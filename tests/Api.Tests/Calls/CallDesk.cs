using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Calls;

/// <summary>Managers and a budget officer with a database of its own, and calls brought as far as a test needs them.</summary>
public sealed class CallDesk : IAsyncLifetime
{
    public const string Calls = "/api/v1/calls";

    public static readonly DateTimeOffset OpensAt = Instant("2031-09-02T09:00:00+02:00");
    public static readonly DateTimeOffset ClosesAt = Instant("2031-10-31T17:00:00+01:00");
    public static readonly DateTimeOffset BeforeOpening = OpensAt.AddDays(-5);
    public static readonly DateTimeOffset AfterClosing = ClosesAt.AddDays(1);

    private int calls;
    private ApiClient officer = null!;

    public ApiFixture Api { get; private set; } = null!;

    public ApiClient Manager { get; private set; } = null!;

    public ApiClient Stranger { get; private set; } = null!;

    public ApiClient Auditor { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Api = await ApiFixture.StartAsync();
        await Api.MoveClockAsync(BeforeOpening);
        Manager = await Api.RegisterAsync("manager", "programme-manager");
        Stranger = await Api.RegisterAsync("stranger", "programme-manager");
        officer = await Api.RegisterAsync("officer", "budget-officer");
        Auditor = await Api.SignInAsync("auditor");
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    public async Task<Guid> DraftAsync(Action<JsonObject>? vary = null)
    {
        var body = CallBodies.Draft(Reference());
        vary?.Invoke(body);
        return (await Manager.PostAsync(Calls, body)).Expect(201).Id;
    }

    public string Reference() => $"DESK-{Interlocked.Increment(ref calls)}";

    public async Task ReserveAsync(Guid call, string amount = "230000.00")
    {
        var fund = (await officer.PostAsync("/api/v1/funds", new { name = $"Fund of {call}" })).Expect(201);
        var contribution = BudgetBodies.Contribution("300000.00");
        (await officer.PostAsync($"/api/v1/funds/{fund.Id}/contributions", contribution, fund.Version)).Expect(201);
        (await officer.PostAsync("/api/v1/envelopes", BudgetBodies.Envelope(fund.Id, call, BudgetBodies.Line(amount)))).Expect(201);
    }

    public async Task<Guid> PublishAsync(Action<JsonObject>? vary = null)
    {
        await Api.MoveClockAsync(BeforeOpening);
        var id = await DraftAsync(vary);
        await ReserveAsync(id);
        (await PostAsync(Manager, id, "publication")).Expect(201);
        return id;
    }

    /// <param name="status">draft, published, open, closed or cancelled.</param>
    public async Task<Guid> InAsync(string status)
    {
        await Api.MoveClockAsync(BeforeOpening);
        var id = status == "draft" ? await DraftAsync() : await PublishAsync();
        if (status == "cancelled")
        {
            (await PostAsync(Manager, id, "cancellation", Cancellation)).Expect(201);
        }

        await Api.MoveClockAsync(
            status == "open" ? OpensAt.AddDays(1)
            : status == "closed" ? AfterClosing
            : BeforeOpening
        );
        return id;
    }

    public static object Cancellation => new { reason = "abandoned", explanation = "No money." };

    /// <summary>Posts with the version that the auditor sees now.</summary>
    public async Task<ApiReply> PostAsync(ApiClient caller, Guid id, string action, object? body = null) =>
        await caller.PostAsync($"{Calls}/{id}/{action}", body, await VersionAsync(id));

    public async Task<JsonNode> ReadAsync(Guid id) => (await Auditor.GetAsync($"{Calls}/{id}")).Expect(200).Body;

    public async Task<int> VersionAsync(Guid id) => (await ReadAsync(id))["version"]!.GetValue<int>();

    public async Task<string> StatusAsync(Guid id) => (await ReadAsync(id))["status"]!.GetValue<string>();

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

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
