using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>
/// A single undertaking: legal units that are linked by a majority of votes, the right to appoint or remove the board, or dominant influence,
/// chains included ((EU) 2023/2831 art. 2(2)). Nobody is in two of them on a day.
/// </summary>
public sealed class Undertaking : AggregateRoot<UndertakingId>
{
    private readonly List<UndertakingMember> members = [];

    private Undertaking() { }

    public string Name { get; private set; } = null!;

    public FiscalYearEnd FiscalYearEnd { get; private set; }

    public IReadOnlyCollection<UndertakingMember> Members => members;

    public static Result<Undertaking> Link(
        UndertakingId id,
        string name,
        FiscalYearEnd fiscalYearEnd,
        IReadOnlyList<UndertakingMember> members
    )
    {
        var undertaking = new Undertaking { Id = id };
        var replaced = undertaking.Replace(name, fiscalYearEnd, members);
        return replaced.IsFailure ? replaced.Error : undertaking;
    }

    /// <summary>Says anew who is linked and when: a merger adds a member, a split ends one.</summary>
    public Result Replace(string name, FiscalYearEnd fiscalYearEnd, IReadOnlyList<UndertakingMember> linked)
    {
        foreach (var (index, member) in linked.Index())
        {
            if (member.Until < member.From)
            {
                return UndertakingErrors.PeriodEmpty(index);
            }

            if (linked.Take(index).Any(member.Overlaps))
            {
                return UndertakingErrors.MemberTwice(index, member.Siren);
            }
        }

        (Name, FiscalYearEnd) = (name, fiscalYearEnd);
        members.RemoveAll(x => !linked.Contains(x));
        members.AddRange(linked.Except(members).ToList());
        return Result.Success;
    }

    public bool Links(Siren siren, DateOnly on) => members.Exists(x => x.Siren == siren && x.IsLinked(on));

    /// <summary>Who is linked on a day.</summary>
    public IEnumerable<Siren> MembersOn(DateOnly on) => members.Where(x => x.IsLinked(on)).Select(x => x.Siren);
}

/// <summary>A legal unit of a single undertaking.</summary>
/// <param name="Siren">Who.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null while it is linked.</param>
public sealed record UndertakingMember(Siren Siren, DateOnly From, DateOnly? Until)
{
    public bool IsLinked(DateOnly on) => From <= on && !(Until < on);

    public bool Overlaps(UndertakingMember other) => Siren == other.Siren && !(Until < other.From) && !(other.Until < From);
}
