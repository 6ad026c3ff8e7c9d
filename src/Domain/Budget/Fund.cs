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
}

/// <summary>What one financer brings for one fiscal year.</summary>
public sealed record Contribution(Guid Id, string Financer, int FiscalYear, Money Amount, DateOnly? SignedOn);
