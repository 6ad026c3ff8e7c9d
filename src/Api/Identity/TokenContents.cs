using System.Collections.Immutable;
using System.Security.Claims;
using OpenIddict.Abstractions;
using SocialInnovation.Api.Security;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.SharedKernel;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SocialInnovation.Api.Identity;

/// <summary>What a token says of whom it is for: who and which roles, as they are when it is given.</summary>
internal sealed class TokenContents(IAccounts accounts, IConfiguration configuration)
{
    /// <summary>The principal of a token for a person or machine; null when it may not sign in any more.</summary>
    public async Task<ClaimsPrincipal?> OfAsync(UserId user, ImmutableArray<string> scopes, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(user, cancellationToken) is not { } known)
        {
            return null;
        }

        var identity = new ClaimsIdentity("token", Claims.Name, Callers.RolesClaim);
        identity.SetClaim(Claims.Subject, user.Value.ToString());
        identity.SetClaim(Claims.Name, known.DisplayName);
        identity.SetClaim(Claims.PreferredUsername, known.UserName);
        identity.SetClaim(Claims.Email, known.Email);
        identity.SetClaims(Callers.RolesClaim, [.. known.Roles.Select(Naming.Word)]);
        identity.SetScopes(scopes);
        identity.SetResources(configuration[Authentication.AudienceKey] ?? Authentication.Audience);
        identity.SetDestinations(DestinationsOf);
        return new ClaimsPrincipal(identity);
    }

    // Names and addresses go to the program that asked for them, and never into what is sent with each request.
    private static IEnumerable<string> DestinationsOf(Claim claim) =>
        claim.Type switch
        {
            Claims.Name or Claims.PreferredUsername when claim.Subject!.HasScope(Scopes.Profile) => [Destinations.IdentityToken],
            Claims.Email when claim.Subject!.HasScope(Scopes.Email) => [Destinations.IdentityToken],
            Callers.RolesClaim => [Destinations.AccessToken, Destinations.IdentityToken],
            Claims.Subject => [Destinations.AccessToken, Destinations.IdentityToken],
            _ => [],
        };
}
