using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Section of the region's budget.</summary>
public enum BudgetSection
{
    /// <summary>Autorisation de programme.</summary>
    Investment,

    /// <summary>Autorisation d'engagement.</summary>
    Operating,
}

/// <summary>The part of a fund that is set aside for one call (enveloppe).</summary>
public sealed class Envelope : AggregateRoot<EnvelopeId>
{
    private Envelope() { }

    public FundId FundId { get; private set; }

    public CallId CallId { get; private set; }

    public IReadOnlyList<EnvelopeLine> Lines { get; private set; } = [];

    public Money Amount => Money.Sum(Lines.Select(x => x.Amount));

    /// <summary>One line for each section; each expense category of the call belongs to exactly one line.</summary>
    public static Result<Envelope> Reserve(
        EnvelopeId id,
        FundId fund,
        CallId call,
        IReadOnlyList<EnvelopeLine> lines,
        IReadOnlyList<string> categoriesOfCall
    )
    {
        if (lines.GroupBy(x => x.Section).Any(x => x.Count() > 1))
        {
            return EnvelopeErrors.SectionTwice;
        }

        var named = lines.SelectMany(x => x.ExpenseCategories).ToList();
        if (named.FirstOrDefault(x => !categoriesOfCall.Contains(x)) is { } unknown)
        {
            return EnvelopeErrors.UnknownCategory(unknown);
        }

        if (named.GroupBy(x => x).FirstOrDefault(x => x.Count() > 1) is { } twice)
        {
            return EnvelopeErrors.CategoryTwice(twice.Key);
        }

        if (categoriesOfCall.FirstOrDefault(x => !named.Contains(x)) is { } missing)
        {
            return EnvelopeErrors.CategoryMissing(missing);
        }

        return new Envelope
        {
            Id = id,
            FundId = fund,
            CallId = call,
            Lines = lines,
        };
    }

    /// <summary>
    /// Shares a grant over the lines by the eligible costs of their categories, to the cent; without any eligible cost it stands on the
    /// first line.
    /// </summary>
    public IReadOnlyList<Money> ShareOverLines(Money amount, IReadOnlyDictionary<string, Money> eligibleCosts)
    {
        var costs = Lines.Select(line => Money.Sum(line.ExpenseCategories.Select(x => eligibleCosts.GetValueOrDefault(x)))).ToList();
        return costs.TrueForAll(x => x == Money.Zero) ? [amount, .. Lines.Skip(1).Select(_ => Money.Zero)] : Money.Share(amount, costs);
    }
}

/// <summary>The part of an envelope in one section of the budget.</summary>
public sealed record EnvelopeLine(Guid Id, BudgetSection Section, Money Amount, IReadOnlyList<string> ExpenseCategories);
