using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>What an award needs of each line of the envelope, in the lines' order, and which contributions may pay it.</summary>
public sealed record FundingNeed(string Reference, IReadOnlyList<Money> Needs, IReadOnlySet<Guid> Allowed);

/// <summary>
/// Decides which contributions pay the awards of one decision. A set of awards is payable exactly when, for each set of contributions, what
/// only they may pay is at most what they have (Hall's condition); then some split of each award over its contributions exists, and the one
/// that is found follows the balances in proportion wherever the earmarks of the awards after it leave that free.
/// </summary>
public static class Financing
{
    /// <summary>The shares of each award, to the cent; or why there are none: the line and the contributions that have too little.</summary>
    /// <param name="envelope">Whose lines pay.</param>
    /// <param name="awards">All awards of the decision, in the order in which they are served.</param>
    /// <param name="balances">What each contribution has on each line.</param>
    public static Result<IReadOnlyList<IReadOnlyList<GrantShare>>> Plan(
        Envelope envelope,
        IReadOnlyList<FundingNeed> awards,
        IReadOnlyList<FinancerBalance> balances
    )
    {
        var shares = awards.Select(_ => new List<GrantShare>()).ToList();
        foreach (var (line, index) in envelope.Lines.Select((x, i) => (x, i)))
        {
            var onLine = balances.Where(x => x.OwnerId == line.Id).ToList();
            var needs = awards
                .Select(x => (x.Needs[index].Cents, Allowed: onLine.ConvertAll(y => x.Allowed.Contains(y.ContributionId))))
                .ToList();
            var network = new FundingNetwork(onLine.ConvertAll(x => x.Balance.Cents), needs);
            if (network.FindShort() is { } tight)
            {
                return WhyShort(line, onLine, awards, index, tight);
            }

            for (var i = 0; i < awards.Count; i++)
            {
                var parts = network.Serve(i);
                shares[i]
                    .AddRange(
                        onLine
                            .Select(
                                (x, c) => new GrantShare(line.Id, x.ContributionId, x.Financer, x.FiscalYear, Money.FromCents(parts[c]))
                            )
                            .Where(x => x.Amount > Money.Zero)
                    );
            }
        }

        return shares;
    }

    private static Error WhyShort(
        EnvelopeLine line,
        List<FinancerBalance> onLine,
        IReadOnlyList<FundingNeed> awards,
        int index,
        IReadOnlyList<bool> tight
    )
    {
        var (all, needed) = (Money.Sum(onLine.Select(x => x.Balance)), Money.Sum(awards.Select(x => x.Needs[index])));
        if (needed > all)
        {
            return EnvelopeErrors.Exceeded(all);
        }

        var only = onLine.Where((_, c) => tight[c]).ToList();
        var others = onLine.Where((_, c) => !tight[c]).Select(x => x.ContributionId).ToList();
        var bound = awards.Where(x => x.Needs[index] > Money.Zero && !others.Exists(x.Allowed.Contains)).ToList();
        return only.Count == 0
            ? EnvelopeErrors.NoContributionAllows(line.Section, string.Join(", ", bound.Select(x => x.Reference)))
            : EnvelopeErrors.EarmarksExceeded(
                line.Section,
                string.Join(", ", only.Select(x => x.Describe())),
                Money.Sum(bound.Select(x => x.Needs[index])),
                Money.Sum(only.Select(x => x.Balance))
            );
    }
}
