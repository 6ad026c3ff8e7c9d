using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>What other modules know of an applicant organisation.</summary>
public sealed record OrganisationFacts(OrganisationId Id, string Siren, string Name, string LegalForm, IReadOnlyList<string> Flags);

/// <summary>An organisation, and what a member may do for it.</summary>
public sealed record OwnOrganisationFacts(OrganisationFacts Organisation, MemberRight Right);

/// <summary>What a person may do with what is an organisation's.</summary>
public enum MemberRight
{
    None,
    Read,
    Write,
}

/// <summary>Finds organisations and their members.</summary>
public interface IOrganisationLookup
{
    Task<OrganisationFacts?> FindAsync(OrganisationId id, CancellationToken cancellationToken);

    /// <summary>The organisation, where this user acts for it.</summary>
    Task<OwnOrganisationFacts?> FindOfMemberAsync(OrganisationId id, UserId user, CancellationToken cancellationToken);

    /// <summary>What this user may do with what is the organisation's.</summary>
    Task<MemberRight> RightOfAsync(OrganisationId id, UserId user, CancellationToken cancellationToken);

    Task<bool> IsMemberAsync(OrganisationId id, UserId user, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<OrganisationId, string>> NamesAsync(
        IReadOnlyCollection<OrganisationId> ids,
        CancellationToken cancellationToken
    );

    Task<IReadOnlyList<OrganisationId>> OfMemberAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Who may write for the organisation, at most so many.</summary>
    Task<IReadOnlyList<UserId>> WritersAsync(OrganisationId id, int most, CancellationToken cancellationToken);

    /// <summary>The SIREN of the organisations for which each of these users acts.</summary>
    Task<ILookup<UserId, string>> SirensOfMembersAsync(IReadOnlyCollection<UserId> users, CancellationToken cancellationToken);
}
