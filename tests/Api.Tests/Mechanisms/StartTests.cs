using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using SocialInnovation.Api.Identity;
using SocialInnovation.Api.Security;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>What Production asks for and lacks, and what the platform that runs the service is told.</summary>
public sealed class StartTests
{
    private static Dictionary<string, string> Needed =>
        new()
        {
            ["ConnectionStrings:Database"] = "Host=localhost",
            ["Authentication:Authority"] = "https://id.example",
            ["Audit:SigningKey"] = AuditKeyFile.Path,
            ["Files:Folder"] = "files",
            ["Mail:From"] = "no-reply@region.example",
            ["Mail:PortalAddress"] = "https://portal.example/invitation",
        };

    [Theory]
    [InlineData("", "ConnectionStrings:Database is not set")]
    [InlineData("--ConnectionStrings:Database=Host=localhost", "Neither Authentication:Authority nor Identity:Issuer is set")]
    [InlineData("--Authentication:Introspection:ClientId=region", "Authentication:Introspection:ClientId is set, but not ")]
    [InlineData("--Files:Folder=", "Files:Folder is not set")]
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
    [InlineData("--Secrets:Directory=/nowhere", "Secrets:Directory names /nowhere: there is no such directory")]
    [InlineData("--Mail:Smtp:Password=Change-Me", "Mail:Smtp:Password holds what everybody knows")]
    public async Task Production_WithoutItsConfiguration_DoesNotStart_AndSaysWhy(string argument, string message)
    {
        List<string> arguments = [];
        if (argument.Length > 0 && !argument.StartsWith("--Connection", StringComparison.Ordinal))
        {
            // All that it can't do without; what is said last holds.
            arguments.AddRange(Needed.Select(x => $"--{x.Key}={x.Value}"));
            arguments.Add(
                argument.StartsWith("--Mail:Smtp", StringComparison.Ordinal) ? "--Mail:Smtp:Host=smtp.example" : "--Mail:Folder=mail"
            );
        }

        if (argument.Length > 0)
        {
            arguments.Add(argument);
        }

        var said = await RefusalAsync(arguments, []);

        Assert.StartsWith(message, said, StringComparison.Ordinal);
        Assert.Single(said.Trim().Split('\n'));
    }

    [Fact]
    public async Task Configuration_MayStandInFiles_WhichHoldOverAllElse()
    {
        var directory = Directory.CreateTempSubdirectory("social-innovation-secrets-");
        try
        {
            foreach (var (key, value) in Needed.Append(new("Mail:Folder", "mail")).Append(new("RateLimits:CallerPerMinute", "none")))
            {
                var file = Path.Combine(directory.FullName, key.Replace(":", "__", StringComparison.Ordinal));
                await File.WriteAllTextAsync(file, value + "\n", TestContext.Current.CancellationToken);
            }

            // Nothing else is missing, and the last one's own value is read without the end of its line.
            var said = await RefusalAsync(["--RateLimits:CallerPerMinute=100"], new() { ["SECRETS__DIRECTORY"] = directory.FullName });

            Assert.StartsWith("RateLimits:CallerPerMinute is none:", said, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("Identity:KeyCertificates:0:Password", "development only", "Identity:KeyCertificates:0:Password")]
    [InlineData("Authentication:Introspection:ClientSecret", " changeME ", "Authentication:Introspection:ClientSecret")]
    [InlineData("AutoMapper:LicenceKey", "change-me", "AutoMapper:LicenceKey")]
    [InlineData("ConnectionStrings:Database", "Host=localhost;Username=service;Password=postgres", "ConnectionStrings:Database")]
    [InlineData("ConnectionStrings:Database", "Host=localhost;Username=service;PWD='Change-Me'", "ConnectionStrings:Database")]
    [InlineData("ConnectionStrings:Database", "Host=postgres;Database=test;Username=admin;Password=R3q9", null)]
    [InlineData("ConnectionStrings:Database", "Host", null)]
    [InlineData("Mail:From", "secret", null)]
    [InlineData("OTHER_PASSWORD", "secret", null)]
    public void KnownSecret_IsRefusedOutsideOfDevelopment_AndNeverTold(string key, string value, string? named)
    {
        Assert.Null(WhyNotStart("Development"));
        var told = WhyNotStart("Production");

        Assert.Equal(named is null, told is null);
        if (named is not null)
        {
            Assert.StartsWith($"{named} holds what everybody knows", told, StringComparison.Ordinal);
            Assert.DoesNotContain(value.Trim(), told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("postgres", told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("change-me", told, StringComparison.OrdinalIgnoreCase);
        }

        string? WhyNotStart(string environment) =>
            Secrets.WhyNotStart(
                new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]).Build(),
                environment == "Development"
            );
    }

    [Fact]
    public void KeyCertificate_NeedsNoPassword() =>
        Assert.Null(
            ProviderSetup.WhyNotStart(
                new ConfigurationBuilder()
                    .AddInMemoryCollection([
                        KeyValuePair.Create(ProviderSetup.IssuerKey, (string?)"https://api.example/"),
                        KeyValuePair.Create("Identity:KeyCertificates:0:Path", (string?)AuditKeyFile.Path),
                    ])
                    .Build(),
                isDevelopment: false
            )
        );

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
        builder.Configuration["Files:Folder"] = ".data/files";
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

        await api.Database.ExecuteAsync("delete from \"__EFMigrationsHistory\" where migration_id like '%Guards'");
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

    /// <summary>What a service in Production says that does not start.</summary>
    private static async Task<string> RefusalAsync(IEnumerable<string> arguments, Dictionary<string, string> variables)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Http.ErrorCatalogue).Assembly.Location, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var service = Process.Start(start)!;
        var said = await service.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await service.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, service.ExitCode);
        return said;
    }
}
