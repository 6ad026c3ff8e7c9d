using System.Collections.Immutable;
using OpenIddict.Abstractions;
using SocialInnovation.Domain.SharedKernel;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SocialInnovation.Api.Identity;

/// <summary>What persons let programs do that are not the region's own.</summary>
internal sealed class Consents(IOpenIddictAuthorizationManager authorizations, IOpenIddictApplicationManager clients)
{
    public async Task<bool> IsGivenAsync(UserId user, object client, ImmutableArray<string> scopes, CancellationToken cancellationToken)
    {
        if (await clients.HasConsentTypeAsync(client, ConsentTypes.Implicit, cancellationToken))
        {
            return true;
        }

        var id = await clients.GetIdAsync(client, cancellationToken);
        var given = authorizations.FindAsync(
            user.Value.ToString(),
            id,
            Statuses.Valid,
            AuthorizationTypes.Permanent,
            scopes,
            cancellationToken
        );
        return await given.AnyAsync(cancellationToken);
    }

    public async Task GiveAsync(UserId user, object client, ImmutableArray<string> scopes, CancellationToken cancellationToken)
    {
        var descriptor = new OpenIddictAuthorizationDescriptor
        {
            ApplicationId = await clients.GetIdAsync(client, cancellationToken),
            CreationDate = TimeProvider.System.GetUtcNow(),
            Status = Statuses.Valid,
            Subject = user.Value.ToString(),
            Type = AuthorizationTypes.Permanent,
        };
        descriptor.Scopes.UnionWith(scopes);
        await authorizations.CreateAsync(descriptor, cancellationToken);
    }
}
