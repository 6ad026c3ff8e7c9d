using System.Security.Claims;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Security;

/// <summary>
/// Reads the caller from a validated token: <c>sub</c> is the user's id, each <c>roles</c> claim a role. A <c>scope</c> claim, one text with
/// spaces or a list, restricts the caller to what it names.
/// </summary>
internal static class Callers
{
    public const string SubjectClaim = "sub";

    public const string RolesClaim = "roles";

    public const string ScopeClaim = "scope";

    public static Caller? From(ClaimsPrincipal principal) =>
        principal.Identity?.IsAuthenticated == true && Guid.TryParse(principal.FindFirstValue(SubjectClaim), out var id)
            ? new Caller(
                new UserId(id),
                principal.FindAll(RolesClaim).Select(x => Naming.Parse<Role>(x.Value)).OfType<Role>().ToHashSet(),
                Scopes: ScopesOf(principal)
            )
            : null;

    private static HashSet<string>? ScopesOf(ClaimsPrincipal principal)
    {
        var claims = principal.FindAll(ScopeClaim).ToList();
        // What is for the provider alone, such as "openid", restricts nothing and opens nothing.
        return claims.Count == 0 ? null : [.. claims.SelectMany(x => x.Value.Split(' ')).Where(Scopes.All.Contains)];
    }
}
