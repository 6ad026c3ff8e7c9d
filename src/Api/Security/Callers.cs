using System.Security.Claims;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Security;

/// <summary>Reads the caller from a validated token: <c>sub</c> is the user's id, each <c>roles</c> claim a role.</summary>
internal static class Callers
{
    public const string RolesClaim = "roles";

    public static Caller? From(ClaimsPrincipal principal) =>
        principal.Identity?.IsAuthenticated == true && Guid.TryParse(principal.FindFirstValue("sub"), out var id)
            ? new Caller(new UserId(id), principal.FindAll(RolesClaim).Select(x => Naming.Parse<Role>(x.Value)).OfType<Role>().ToHashSet())
            : null;
}
