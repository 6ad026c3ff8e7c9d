using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Money brought together by several financers (fonds).</summary>
public sealed class Fund : AggregateRoot<FundId>
{
    private Fund() { }

    public string Name { get; private set; } = null!;

    public IReadOnlyList<Contribution> Contributions { get; private set; } = [];

    public static Fund Open(FundId id, string name) => new() { Id = id, Name = name };

    /// <summary>Notes a contribution, whose agreement may be signed already.</summary>
    public Result Promise(Contribution contribution, DateOnly today)
    {
        if (contribution.SignedOn > today)
        {
            return FundErrors.SignedInFuture;
        }

        Contributions = [.. Contributions, contribution];
        return Result.Success;
    }

    /// <summary>A contribution counts from the signature of its agreement.</summary>
    public Result<Contribution> Sign(Guid contributionId, DateOnly on, DateOnly today)
    {
        if (Contributions.FirstOrDefault(x => x.Id == contributionId) is not { } contribution)
        {
            return FundErrors.ContributionNotFound;
        }

        if (contribution.SignedOn is not null)
        {
            return FundErrors.AlreadySigned;
        }

        if (on > today)
        {
            return FundErrors.SignedInFuture;
        }

        var signed = contribution with { SignedOn = on };
        Contributions = [.. Contributions.Select(x => x.Id == contributionId ? signed : x)];
        return signed;
    }

    /// <summary>The contributions that may pay for such a project of such an organisation.</summary>
    public IReadOnlySet<Guid> ContributionsFor(string theme, string department, string legalForm) =>
        Contributions.Where(x => x.Earmark.Allows(theme, department, legalForm)).Select(x => x.Id).ToHashSet();
}

/// <summary>What one financer brings for one fiscal year.</summary>
public sealed record Contribution(Guid Id, string Financer, int FiscalYear, Money Amount, DateOnly? SignedOn)
{
    public Earmark Earmark { get; init; } = Earmark.None;

    /// <summary>Financer and fiscal year, as messages name it.</summary>
    internal string Describe() => $"{Financer} {FiscalYear}";
}

/// <summary>What a contribution may pay for: all three lists must allow it, and an empty one allows everything.</summary>
/// <param name="Themes">Codes of themes.</param>
/// <param name="Departments">Codes of départements.</param>
/// <param name="LegalForms">Legal categories of INSEE of one, two or four digits; a shorter one stands for all under it.</param>
public sealed record Earmark(IReadOnlyList<string> Themes, IReadOnlyList<string> Departments, IReadOnlyList<string> LegalForms)
{
    public static Earmark None { get; } = new([], [], []);

    /// <summary>Whether a project of this theme, in this département, of an organisation of this legal form, may be paid.</summary>
    public bool Allows(string theme, string department, string legalForm) =>
        (Themes.Count == 0 || Themes.Contains(theme))
        && (Departments.Count == 0 || Departments.Contains(department))
        && (LegalForms.Count == 0 || LegalForms.Any(x => legalForm.StartsWith(x, StringComparison.Ordinal)));
}
