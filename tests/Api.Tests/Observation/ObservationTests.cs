using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SocialInnovation.Api.Tests.Document;
using SocialInnovation.Application.Platform;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Observation;

/// <summary>What operators see of the service, and what they must not see. Listeners are the process's, so nothing runs beside these tests.</summary>
[CollectionDefinition(nameof(ObservationTests), DisableParallelization = true)]
[Collection(nameof(ObservationTests))]
public sealed class ObservationTests : IAsyncLifetime
{
    private readonly Observer observer = new();
    private ApiFixture first = null!;
    private ApiFixture api = null!;

    public async ValueTask InitializeAsync()
    {
        first = await ApiFixture.StartAsync();
        api = first.StartAnother(observer.Attach);
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await first.DisposeAsync();
        observer.Dispose();
    }

    [Fact]
    public async Task ARequest_IsOneTrace_WithItsUseCaseAndItsCommands_AndItsProblemNamesIt()
    {
        var caller = await api.RegisterAsync("mona.manager", "programme-manager");

        var refused = (await caller.GetAsync($"/api/v1/funds/{Guid.CreateVersion7()}")).ExpectRefusal(404, "budget.fund-not-found");

        var trace = observer.Spans.Where(x => x.TraceId.ToString() == refused.Body["traceId"]!.GetValue<string>()).ToList();
        Assert.Contains(trace, x => x.Source.Name == "Microsoft.AspNetCore");
        Assert.Contains(trace, x => x.Source.Name == "Npgsql");
        var useCase = Assert.Single(trace, x => x.Source.Name == "SocialInnovation");
        Assert.Equal("GetFund", useCase.DisplayName);
        Assert.Equal("budget.fund-not-found", useCase.GetTagItem("code"));
        Assert.Contains(
            observer.Lines,
            x =>
                x.Text.StartsWith("GET /api/v1/funds/{id:guid} getFund 404 budget.fund-not-found in ", StringComparison.Ordinal)
                && x.Text.Contains($"for {caller.UserId}, trace {trace[0].TraceId}", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task ARefusal_IsCountedByItsCode_AndADurationByItsOutcome()
    {
        var caller = await api.RegisterAsync("mona.manager", "programme-manager");

        (await caller.GetAsync("/api/v1/audit-trail")).ExpectRefusal(403, "access.role-missing");
        (await caller.GetAsync($"/api/v1/jobs/{Guid.CreateVersion7()}")).Expect(404);
        (await caller.GetAsync("/api/v1/me")).Expect(200);

        Assert.Contains("social_innovation.use_case.refusals use_case=GetJob code=platform.job-not-found", observer.Measurements);
        Assert.Contains("social_innovation.use_case.duration use_case=GetJob outcome=refused", observer.Measurements);
        Assert.Contains("social_innovation.use_case.duration use_case=GetMe outcome=done", observer.Measurements);
    }

    [Fact]
    public async Task WhatIsTold_HoldsNothingThatLeadsToAPerson()
    {
        var walk = new WalkedDocument(api);
        foreach (var step in WalkedDocument.Steps("main-job"))
        {
            await walk.TakeAsync(step);
        }

        var administrator = await api.SignInAsync("administrator");
        (await administrator.GetAsync("/api/v1/users?userName=anna.applicant")).Expect(200);
        (await administrator.PostAsync("/api/v1/users", new { userName = "Anna Humbert", displayName = 7 })).Expect(400);
        (
            await api.Anonymous().SendAsync(HttpMethod.Get, "/api/v1/me", null, null, null, ("Authorization", "Bearer anna.humbert.secret"))
        ).Expect(401);
        var told = observer.Everything().ToList();

        Assert.NotEmpty(observer.Lines);
        Assert.Contains(told, x => x.Contains("SubmitApplication", StringComparison.Ordinal));
        string[] personal =
        [
            "Anna",
            "Humbert",
            "anna.applicant",
            "Camille",
            "camille.manager",
            "Saulnois",
            "900000019",
            "90000001900019",
            "Residents, the commune",
            "statuts-saulnois.pdf",
            "anna.humbert.secret",
            "eyJ",
        ];
        Assert.All(personal, x => Assert.DoesNotContain(told, y => y.Contains(x, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task WhatIsTold_HoldsNoKey()
    {
        var machine = await api.RegisterAsync("night-run", "finance-system");
        var issued = await api.IssueKeyAsync(machine.UserId, "platform.read");
        var mistyped = issued.Key()[..^1] + (issued.Key()[^1] == 'x' ? 'y' : 'x');
        var unknown = ApiKeyText.New();
        string[] answers =
        [
            (await api.WithKey(issued.Key()).GetAsync("/api/v1/me")).Expect(200).Text,
            (await api.WithKey(issued.Key()).GetAsync("/api/v1/funds")).Expect(403).Text,
            (await api.WithKey(mistyped).GetAsync("/api/v1/me")).Expect(401).Text,
            (await api.WithKey(unknown).GetAsync("/api/v1/calls")).Expect(401).Text,
        ];

        var told = observer.Everything().Concat(answers).ToList();

        Assert.Contains(told, x => x.Contains("AuthenticateApiKey", StringComparison.Ordinal));
        Assert.All(
            new[] { issued.Key(), mistyped, unknown },
            x => Assert.DoesNotContain(told, y => y.Contains(x[10..40], StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Otlp_IsSpokenWhereItIsConfigured_AndNowhereElse()
    {
        using var collector = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort()}/";
        collector.Prefixes.Add(address);
        collector.Start();
        await using var service = await StartAsync(address);
        await using var silent = await StartAsync(null);
        using var http = new HttpClient { BaseAddress = new Uri(service.Urls.Single()) };
        (await http.GetAsync(new Uri("/api/v1/calls", UriKind.Relative), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        var received = ReceiveAsync(collector);
        await Task.Run(() => service.Services.GetRequiredService<TracerProvider>().ForceFlush(), TestContext.Current.CancellationToken);

        var (path, content) = await received.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal("/v1/traces", path);
        Assert.Contains("ListCalls", content, StringComparison.Ordinal);
        Assert.Contains("social-innovation", content, StringComparison.Ordinal);
        Assert.NotNull(service.Services.GetService<MeterProvider>());
        Assert.Null(silent.Services.GetService<TracerProvider>());
        Assert.Null(silent.Services.GetService<MeterProvider>());
    }

    private static async Task<(string Path, string Content)> ReceiveAsync(HttpListener collector)
    {
        while (true)
        {
            var context = await collector.GetContextAsync();
            using var content = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(content);
            context.Response.StatusCode = 200;
            context.Response.Close();
            if (context.Request.Url!.AbsolutePath == "/v1/traces")
            {
                return (context.Request.Url.AbsolutePath, System.Text.Encoding.Latin1.GetString(content.ToArray()));
            }
        }
    }

    private async Task<WebApplication> StartAsync(string? collector)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration["ConnectionStrings:Database"] = api.Database.ServiceConnectionString;
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector;
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        builder.Logging.ClearProviders();
        var app = builder.BuildService(background: false);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
