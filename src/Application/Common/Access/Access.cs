using System.Collections.Concurrent;
using System.Reflection;

namespace SocialInnovation.Application.Common.Access;

/// <summary>Who calls.</summary>
/// <param name="Id">The person or machine whose rights are used.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="PerformedBy">Who acts on that person's behalf, as an administrator does in an import; null when nobody does.</param>
public sealed record Caller(UserId Id, IReadOnlySet<Role> Roles, UserId? PerformedBy = null);

/// <summary>The caller of the running request.</summary>
public interface ICurrentUser
{
    Caller? Caller { get; }

    UserId? Id => Caller?.Id;

    bool Has(Role role) => Caller?.Roles.Contains(role) == true;

    bool HasAny(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Has(role))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>States on a request which roles may send it. Every request carries this, <see cref="SignedInAttribute"/> or <see cref="AnonymousAttribute"/>.</summary>
/// <param name="roles">Any one of them suffices.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RolesAttribute(params Role[] roles) : Attribute
{
    public IReadOnlyList<Role> Roles { get; } = roles;
}

/// <summary>Any known caller may send the request; what it sees depends on its relations.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SignedInAttribute : Attribute;

/// <summary>Anybody may send the request.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AnonymousAttribute : Attribute;

/// <summary>Who may send a type of request, read from its attribute: the one source for the pipeline, the routes' policies and <c>allowedActions</c>.</summary>
/// <param name="Roles">The roles, any of which suffices; empty for any known caller.</param>
/// <param name="IsAnonymous">True when anybody may.</param>
public sealed record AccessRule(IReadOnlyList<Role> Roles, bool IsAnonymous)
{
    private static readonly ConcurrentDictionary<Type, AccessRule> Known = new();

    public static AccessRule Of(Type request) => Known.GetOrAdd(request, Read);

    public Error? WhyNot(ICurrentUser user) =>
        IsAnonymous ? null
        : user.Caller is null ? AccessErrors.NotSignedIn
        : Roles.Count == 0 || Roles.Any(user.Has) ? null
        : AccessErrors.RoleMissing(Roles);

    private static AccessRule Read(Type request) =>
        request.GetCustomAttribute<RolesAttribute>() is { } roles ? new AccessRule(roles.Roles, false)
        : request.GetCustomAttribute<SignedInAttribute>() is not null ? new AccessRule([], false)
        : request.GetCustomAttribute<AnonymousAttribute>() is not null ? new AccessRule([], true)
        : throw new InvalidOperationException($"{request.Name} does not say who may send it.");
}

/// <summary>Refusals that concern the caller, not the request.</summary>
public static class AccessErrors
{
    public static Error NotSignedIn => new("access.not-signed-in", ErrorKind.Unauthenticated);

    public static Error RoleMissing(IReadOnlyList<Role>? roles) =>
        Error.Forbidden("access.role-missing").With("roles", string.Join(", ", (roles ?? []).Select(Naming.Word)));
}
