namespace SocialInnovation.Application.Common.Access;

/// <summary>Who must show a second factor when signing in.</summary>
public static class SecondFactor
{
    // Whoever only applies, marks or writes posts binds nobody but itself, and each of its acts is looked at by another person.
    private static readonly Role[] Spared = [Role.Applicant, Role.Evaluator, Role.Editor];

    /// <summary>Roles that decide, sign, administer, or read everything.</summary>
    public static bool IsRequiredOf(IEnumerable<Role> roles) => roles.Except(Spared).Any();
}
