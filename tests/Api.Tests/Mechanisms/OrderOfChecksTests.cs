using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>401, 404 or 403, 413 or 415, 400, replay, 428, 412, 409, 422: of two faults the earlier one is told.</summary>
public sealed class OrderOfChecksTests(OrderOfChecksTests.Desk desk) : IClassFixture<OrderOfChecksTests.Desk>
{
    private const string Unknown = "/api/v1/calls/01a20cb4-2904-7a57-8fb1-de84b101379e";

    // Each request has the fault of its own line and of all that come after it.
    public static TheoryData<string, string, string?, string?, string, string?, int, string> Requests =>
        new()
        {
            { "anonymous", "unknown", "xml", "not json", "none", null, 401, "access.not-signed-in" },
            { "manager", "unknown", "xml", "not json", "none", null, 404, "calls.not-found" },
            { "applicant", "call", "xml", "not json", "none", null, 403, "access.role-missing" },
            { "manager", "call", "xml", "not json", "none", null, 415, "request.unsupported-media-type" },
            { "manager", "call", "json", "not json", "none", null, 400, "request.malformed-json" },
            {
                "manager",
                "call",
                "json",
                """{"reason":"abandoned","explanation":"x"}""",
                "none",
                null,
                400,
                "request.idempotency-key-missing"
            },
            { "manager", "call", "json", """{"reason":"abandoned","explanation":"x"}""", "fresh", null, 428, "request.version-missing" },
            {
                "manager",
                "cancelled",
                "json",
                """{"reason":"abandoned","explanation":"x"}""",
                "fresh",
                "\"99\"",
                412,
                "request.version-stale"
            },
            { "manager", "cancelled", "json", """{"reason":"abandoned","explanation":"x"}""", "fresh", "*", 409, "calls.already-ended" },
        };

    [Theory]
    [InlineData("manager", "rankings/01a20cb4-2904-7a57-8fb1-de84b101379e/entries?limit=0", 404, "evaluation.ranking-not-found")]
    [InlineData("manager", "rankings/01a20cb4-2904-7a57-8fb1-de84b101379e/entries?limit=many", 404, "evaluation.ranking-not-found")]
    [InlineData("manager", "rankings/01a20cb4-2904-7a57-8fb1-de84b101379e/entries", 404, "evaluation.ranking-not-found")]
    [InlineData("applicant", "rankings/01a20cb4-2904-7a57-8fb1-de84b101379e/entries?limit=0", 403, "access.role-missing")]
    [InlineData("anonymous", "calls/01a20cb4-2904-7a57-8fb1-de84b101379e?note=%00", 404, "calls.not-found")]
    public async Task AReadThatFindsOutItself_TellsTheUnknownFirstToo(string caller, string path, int status, string code) =>
        (await desk.Callers[caller].GetAsync($"/api/v1/{path}")).ExpectRefusal(status, code);

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task OfTwoFaults_TheEarlierIsTold(
        string caller,
        string call,
        string? mediaType,
        string? body,
        string key,
        string? ifMatch,
        int status,
        string code
    )
    {
        var path = call switch
        {
            "unknown" => Unknown,
            "cancelled" => $"/api/v1/calls/{desk.Cancelled}",
            _ => $"/api/v1/calls/{desk.CallId}",
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, path + "/cancellation");
        request.Content = new StringContent(body!, null, mediaType == "xml" ? "application/xml" : "application/json");
        if (key == "fresh")
        {
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await desk.Callers[caller].Http.SendAsync(request, TestContext.Current.CancellationToken);
        (await ApiReply.ReadAsync(response)).ExpectRefusal(status, code);
    }

    [Fact]
    public async Task Replay_ComesBeforeTheVersionAndTheState()
    {
        var path = $"/api/v1/calls/{desk.Replayed}/cancellation";
        var body = new { reason = "abandoned", explanation = "No money." };
        var first = await desk.Callers["manager"].SendAsync(HttpMethod.Post, path, body, "\"1\"", "once");
        first.Expect(201);

        (await desk.Callers["manager"].SendAsync(HttpMethod.Post, path, body, null, "once")).Expect(201);
        (await desk.Callers["manager"].SendAsync(HttpMethod.Post, path, body, "\"1\"", "once")).Expect(201);
        (await desk.Callers["manager"].SendAsync(HttpMethod.Post, path, "not json", "\"1\"", "once")).ExpectRefusal(
            400,
            "request.malformed-json"
        );
    }

    public sealed class Desk : IAsyncLifetime
    {
        public ApiFixture Api { get; private set; } = null!;

        public Dictionary<string, ApiClient> Callers { get; } = [];

        public Guid CallId { get; private set; }

        public Guid Cancelled { get; private set; }

        public Guid Replayed { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Api = await ApiFixture.StartAsync();
            var manager = await Api.RegisterAsync("manager", "programme-manager");
            Callers["anonymous"] = Api.Anonymous();
            Callers["manager"] = manager;
            // Knows the published call, and may not act on it.
            Callers["applicant"] = await Api.RegisterAsync("applicant", "applicant");
            CallId = await DraftAsync(manager, "CALL-1");
            Cancelled = await DraftAsync(manager, "CALL-2");
            Replayed = await DraftAsync(manager, "CALL-3");
            var body = new JsonObject { ["reason"] = "abandoned", ["explanation"] = "No money." };
            (await manager.PostAsync($"/api/v1/calls/{Cancelled}/cancellation", body, 1)).Expect(201);
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();

        private static async Task<Guid> DraftAsync(ApiClient manager, string reference) =>
            (await manager.PostAsync("/api/v1/calls", CallBodies.Draft(reference))).Expect(201).Id;
    }
}
