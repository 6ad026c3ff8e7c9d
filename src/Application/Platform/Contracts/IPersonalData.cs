namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>What the service keeps of persons, as the members of what it keeps say themselves.</summary>
public interface IPersonalData
{
    IReadOnlyList<PersonalDatum> All { get; }
}

/// <summary>A member that says something of a person.</summary>
/// <param name="Resource">Of what it is a member, such as <c>user</c>.</param>
/// <param name="Member">The member, such as <c>displayName</c>.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Retention">For how long.</param>
/// <param name="Basis">By what right.</param>
public sealed record PersonalDatum(string Resource, string Member, ProcessingPurpose Purpose, Retention Retention, LegalBasis Basis);
