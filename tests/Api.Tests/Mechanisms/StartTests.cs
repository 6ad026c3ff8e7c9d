using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>What Production asks for and lacks, and what the platform that runs the service is told.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("", "ConnectionStrings:Database is not set")]
    [InlineData("--ConnectionStrings:Database=Host=localhost", "Neither Authentication:Authority nor Identity:Issuer is set")]
    [InlineData("--Mail:Folder=", "Mail:Smtp:Host is not set")]
    [InlineData("--Mail:From=", "Mail:From is not set to an address")]
    [InlineData("--Mail:From=nobody at all", "Mail:From is not set to an address")]
    [InlineData("--Mail:PortalAddress=portal", "Mail:PortalAddress is not set to an address")]
    [InlineData("--Mail:Smtp:Tls=some", "Mail:Smtp:Tls is some")]
    [InlineData("--Mail:Smtp:Port=mail", "Mail:Smtp:Port is mail")]
    [InlineData("--Mail:Smtp:User=service", "Mail:Smtp:User and Mail:Smtp:Password go together")]
    [InlineData("--Edge:Proxies:0=proxy.example", "Edge:Proxies names proxy.example")]
    [InlineData("--Edge:Origins:0=https://portal.example/", "Edge:Origins names https://portal.example/")]
    [InlineData("--RateLimits:CallerPerMinute=0", "RateLimits:CallerPerMinute is 0")]
    [InlineData("--Audit:SigningKey=", "Audit:SigningKey is not set")]
    [InlineData("--Audit:SigningKey=/nowhere/key.pem", "Audit:SigningKey: /nowhere/key.pem can't be read as a private key in PEM")]
    [InlineData("--Audit:FormerKeys:0=/nowhere/key.pem", "Audit:FormerKeys: /nowhere/key.pem can't be read as a public key in PEM")]
    public async Task Production_WithoutItsConfiguration_DoesNotStart_AndSaysWhy(string argument, string message)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            ArgumentList = { typeof(Http.ErrorCatalogue).Assembly.Location },
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        };
        if (argument.Length > 0 && !argument.StartsWith("--Connection", StringComparison.Ordinal))
        {
            // All that it can't do without; what is said last holds.
            start.ArgumentList.Add("--ConnectionStrings:Database=Host=localhost");
            start.ArgumentList.Add("--Authentication:Authority=https://id.example");
            start.ArgumentList.Add($"--Audit:SigningKey={AuditKeyFile.Path}");
            start.ArgumentList.Add("--Mail:From=no-reply@region.example");
            start.ArgumentList.Add("--Mail:PortalAddress=https://portal.example/invitation");
            start.ArgumentList.Add(
                argument.StartsWith("--Mail:Smtp", StringComparison.Ordinal) ? "--Mail:Smtp:Host=smtp.example" : "--Mail:Folder=mail"
            );
        }

        if (argument.Length > 0)
        {
            start.ArgumentList.Add(argument);
        }

        using var service = Process.Start(start)!;
        var said = await service.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await service.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, service.ExitCode);
        Assert.StartsWith(message, said, StringComparison.Ordinal);
        Assert.Single(said.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("Production", false)]
    [InlineData("Development", true)]
    public async Task DevelopmentRoutes_ExistInDevelopmentOnly(string environment, bool exist)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration["ConnectionStrings:Database"] = "Host=localhost";
        builder.Configuration["Authentication:Authority"] = "https://id.example.org";
        (builder.Configuration["Mail:Folder"], builder.Configuration["Mail:From"]) = (".data/mail", "no-reply@region.example");
        builder.Configuration["Mail:PortalAddress"] = "https://portal.example/invitation";
        builder.Configuration["Audit:SigningKey"] = AuditKeyFile.Path;
        await using var app = builder.BuildService(background: false);

        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(x => x.Endpoints).OfType<RouteEndpoint>().ToList();

        Assert.Contains(routes, x => x.RoutePattern.RawText == "/api/v1/calls/");
        Assert.Equal(exist, routes.Exists(x => x.RoutePattern.RawText!.StartsWith("/development", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Health_TellsLifeFromReadiness()
    {
        await using var api = await ApiFixture.StartAsync();
        var anybody = api.Anonymous();
        (await anybody.GetAsync("/health/live")).Expect(200);
        (await anybody.GetAsync("/health/ready")).Expect(200);

        await api.Database.ExecuteAsOwnerAsync("delete from \"__EFMigrationsHistory\" where migration_id like '%Guards'");
        var behind = await anybody.GetAsync("/health/ready");
        behind.Expect((int)HttpStatusCode.ServiceUnavailable);
        Assert.Equal("not-ready", behind.Body["status"]!.GetValue<string>());
        (await anybody.GetAsync("/health/live")).Expect(200);
    }

    [Fact]
    public async Task Health_WithoutItsDatabase_LivesAndIsNotReady()
    {
        await using var api = await ApiFixture.StartAsync();
        var anybody = api.Anonymous();
        (await anybody.GetAsync("/health/ready")).Expect(200);

        await api.Database.CutOffAsync();

        (await anybody.GetAsync("/health/ready")).Expect((int)HttpStatusCode.ServiceUnavailable);
        (await anybody.GetAsync("/health/live")).Expect(200);
    }
}
