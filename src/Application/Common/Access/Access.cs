using System.Collections.Concurrent;
using System.Reflection;

namespace SocialInnovation.Application.Common.Access;

/// <summary>Who calls.</summary>
/// <param name="Id">The person or machine whose rights are used.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="PerformedBy">Who acts on that person's behalf, as an administrator does in an import; null when nobody does.</param>
/// <param name="Scopes">To what its token or key is restricted, see <see cref="Access.Scopes"/>; null when to nothing.</param>
public sealed record Caller(UserId Id, IReadOnlySet<Role> Roles, UserId? PerformedBy = null, IReadOnlySet<string>? Scopes = null)
{
    /// <summary>Whether its scopes let it use that one.</summary>
    public bool Covers(string scope) => Access.Scopes.Cover(Scopes, scope);
}

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
/// <param name="Scope">The scope that a restricted caller needs besides; where anybody may, to be known at all.</param>
public sealed record AccessRule(IReadOnlyList<Role> Roles, bool IsAnonymous, string Scope)
{
    private static readonly ConcurrentDictionary<Type, AccessRule> Known = new();

    public static AccessRule Of(Type request) => Known.GetOrAdd(request, Read);

    public Error? WhyNot(ICurrentUser user) =>
        IsAnonymous ? null
        : user.Caller is not { } caller ? AccessErrors.NotSignedIn
        : Roles.Count > 0 && !Roles.Any(user.Has) ? AccessErrors.RoleMissing(Roles)
        : caller.Covers(Scope) ? null
        : AccessErrors.ScopeMissing(Scope);

    private static AccessRule Read(Type request) =>
        request.GetCustomAttribute<RolesAttribute>() is { } roles ? new AccessRule(roles.Roles, false, Scopes.Of(request))
        : request.GetCustomAttribute<SignedInAttribute>() is not null ? new AccessRule([], false, Scopes.Of(request))
        : request.GetCustomAttribute<AnonymousAttribute>() is not null ? new AccessRule([], true, Scopes.Of(request))
        : throw new InvalidOperationException($"{request.Name} does not say who may send it.");
}

/// <summary>Refusals that concern the caller, not the request.</summary>
public static class AccessErrors
{
    public static Error NotSignedIn => new("access.not-signed-in", ErrorKind.Unauthenticated);

    public static Error RoleMissing(IReadOnlyList<Role>? roles) =>
        Error.Forbidden("access.role-missing").With("roles", string.Join(", ", (roles ?? []).Select(Naming.Word)));

    /// <summary>The caller may by its roles, and not by that to which its token or key is restricted.</summary>
    public static Error ScopeMissing(string? scope) => Error.Forbidden("access.scope-missing").With("scope", scope);
}
