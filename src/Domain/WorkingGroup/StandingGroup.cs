using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.WorkingGroup;

/// <summary>The group that meets every month: members from different colleges, each with a mandate (groupe de travail).</summary>
public sealed class StandingGroup : AggregateRoot<StandingGroupId>
{
    private StandingGroup() { }

    public string Name { get; private set; } = null!;

    /// <summary>Share of the members in office who must be present, percent.</summary>
    public int QuorumPercent { get; private set; }

    public IReadOnlyList<GroupMember> Members { get; private set; } = [];

    public static StandingGroup Found(StandingGroupId id, string name, int quorumPercent) =>
        new()
        {
            Id = id,
            Name = name,
            QuorumPercent = quorumPercent,
        };

    /// <summary>Adds a member with its college and mandate; one person counts once on a day.</summary>
    public Result Appoint(GroupMember member)
    {
        if (member.Until < member.From)
        {
            return GroupErrors.MandateInvalid;
        }

        if (member.UserId is { } user && Members.Any(x => x.UserId == user && x.Overlaps(member)))
        {
            return GroupErrors.AlreadyMember;
        }

        Members = [.. Members, member];
        return Result.Success;
    }

    /// <summary>Puts a pseudonym in the place of a person's name; its mandates stay.</summary>
    public void Rename(UserId user, string pseudonym) =>
        Members = [.. Members.Select(x => x.UserId == user ? x with { Name = pseudonym } : x)];

    public IReadOnlyList<GroupMember> InOffice(DateOnly on) =>
        [.. Members.Where(x => x.From <= on && (x.Until is not { } until || on <= until))];

    /// <summary>Number of members who must be present on a day: the quorum's share of those in office, rounded up, and at least one.</summary>
    public int Quorum(DateOnly on) => Math.Max(1, (InOffice(on).Count * QuorumPercent + 99) / 100);
}

/// <summary>A member: who, from which college, from when until when. Both days belong to the mandate.</summary>
public sealed record GroupMember(
    Guid Id,
    UserId? UserId,
    [property:
        PersonalData(ProcessingPurpose.WorkingGroup, Retention.Archive, LegalBasis.PublicTask),
        NamesPerson(Of = nameof(GroupMember.UserId))
    ]
        string Name,
    [property: PersonalData(ProcessingPurpose.WorkingGroup, Retention.Archive, LegalBasis.PublicTask)] string College,
    DateOnly From,
    DateOnly? Until
)
{
    /// <summary>Whether both mandates hold on some day.</summary>
    public bool Overlaps(GroupMember other) => From <= (other.Until ?? DateOnly.MaxValue) && other.From <= (Until ?? DateOnly.MaxValue);
}
