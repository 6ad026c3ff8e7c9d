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

    /// <summary>
    /// One line for each section; each expense category of the call belongs to exactly one line. Payment credits, where a line has any,
    /// sum to its amount.
    /// </summary>
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

        if (
            lines
                .Select((x, i) => PaymentCredit.WhyNotOf(x.Amount, x.PaymentCredits)?.At($"#/lines/{i}/paymentCredits"))
                .FirstOrDefault(x => x is not null) is
            { } error
        )
        {
            return error;
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
    /// Splits a grant over the categories of expense by their eligible costs, to the cent, in the order of the lines; without any eligible
    /// cost all stands on the first category of the first line.
    /// </summary>
    public IReadOnlyList<CategoryShare> SplitByCategory(Money amount, IReadOnlyDictionary<string, Money> eligibleCosts)
    {
        var places = Lines.SelectMany(line => line.ExpenseCategories.Select(x => (Category: x, LineId: line.Id))).ToList();
        var costs = places.ConvertAll(x => eligibleCosts.GetValueOrDefault(x.Category));
        var amounts = costs.TrueForAll(x => x == Money.Zero)
            ? [amount, .. places.Skip(1).Select(_ => Money.Zero)]
            : Money.Share(amount, costs);
        return [.. places.Zip(amounts, (place, part) => new CategoryShare(place.Category, place.LineId, part))];
    }

    /// <summary>What each line has of a grant: the sum of its categories' parts.</summary>
    public IReadOnlyList<Money> ShareOverLines(Money amount, IReadOnlyDictionary<string, Money> eligibleCosts)
    {
        var parts = SplitByCategory(amount, eligibleCosts).ToLookup(x => x.LineId, x => x.Amount);
        return [.. Lines.Select(x => Money.Sum(parts[x.Id]))];
    }

    /// <summary>Why money of a line can't be promised on a day: its authorisation has lapsed (caducité).</summary>
    public Error? WhyLapsed(Guid lineId, DateOnly on) =>
        Lines.Single(x => x.Id == lineId) is { LapsesOn: { } last } line && on > last
            ? EnvelopeErrors.LineLapsed(line.Section, last)
            : null;

    /// <summary>
    /// Gives a part of one line to the same line of another envelope of the fund, with payment credits of the years named, else in
    /// proportion.
    /// </summary>
    /// <returns>The two lines.</returns>
    public Result<(EnvelopeLine From, EnvelopeLine To)> Give(
        Envelope to,
        BudgetSection section,
        Money amount,
        IReadOnlyList<PaymentCredit> credits,
        DateOnly on
    )
    {
        if (to.Id == Id)
        {
            return TransferErrors.ToItself;
        }

        if (to.FundId != FundId)
        {
            return TransferErrors.OtherFund;
        }

        if (Lines.FirstOrDefault(x => x.Section == section) is not { } giving)
        {
            return TransferErrors.SectionMissing(section);
        }

        if (to.Lines.FirstOrDefault(x => x.Section == section) is not { } taking)
        {
            return TransferErrors.SectionMissing(section).At("#/toEnvelopeId");
        }

        if (to.WhyLapsed(taking.Id, on) is { } lapsed)
        {
            return lapsed.At("#/toEnvelopeId");
        }

        if (amount > giving.Amount)
        {
            return EnvelopeErrors.Exceeded(giving.Amount);
        }

        if (PaymentCredit.WhyNotOf(amount, credits) is { } error)
        {
            return error.At("#/paymentCredits");
        }

        var moved =
            credits.Count > 0
                ? credits
                : PaymentCredit.Share(amount, giving.PaymentCredits.Count > 0 ? giving.PaymentCredits : taking.PaymentCredits);
        if (giving.PaymentCredits.Count > 0 && moved.FirstOrDefault(x => x.Amount > giving.CreditOf(x.Year)) is { } tooMuch)
        {
            return TransferErrors.CreditExceeded(tooMuch.Year, giving.CreditOf(tooMuch.Year)).At("#/paymentCredits");
        }

        var (less, more) = (giving.With(-amount, [.. moved.Select(x => x with { Amount = -x.Amount })]), taking.With(amount, moved));
        Lines = [.. Lines.Select(x => x.Id == less.Id ? less : x)];
        to.Lines = [.. to.Lines.Select(x => x.Id == more.Id ? more : x)];
        return (less, more);
    }
}

/// <summary>The part of an envelope in one section of the budget (autorisation).</summary>
public sealed record EnvelopeLine(Guid Id, BudgetSection Section, Money Amount, IReadOnlyList<string> ExpenseCategories)
{
    /// <summary>When the money may be paid out, by year (crédits de paiement); empty when nothing was said.</summary>
    public IReadOnlyList<PaymentCredit> PaymentCredits { get; init; } = [];

    /// <summary>The last day on which money of this line may be promised (caducité); null when it does not lapse.</summary>
    public DateOnly? LapsesOn { get; init; }

    internal Money CreditOf(int year) => Money.Sum(PaymentCredits.Where(x => x.Year == year).Select(x => x.Amount));

    // A line that never had payment credits gets none.
    internal EnvelopeLine With(Money gained, IReadOnlyList<PaymentCredit> credits) =>
        this with
        {
            Amount = Amount + gained,
            PaymentCredits =
                PaymentCredits.Count == 0
                    ? []
                    :
                    [
                        .. PaymentCredits
                            .Concat(credits)
                            .GroupBy(x => x.Year, x => x.Amount)
                            .OrderBy(x => x.Key)
                            .Select(x => new PaymentCredit(x.Key, Money.Sum(x)))
                            .Where(x => x.Amount != Money.Zero),
                    ],
        };
}

/// <summary>What may be paid out in one year.</summary>
public sealed record PaymentCredit(int Year, Money Amount)
{
    /// <summary>Why credits are not those of an amount: they name a year once and sum to it, where there are any.</summary>
    public static Error? WhyNotOf(Money amount, IReadOnlyList<PaymentCredit> credits)
    {
        if (credits.GroupBy(x => x.Year).FirstOrDefault(x => x.Count() > 1) is { } twice)
        {
            return EnvelopeErrors.CreditYearTwice(twice.Key);
        }

        var sum = Money.Sum(credits.Select(x => x.Amount));
        return credits.Count == 0 || sum == amount ? null : EnvelopeErrors.CreditsUnequal(sum, amount);
    }

    /// <summary>Shares an amount over the years in proportion to their credits, to the cent.</summary>
    public static IReadOnlyList<PaymentCredit> Share(Money amount, IReadOnlyList<PaymentCredit> credits) =>
        credits.Count == 0
            ? []
            :
            [
                .. credits
                    .Zip(Money.Share(amount, [.. credits.Select(x => x.Amount)]), (x, part) => new PaymentCredit(x.Year, part))
                    .Where(x => x.Amount != Money.Zero),
            ];
}

/// <summary>A grant's part for one category of expense, and the line that pays it.</summary>
public sealed record CategoryShare(string Category, Guid LineId, Money Amount);
