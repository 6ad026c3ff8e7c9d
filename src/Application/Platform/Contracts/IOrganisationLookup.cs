using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>What other modules know of an applicant organisation.</summary>
public sealed record OrganisationFacts(OrganisationId Id, string Siren, string Name, string LegalForm, IReadOnlyList<string> Flags);

/// <summary>Finds organisations and their members.</summary>
public interface IOrganisationLookup
{
    Task<OrganisationFacts?> FindAsync(OrganisationId id, CancellationToken cancellationToken);

    /// <summary>The organisation, where this user acts for it.</summary>
    Task<OrganisationFacts?> FindOfMemberAsync(OrganisationId id, UserId user, CancellationToken cancellationToken);

    Task<bool> IsMemberAsync(OrganisationId id, UserId user, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<OrganisationId, string>> NamesAsync(
        IReadOnlyCollection<OrganisationId> ids,
        CancellationToken cancellationToken
    );

    Task<IReadOnlyList<OrganisationId>> OfMemberAsync(UserId user, CancellationToken cancellationToken);
}
