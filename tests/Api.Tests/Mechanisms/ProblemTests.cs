using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Api.Tests.Imports;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>Every error path answers in one form, with a code of its own and the place of the fault.</summary>
public sealed class ProblemTests(ProblemTests.Desk desk) : IClassFixture<ProblemTests.Desk>
{
    private const string Calls = "/api/v1/calls";

    public static TheoryData<string, string, string?> UnreadableBodies =>
        new()
        {
            { "", "request.body-missing", null },
            { "null", "request.body-missing", null },
            { """{"title": "x" """, "request.malformed-json", null },
            { """{"title": x}""", "request.malformed-json", null },
            { """{"colour": "red"}""", "request.unknown-member", "#/colour" },
            { """{"allocationPolicy": {"name": "ranked", "when": "now"}}""", "request.unknown-member", "#/allocationPolicy/when" },
            { """{"title": "a", "title": "b"}""", "request.duplicate-member", null },
            { """{"title": 5}""", "request.wrong-type", "#/title" },
            { """{"title": null}""", "request.wrong-type", "#/title" },
            {
                """{"allocationPolicy": {"name": "ranked", "whenExceeded": "skip", "bands": null}}""",
                "request.wrong-type",
                "#/allocationPolicy/bands"
            },
            { """{"minimumSheets": "3"}""", "request.wrong-type", "#/minimumSheets" },
            { """{"stateAidBasis": 1}""", "request.wrong-type", "#/stateAidBasis" },
            { """{"stateAidBasis": "de-maximis"}""", "request.wrong-type", "#/stateAidBasis" },
            { """{"stateAidBasis": " none"}""", "request.wrong-type", "#/stateAidBasis" },
            { """{"opensAt": "2031-09-02T09:00:00"}""", "request.wrong-type", "#/opensAt" },
            { """{"opensAt": "tomorrow"}""", "request.wrong-type", "#/opensAt" },
            { """{"grantCeiling": {"amount": 45000.00, "currency": "EUR"}}""", "request.wrong-type", "#/grantCeiling" },
            { """{"grantCeiling": {"amount": "45000.001", "currency": "EUR"}}""", "request.wrong-type", "#/grantCeiling" },
            { """{"managers": ["nobody"]}""", "request.wrong-type", "#/managers/0" },
            { """{"criteria": {"code": "a"}}""", "request.wrong-type", "#/criteria" },
        };

    [Theory]
    [MemberData(nameof(UnreadableBodies))]
    public async Task Body_ThatCantBeRead_IsRefused_WithThePlaceOfTheFault(string body, string code, string? pointer)
    {
        var reply = await desk.Manager.PostAsync(Calls, body);

        var fault = Fault(Problem(reply, 400), code);
        if (pointer is not null)
        {
            Assert.StartsWith(pointer, fault["pointer"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Null_InABodyThatComesInPieces_IsRefused()
    {
        using var service = await KestrelService.StartAsync(desk.Api);
        using var http = service.CreateClient();
        http.DefaultRequestHeaders.Authorization = await service.SignInAsync("manager");
        using var request = new HttpRequestMessage(HttpMethod.Post, Calls)
        {
            Content = new PiecewiseContent("""{"allocationPolicy": {"name": "ranked", "whenExceeded": """, """ "skip", "bands": null}}"""),
        };
        request.Headers.Add("Idempotency-Key", "k");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        var fault = Fault(Problem(await ApiReply.ReadAsync(response), 400), "request.wrong-type");

        Assert.Equal("#/allocationPolicy/bands", fault["pointer"]!.GetValue<string>());
    }

    [Fact]
    public async Task Json_ThatIsNone_IsToldByLineAndPosition()
    {
        var reply = await desk.Manager.PostAsync(Calls, "{\n  \"title\": oops\n}");

        Assert.Contains("2", Problem(reply, 400)["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_ThatAreMissing_AreNamed()
    {
        var faults = Problem(await desk.Manager.PostAsync(Calls, "{}"), 400)["errors"]!.AsArray();

        Assert.All(faults, x => Assert.Equal("request.missing-member", x!["code"]!.GetValue<string>()));
        Assert.Contains(faults, x => x!["pointer"]!.GetValue<string>() == "#/reference");
        Assert.Contains(faults, x => x!["pointer"]!.GetValue<string>() == "#/title");
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404, "request.route-not-found")]
    [InlineData("GET", "/api/v1/calls/not-a-guid", 404, "request.route-not-found")]
    [InlineData("GET", "/api/v1/calls/01a20cb4-2904-7a57-8fb1-de84b101379e", 404, "calls.not-found")]
    [InlineData("DELETE", "/api/v1/calls", 405, "request.method-not-allowed")]
    [InlineData("GET", "/errors/no.such-code", 404, null)]
    public async Task Address_ThatLeadsNowhere_IsAProblemToo(string method, string path, int status, string? code)
    {
        var problem = Problem(await desk.Manager.SendAsync(new HttpMethod(method), path, null, null, null), status);

        if (code is not null)
        {
            Assert.Equal(code, problem["code"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Method_ThatIsNotAllowed_IsToldWhichAre()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Calls);
        using var response = await desk.Manager.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(["GET", "HEAD", "OPTIONS", "POST"], response.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=klingon")]
    [InlineData("application/json; charset=utf-16")]
    public async Task MediaType_ThatIsNotJsonInUtf8_Is415(string mediaType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Calls);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        request.Headers.Add("Idempotency-Key", "k");
        using var response = await desk.Manager.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var reply = await ApiReply.ReadAsync(response);

        Assert.Equal("request.unsupported-media-type", Problem(reply, 415)["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("limit=none", "limit")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("cursor=%00", "cursor")]
    public async Task Parameter_ThatIsBad_IsNamed(string query, string parameter)
    {
        var problem = Problem(await desk.Manager.GetAsync($"{Calls}?{query}"), 400);

        Assert.Equal(parameter, problem["errors"]![0]!["parameter"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("five")]
    [InlineData("5")]
    [InlineData("\"five\"")]
    [InlineData("\"1\", \"2\"")]
    public async Task IfMatch_ThatIsNoVersion_IsRefused(string ifMatch)
    {
        var reply = await desk.Manager.SendAsync(HttpMethod.Post, $"{Calls}/{desk.CallId}/publication", null, ifMatch, "key");

        Assert.Equal("request.if-match-invalid", Problem(reply, 400)["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("fr", "fr")]
    [InlineData("fr-FR, en;q=0.5", "fr")]
    [InlineData("en", "en")]
    [InlineData("de", "en")]
    public async Task Problem_SpeaksFrenchOrEnglish(string accepted, string language)
    {
        var french = Problem(await desk.Manager.GetAsync("/api/v1/nothing", ("Accept-Language", "fr")), 404);
        var problem = Problem(await desk.Manager.GetAsync("/api/v1/nothing", ("Accept-Language", accepted)), 404);

        Assert.Equal(language == "fr", problem["title"]!.GetValue<string>() == french["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task Problem_PointsToAPageThatExplainsIt()
    {
        var type = Problem(await desk.Manager.GetAsync("/api/v1/nothing"), 404)["type"]!.GetValue<string>();

        Assert.EndsWith("/errors/request.route-not-found", type, StringComparison.Ordinal);
        using var page = await desk.Manager.Http.GetAsync(new Uri(type, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("en", "the number of a département")]
    [InlineData("fr", "le numéro d'un département")]
    public async Task TextOfAnotherForm_IsToldInWords_WhatIsExpected(string language, string form)
    {
        var reply = await desk.Manager.GetAsync("/api/v1/innovations?department=2C", ("Accept-Language", language));

        var fault = Problem(reply, 400)["errors"]![0]!;
        Assert.Equal("validation.pattern", fault["code"]!.GetValue<string>());
        Assert.Contains(form, fault["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooLargeABody_Is413()
    {
        using var service = await KestrelService.StartAsync(desk.Api);
        using var request = new HttpRequestMessage(HttpMethod.Post, Calls) { Content = new ByteArrayContent(new byte[2 * 1024 * 1024]) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.Add("Idempotency-Key", "k");
        using var http = service.CreateClient();
        request.Headers.Authorization = await service.SignInAsync("manager");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("request.too-large", Problem(await ApiReply.ReadAsync(response), 413)["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Body_ThatStaysAway_Is408()
    {
        using var service = await KestrelService.StartAsync(
            desk.Api,
            options => options.Limits.MinRequestBodyDataRate = new MinDataRate(1_000_000, TimeSpan.FromSeconds(1.5))
        );
        using var client = new TcpClient();
        await client.ConnectAsync(service.Address.Host, service.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var request =
            $"POST {Calls} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n"
            + $"Idempotency-Key: k\r\nAuthorization: {await service.SignInAsync("manager")}\r\n\r\n{{";

        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var answer = new StreamReader(stream);
        var text = await answer.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 408 ", text, StringComparison.Ordinal);
        Assert.Contains("\"request.body-timed-out\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ThatTakesTooLong_Is504()
    {
        await using var hurried = desk.Api.StartAnother(x =>
            x.Configure<RequestTimeoutOptions>(options =>
                options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromSeconds(1), TimeoutStatusCode = 504 }
            )
        );
        var manager = await hurried.SignInAsync("manager");
        var lockedFor = LockedTable.HoldAsync(desk.Api.Database, "budget.envelopes", TimeSpan.FromSeconds(4));

        var reply = await UntilItWaitsAsync(() => manager.GetAsync($"{Calls}/{desk.CallId}/envelope"));

        Assert.Equal("request.timed-out", Problem(reply, 504)["code"]!.GetValue<string>());
        await lockedFor;
    }

    [Fact]
    public async Task Exception_NobodyForesaw_IsA500_ThatTellsNothingInternal()
    {
        await using var broken = await ApiFixture.StartAsync();
        var auditor = await broken.SignInAsync("auditor");
        await broken.Database.ExecuteAsync("alter table platform.audit_entries rename to audit_entries_gone");

        var problem = Problem(await auditor.GetAsync("/api/v1/audit-trail"), 500);

        Assert.Equal("request.internal-error", problem["code"]!.GetValue<string>());
        Assert.NotEmpty(problem["traceId"]!.GetValue<string>());
        Assert.DoesNotContain("audit_entries", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Npgsql", problem.ToJsonString(), StringComparison.Ordinal);
    }

    // The lock may be taken a moment after the first request.
    private static async Task<ApiReply> UntilItWaitsAsync(Func<Task<ApiReply>> send)
    {
        var reply = await send();
        for (var tries = 0; reply.Status < 500 && tries < 50; tries++)
        {
            reply = await send();
        }

        return reply;
    }

    private static JsonNode Problem(ApiReply reply, int status)
    {
        reply.Expect(status);
        Assert.Equal("application/problem+json", reply.MediaType);
        Assert.Equal(status, reply.Body["status"]!.GetValue<int>());
        Assert.EndsWith(
            "/errors/" + reply.Body["code"]!.GetValue<string>(),
            reply.Body["type"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        Assert.NotEmpty(reply.Body["title"]!.GetValue<string>());
        Assert.NotEmpty(reply.Body["detail"]!.GetValue<string>());
        Assert.NotEmpty(reply.Body["traceId"]!.GetValue<string>());
        return reply.Body;
    }

    // A fault stands in the list; what has no place is the problem itself.
    private static JsonNode Fault(JsonNode problem, string code) =>
        problem["code"]!.GetValue<string>() == code
            ? problem
            : Assert.Single(problem["errors"]!.AsArray(), x => x!["code"]!.GetValue<string>() == code)!;

    // Each piece is read before the next is sent, as a slow network does it.
    private sealed class PiecewiseContent : HttpContent
    {
        private readonly string[] pieces;

        public PiecewiseContent(params string[] pieces)
        {
            this.pieces = pieces;
            Headers.ContentType = new("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var piece in pieces)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(piece));
                await stream.FlushAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(300));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    public sealed class Desk : IAsyncLifetime
    {
        public ApiFixture Api { get; private set; } = null!;

        public ApiClient Manager { get; private set; } = null!;

        public Guid CallId { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Api = await ApiFixture.StartAsync();
            Manager = await Api.RegisterAsync("manager", "programme-manager");
            CallId = (await Manager.PostAsync(Calls, CallBodies.Draft("CALL-1"))).Expect(201).Id;
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
