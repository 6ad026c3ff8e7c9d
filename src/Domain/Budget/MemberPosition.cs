using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>What a member of the working group thinks of a scenario's whole list. Never changed: who changes its mind states it anew.</summary>
public sealed class MemberPosition : AggregateRoot<MemberPositionId>
{
    private MemberPosition() { }

    public AllocationScenarioId ScenarioId { get; private set; }

    public UserId StatedBy { get; private set; }

    public bool Agrees { get; private set; }

    [PersonalData(ProcessingPurpose.WorkingGroup, Retention.Archive, LegalBasis.PublicTask)]
    public string? Note { get; private set; }

    public DateTimeOffset StatedAt { get; private set; }

    public static MemberPosition State(
        MemberPositionId id,
        AllocationScenarioId scenario,
        UserId by,
        bool agrees,
        string? note,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            ScenarioId = scenario,
            StatedBy = by,
            Agrees = agrees,
            Note = note,
            StatedAt = at,
        };
}
