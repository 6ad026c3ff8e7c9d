using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.AuthenticateApiKey;

/// <summary>Finds out who comes with a key.</summary>
/// <param name="Hash">SHA-256 of the key: the key itself goes no further than the edge.</param>
/// <param name="Address">From where.</param>
[Anonymous]
public sealed record AuthenticateApiKey(byte[] Hash, IPAddress? Address) : IQuery<Caller>;

internal sealed class AuthenticateApiKeyHandler(IApiKeyReads reads, ApiKeyUses uses, [FromKeyedServices(Clocks.Real)] TimeProvider clock)
    : IQueryHandler<AuthenticateApiKey, Caller>
{
    // Whatever stands against a key, the refusal is the same and takes the same look-up: nobody learns which keys there are.
    public async Task<Result<Caller>> Handle(AuthenticateApiKey query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await reads.FindAsync(query.Hash, cancellationToken) is not { } key)
        {
            return AccessErrors.NotSignedIn;
        }

        var isAdmitted = AllowedNetworks.Admit(key.AllowedNetworks, query.Address);
        if (key.IsRevoked || key.ExpiresAt <= now || !isAdmitted)
        {
            return AccessErrors.NotSignedIn;
        }

        uses.Note(key, now);
        return new Caller(key.UserId, key.Roles.Where(ApiKey.MayCarry).ToHashSet(), Scopes: key.Scopes.ToHashSet());
    }
}
