using System.Reflection;

namespace SocialInnovation.Application.Common.Access;

/// <summary>What a caller is to the very resource that it addresses, or to the rows of a list.</summary>
public enum Relation
{
    /// <summary>A member of the organisation that the resource belongs to.</summary>
    OwnOrganisation,

    /// <summary>The evaluator to whom the application is assigned.</summary>
    AssignedEvaluator,

    /// <summary>A member of the call's evaluation panel.</summary>
    PanelMember,

    /// <summary>A member of a working group.</summary>
    GroupMember,

    /// <summary>A programme manager who is named on the call.</summary>
    NamedManager,

    /// <summary>The one who keeps the resource.</summary>
    Keeper,

    /// <summary>The one who began the job.</summary>
    OwnJob,
}

/// <summary>
/// States which relation a role needs beyond itself. On a request the relation to what it changes or lists, on a gate the one without which
/// the resource does not exist for the role.
/// </summary>
/// <param name="relation">The relation.</param>
/// <param name="roles">The roles that need it; none for every role that is not admitted anyway.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RelationAttribute(Relation relation, params Role[] roles) : Attribute
{
    public Relation Relation { get; } = relation;

    public bool IsOf(Role role) => roles.Length == 0 || roles.Contains(role);
}

/// <summary>States which roles need no relation; where it stands, no other role gets in without one.</summary>
/// <param name="roles">The roles.</param>
[AttributeUsage(AttributeTargets.Class)]
public class AdmitsAttribute(params Role[] roles) : Attribute
{
    public bool Contains(Role role) => roles.Contains(role);
}

/// <summary>A role that gets in, and the relation without which it does not.</summary>
/// <param name="Role">The role.</param>
/// <param name="Relation">The relation to the resource that it needs besides; null when the role suffices.</param>
public sealed record Admission(Role Role, Relation? Relation);

/// <summary>Who gets in where: role, then the gate of the resource, then the relation that the use case asks for.</summary>
public static class Admissions
{
    public static IReadOnlyList<Admission> Of(RoutedUseCase useCase)
    {
        var rule = AccessRule.Of(useCase.Request);
        return
        [
            .. from role in Enum.GetValues<Role>()
            where rule.IsAnonymous || rule.Roles.Count == 0 || rule.Roles.Contains(role)
            let known = useCase.Gate is null ? new Verdict(true, null) : Judge(useCase.Gate, role)
            let asked = Judge(useCase.Request, role)
            where known.IsAdmitted && asked.IsAdmitted
            select new Admission(role, asked.Relation ?? known.Relation),
        ];
    }

    private static Verdict Judge(Type type, Role role)
    {
        var admitted = type.GetCustomAttribute<AdmitsAttribute>();
        if (admitted?.Contains(role) == true)
        {
            return new Verdict(true, null);
        }

        var relation = type.GetCustomAttributes<RelationAttribute>().FirstOrDefault(x => x.IsOf(role));
        return new Verdict(relation is not null || admitted is null, relation?.Relation);
    }

    private sealed record Verdict(bool IsAdmitted, Relation? Relation);
}
