using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialInnovation.Api;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Testing;

namespace SocialInnovation.Benchmarks;

/// <summary>The service as it runs in Production, with the key of the comparison in place of an identity provider's address.</summary>
internal static class ServiceHost
{
    /// <summary>All load comes from one address, and as one caller.</summary>
    public const int RequestsPerMinute = 60_000_000;

    /// <param name="connection">The database.</param>
    /// <param name="key">Signs the callers' tokens.</param>
    /// <param name="isAudited">False for a service that keeps no audit trail, which only a comparison has.</param>
    /// <param name="tellsCaller">True for a service that tells the database who calls, which only a comparison does.</param>
    public static WebApplication Build(string connection, string key, bool isAudited = true, bool tellsCaller = false)
    {
        var builder = Configure(connection);
        builder.Services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => Tokens.Trust(options, key));
        if (tellsCaller)
        {
            TellingCaller.AddTo(builder.Services);
        }

        return isAudited ? builder.BuildService() : Unaudited(builder);
    }

    /// <summary>The service with the tokens of its own provider.</summary>
    public static WebApplication Guarded(string connection)
    {
        var app = Configure(connection).BuildService();
        Anyone.MapDiagnostics(app);
        return app;
    }

    /// <summary>The service that takes everybody for one person, which only a comparison has.</summary>
    public static WebApplication Open(string connection, string user)
    {
        var builder = Configure(connection);
        Anyone.AddTo(builder, user);
        return builder.BuildService();
    }

    private static WebApplicationBuilder Configure(string connection)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Production, ContentRootPath = AppContext.BaseDirectory }
        );
        ServerProcess.LogErrors(builder.Logging);
        // The twin writes no line for a request.
        builder.Logging.AddFilter("SocialInnovation.Api.Observation.RequestLog", LogLevel.Warning);
        builder.Configuration["ConnectionStrings:Database"] = connection;
        builder.Configuration["RateLimits:CallerPerMinute"] = builder.Configuration["RateLimits:AddressPerMinute"] = $"{RequestsPerMinute}";
        builder.Configuration["Identity:Issuer"] = "https://replaced-by-a-key.invalid";
        builder.Configuration["Identity:KeyCertificates:0:Path"] = KeyCertificate();
        builder.Configuration["Audit:SigningKey"] = AuditKeyFile.Path;
        builder.Configuration["Files:Folder"] = "files";
        (builder.Configuration["Mail:Folder"], builder.Configuration["Mail:From"]) = ("mail", "no-reply@region.example");
        builder.Configuration["Mail:PortalAddress"] = "https://portal.example/invitation";
        return builder;
    }

    private static WebApplication Unaudited(WebApplicationBuilder builder)
    {
        // When the service has registered its own.
        builder.Host.ConfigureContainer<IServiceCollection>(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IAuditWriter, NoAudit>());
            services.Replace(ServiceDescriptor.Singleton<IReadLog, NoAudit>());
            services.Remove(services.Single(x => x.ImplementationType == typeof(AuditSealing)));
        });
        return builder.BuildService();
    }

    private static string KeyCertificate()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest(
            "CN=benchmarks",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        ).CreateSelfSigned(now, now.AddDays(1));
        var path = Path.Combine(Path.GetTempPath(), $"benchmarks-{Environment.ProcessId}.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx));
        return path;
    }

    private sealed class NoAudit : IAuditWriter, IReadLog, IAsyncDisposable
    {
        public Task<IAsyncDisposable> BeginAsync(CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable>(this);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public void Write(LastWrites last, AggregateChange change, RequestContext context, DateTimeOffset recordedAt) { }

        public void Write(LastWrites last, string kind, Guid id, UserId actor, RequestContext context, DateTimeOffset recordedAt) { }

        public Task WriteAsync(string action, string kind, IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }
}
