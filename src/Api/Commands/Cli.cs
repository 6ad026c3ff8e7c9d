using Microsoft.OpenApi;
using SocialInnovation.Api.OpenApi;
using SocialInnovation.Api.Security;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Infrastructure.Persistence;
using Swashbuckle.AspNetCore.Swagger;

namespace SocialInnovation.Api.Commands;

/// <summary>What the program does by its first argument: nothing named, it serves.</summary>
internal static class Cli
{
    public static async Task<int> RunAsync(string[] args) =>
        args.FirstOrDefault() switch
        {
            "migrate" => await MigrateAsync(args[1..]),
            "run" => await RunCommand.RunAsync(args[1..]),
            "openapi" => await WriteAsync(args, OpenApiDocumentText.OfAsync),
            "permissions" => await WriteAsync(
                args,
                x => Task.FromResult(PermissionMatrix.Write(x.GetRequiredService<IApiRoutes>().UseCases))
            ),
            _ => await ServeAsync(args),
        };

    private static async Task<int> ServeAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddSecretFiles();
        if (builder.WhyNotStart() is { } problem)
        {
            await Console.Error.WriteLineAsync(problem);
            return 1;
        }

        await using var app = builder.BuildService();
        await app.RunAsync();
        return 0;
    }

    /// <summary><c>migrate OWNER_CONNECTION SERVICE_ROLE</c></summary>
    private static async Task<int> MigrateAsync(string[] args)
    {
        if (args.Length != 2)
        {
            await Console.Error.WriteLineAsync("usage: migrate OWNER_CONNECTION_STRING SERVICE_ROLE");
            return 2;
        }

        await DatabaseMigrator.MigrateAsync(args[0], args[1], CancellationToken.None);
        return 0;
    }

    /// <summary><c>openapi FILE</c>, <c>permissions FILE</c>: writes what the code says of the API, without a database.</summary>
    private static async Task<int> WriteAsync(string[] args, Func<IServiceProvider, Task<string>> text)
    {
        if (args.Length != 2)
        {
            await Console.Error.WriteLineAsync($"usage: {args[0]} FILE");
            return 2;
        }

        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Development, ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Configuration["ConnectionStrings:Database"] = "Host=localhost";
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.BuildService(background: false);

        // Routes are known to the document only once the host has started.
        await app.StartAsync();
        await File.WriteAllTextAsync(args[1], await text(app.Services));
        await app.StopAsync();
        return 0;
    }
}

internal static class OpenApiDocumentText
{
    public static async Task<string> OfAsync(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        var provider = scope.ServiceProvider.GetRequiredService<IAsyncSwaggerProvider>();
        var document = await provider.GetSwaggerAsync(OpenApiSetup.Document);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1) + "\n";
    }
}
