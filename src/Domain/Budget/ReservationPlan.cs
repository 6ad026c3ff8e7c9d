using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>One contribution's part of a line of an envelope, as the region states it.</summary>
public sealed record StatedShare(Guid ContributionId, Money Amount);

/// <summary>Says which contributions a new envelope is cut from.</summary>
public static class ReservationPlan
{
    /// <summary>
    /// Lines with stated shares are cut as stated; the others, one after the other, in proportion to what each contribution has left. Refused
    /// when the fund, or a contribution, has not enough.
    /// </summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="stated">The stated shares of each line, in the lines' order; empty where nothing is stated.</param>
    /// <param name="balances">What each contribution has in the fund.</param>
    /// <param name="fund">The fund, which names its contributions.</param>
    public static Result<IReadOnlyList<GrantShare>> Of(
        Envelope envelope,
        IReadOnlyList<IReadOnlyList<StatedShare>> stated,
        IReadOnlyList<FinancerBalance> balances,
        Fund fund
    )
    {
        var available = Money.Sum(balances.Select(x => x.Balance));
        if (envelope.Amount > available)
        {
            return FundErrors.Exceeded(available);
        }

        var (left, parts) = (balances.ToDictionary(x => x.ContributionId, x => x.Balance), new List<GrantShare>());
        foreach (var (line, index) in envelope.Lines.Select((x, i) => (x, i)).Where(x => stated[x.i].Count > 0))
        {
            if (WhyNotStated(line, stated[index], left, fund, $"#/lines/{index}/shares") is { } error)
            {
                return error;
            }

            foreach (var share in stated[index])
            {
                left[share.ContributionId] -= share.Amount;
                var contribution = fund.Contributions.Single(x => x.Id == share.ContributionId);
                parts.Add(new GrantShare(line.Id, contribution.Id, contribution.Financer, contribution.FiscalYear, share.Amount));
            }
        }

        foreach (var (line, _) in envelope.Lines.Zip(stated).Where(x => x.Second.Count == 0))
        {
            var split = FinancerSplit.Of(line.Amount, [.. balances.Select(x => x with { Balance = left[x.ContributionId] })]);
            foreach (var (from, amount) in split)
            {
                left[from.ContributionId] -= amount;
                parts.Add(new GrantShare(line.Id, from.ContributionId, from.Financer, from.FiscalYear, amount));
            }
        }

        return parts;
    }

    private static Error? WhyNotStated(
        EnvelopeLine line,
        IReadOnlyList<StatedShare> stated,
        Dictionary<Guid, Money> left,
        Fund fund,
        string pointer
    )
    {
        foreach (var (share, index) in stated.Select((x, i) => (x, i)))
        {
            var place = $"{pointer}/{index}";
            if (fund.Contributions.FirstOrDefault(x => x.Id == share.ContributionId) is not { } contribution)
            {
                return FundErrors.UnknownContribution.At($"{place}/contributionId");
            }

            if (stated.Take(index).Any(x => x.ContributionId == share.ContributionId))
            {
                return FundErrors.ContributionTwice(contribution.Describe()).At($"{place}/contributionId");
            }

            if (left.GetValueOrDefault(contribution.Id) is var has && share.Amount > has)
            {
                return FundErrors.ContributionExceeded(contribution.Describe(), has).At($"{place}/amount");
            }
        }

        var sum = Money.Sum(stated.Select(x => x.Amount));
        return sum == line.Amount ? null : EnvelopeErrors.SharesUnequal(sum, line.Amount).At(pointer);
    }
}
