using OpenIddict.Abstractions;
using SocialInnovation.Api.OpenApi;
using SocialInnovation.Infrastructure.Identity;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SocialInnovation.Api.Identity;

/// <summary>Swagger UI as a client of the embedded identity provider, so that its Authorize button works from a fresh start.</summary>
internal sealed partial class SwaggerClient(IServiceScopeFactory scopes, ProviderSettings settings, ILogger<SwaggerClient> logger)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var clients = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
            if (await clients.FindByClientIdAsync(SwaggerPages.ClientId, cancellationToken) is not { } known)
            {
                await clients.CreateAsync(Describe(), cancellationToken);
            }
            else if (!(await clients.GetRedirectUrisAsync(known, cancellationToken)).Contains(Redirect.ToString()))
            {
                // The service has moved.
                await clients.UpdateAsync(known, Describe(), cancellationToken);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Another instance was first, or the database is not there yet: the service serves without it.
            LogFailed(exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Uri Redirect => new(settings.Issuer, "swagger/oauth2-redirect.html");

    private OpenIddictApplicationDescriptor Describe()
    {
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = SwaggerPages.ClientId,
            ClientType = ClientTypes.Public,
            ConsentType = ConsentTypes.Implicit,
            DisplayName = "Swagger UI",
            RedirectUris = { Redirect },
            Permissions =
            {
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.Token,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.ResponseTypes.Code,
            },
        };
        client.Permissions.UnionWith(Application.Common.Access.Scopes.All.Select(x => Permissions.Prefixes.Scope + x));
        return client;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Swagger UI could not be registered as a client of the identity provider.")]
    private partial void LogFailed(Exception exception);
}
