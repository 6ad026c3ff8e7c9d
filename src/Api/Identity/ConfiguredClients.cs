using System.Text.Json;
using OpenIddict.Abstractions;
using SocialInnovation.Api.OpenApi;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.FindUserByName;
using SocialInnovation.Infrastructure.Identity;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SocialInnovation.Api.Identity;

/// <summary>
/// Registers the programs that the configuration names as clients of the embedded identity provider, and Swagger UI, whose Authorize button
/// works from a fresh start. What the configuration changes is changed at the next start.
/// </summary>
internal sealed partial class ConfiguredClients(
    IServiceScopeFactory scopes,
    ProviderSettings settings,
    IConfiguration configuration,
    ILogger<ConfiguredClients> logger
) : IHostedService
{
    public const string Section = "Identity:Clients";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await RegisterAsync(Swagger(), cancellationToken);
        foreach (var client in configuration.GetSection(Section).Get<ConfiguredClient[]>() ?? [])
        {
            await RegisterAsync(client, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private ConfiguredClient Swagger() =>
        new()
        {
            Id = SwaggerPages.ClientId,
            Name = "Swagger UI",
            IsFirstParty = true,
            RedirectUris = [new Uri(settings.Issuer, "swagger/oauth2-redirect.html")],
            Scopes = [.. Application.Common.Access.Scopes.All],
        };

    private async Task RegisterAsync(ConfiguredClient client, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var clients = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
            var descriptor = client.Describe();
            if (client.UserName is { } userName)
            {
                var user = await scope
                    .ServiceProvider.GetRequiredService<IDispatcher>()
                    .SendAsync(new FindUserByName(userName), cancellationToken);
                if (user.IsFailure)
                {
                    LogNobody(client.Id, userName);
                    return;
                }

                descriptor.Properties[ConnectEndpoints.UserProperty] = JsonSerializer.SerializeToElement(user.Value.Id.Value);
            }

            if (await clients.FindByClientIdAsync(client.Id, cancellationToken) is { } known)
            {
                await clients.UpdateAsync(known, descriptor, cancellationToken);
            }
            else
            {
                await clients.CreateAsync(descriptor, cancellationToken);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Another instance was first, or the database is not there yet: the service serves without it.
            LogFailed(exception, client.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The client {Client} is to act as {UserName}, who is not registered.")]
    private partial void LogNobody(string client, string userName);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The client {Client} could not be registered at the identity provider.")]
    private partial void LogFailed(Exception exception, string client);
}

/// <summary>A program as the configuration describes it.</summary>
internal sealed class ConfiguredClient
{
    public string Id { get; init; } = "";

    /// <summary>Its name as persons read it.</summary>
    public string? Name { get; init; }

    /// <summary>The secret of a program that can keep one, such as a machine.</summary>
    public string? Secret { get; init; }

    /// <summary>The registered user as which a machine acts, by client credentials.</summary>
    public string? UserName { get; init; }

    /// <summary>To what its tokens may be restricted.</summary>
    public string[] Scopes { get; init; } = [];

    public Uri[] RedirectUris { get; init; } = [];

    public Uri[] PostLogoutRedirectUris { get; init; } = [];

    /// <summary>Whether it is the region's own, so that persons are not asked.</summary>
    public bool IsFirstParty { get; init; }

    /// <summary>Whether it may begin a sign-in on a device without a browser.</summary>
    public bool IsDevice { get; init; }

    public OpenIddictApplicationDescriptor Describe()
    {
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = Id,
            ClientSecret = Secret,
            ClientType = Secret is null ? ClientTypes.Public : ClientTypes.Confidential,
            ConsentType = IsFirstParty ? ConsentTypes.Implicit : ConsentTypes.Explicit,
            DisplayName = Name ?? Id,
            Permissions = { Permissions.Endpoints.Token, Permissions.Endpoints.Revocation },
        };
        client.RedirectUris.UnionWith(RedirectUris);
        client.PostLogoutRedirectUris.UnionWith(PostLogoutRedirectUris);
        client.Permissions.UnionWith(Scopes.Select(x => Permissions.Prefixes.Scope + x));
        client.Permissions.UnionWith([Permissions.Prefixes.Scope + "profile", Permissions.Prefixes.Scope + "email"]);
        if (Secret is not null && UserName is not null)
        {
            client.Permissions.UnionWith([Permissions.GrantTypes.ClientCredentials, Permissions.Endpoints.Introspection]);
        }

        if (RedirectUris.Length > 0)
        {
            client.Permissions.UnionWith([
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.EndSession,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.GrantTypes.RefreshToken,
                Permissions.ResponseTypes.Code,
            ]);
        }

        if (IsDevice)
        {
            client.Permissions.UnionWith([
                Permissions.Endpoints.DeviceAuthorization,
                Permissions.GrantTypes.DeviceCode,
                Permissions.GrantTypes.RefreshToken,
            ]);
        }

        return client;
    }
}
