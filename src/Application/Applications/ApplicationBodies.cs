using FluentValidation;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;

namespace SocialInnovation.Application.Applications;

/// <summary>What an organisation says in its application.</summary>
public sealed record ApplicationContentBody
{
    /// <summary>The establishment through which the organisation applies: 14 digits with valid keys, of the organisation's SIREN.</summary>
    public required string Siret { get; init; }

    /// <summary>Name of the project, at most 200 characters.</summary>
    public required string ProjectTitle { get; init; }

    /// <summary>What the project does, at most 20 000 characters.</summary>
    public string? Summary { get; init; }

    /// <summary>One of the call's themes.</summary>
    public required string Theme { get; init; }

    /// <summary>Who starts the project.</summary>
    public required Initiator Initiator { get; init; }

    /// <summary>INSEE code of the commune in which the project takes place; not the postcode.</summary>
    public required string CommuneCode { get; init; }

    /// <summary>Name of that commune.</summary>
    public required string Commune { get; init; }

    /// <summary>What the project costs and who pays for it.</summary>
    public required FinancingPlanBody Plan { get; init; }

    /// <summary>
    /// Aid of the call's state-aid basis that the organisation declares for its single undertaking, from all granters, in the window of the
    /// regulation, EUR. Zero is a declaration too: no award is made without one.
    /// </summary>
    public required Money DeclaredAid { get; init; }

    /// <summary>Answers to the call's questions, by code.</summary>
    [NamesPerson]
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    internal ApplicationContent ToContent() =>
        new()
        {
            Siret = Siret,
            ProjectTitle = ProjectTitle,
            Summary = Summary,
            Theme = Theme,
            Initiator = Initiator,
            CommuneCode = CommuneCode,
            Commune = Commune,
            Plan = new FinancingPlan(
                [.. Plan.Costs.Select(x => new CategoryCost(x.Category, x.Amount))],
                Plan.Requested,
                Plan.OwnFunds,
                Plan.BankLoan
            ),
            DeclaredAid = DeclaredAid,
            Answers = Answers,
        };

    internal static ApplicationContentBody Of(ApplicationContent content) =>
        new()
        {
            Siret = content.Siret,
            ProjectTitle = content.ProjectTitle,
            Summary = content.Summary,
            Theme = content.Theme,
            Initiator = content.Initiator,
            CommuneCode = content.CommuneCode,
            Commune = content.Commune,
            Plan = new FinancingPlanBody(
                [.. content.Plan.Costs.Select(x => new CategoryCostBody(x.Category, x.Amount))],
                content.Plan.Requested,
                content.Plan.OwnFunds,
                content.Plan.BankLoan
            ),
            DeclaredAid = content.DeclaredAid,
            Answers = content.Answers,
        };
}

/// <summary>What the project costs and who pays for it; the costs equal the sum of the three others when it is submitted.</summary>
/// <param name="Costs">Costs by expense category of the call.</param>
/// <param name="Requested">The grant that is asked for, EUR.</param>
/// <param name="OwnFunds">What the organisation pays itself, EUR.</param>
/// <param name="BankLoan">What a bank lends, EUR.</param>
public sealed record FinancingPlanBody(IReadOnlyList<CategoryCostBody> Costs, Money Requested, Money OwnFunds, Money BankLoan);

/// <summary>Costs of one expense category.</summary>
/// <param name="Category">Code of the category, one of the call's.</param>
/// <param name="Amount">Amount, EUR.</param>
public sealed record CategoryCostBody(string Category, Money Amount);

internal sealed class CategoryCostBodyValidator : AbstractValidator<CategoryCostBody>
{
    public CategoryCostBodyValidator()
    {
        RuleFor(x => x.Category).IsCode();
        RuleFor(x => x.Amount.Amount).IsAmount().OverridePropertyName("amount.amount");
    }
}

internal static class AmountRule
{
    /// <summary>An amount that can be summed up with others of its kind.</summary>
    public static IRuleBuilderOptions<T, decimal> IsAmount<T>(this IRuleBuilder<T, decimal> rule) =>
        rule.InclusiveBetween(0, ApplicationLimits.Amount);
}

internal sealed class ApplicationContentBodyValidator : AbstractValidator<ApplicationContentBody>
{
    private const int MostAnswers = 200;

    public ApplicationContentBodyValidator()
    {
        RuleFor(x => x.Siret).NotEmpty().Matches(Siret.Pattern);
        RuleFor(x => x.ProjectTitle).NotEmpty().MaximumLength(ApplicationLimits.Title);
        RuleFor(x => x.Summary).MaximumLength(ApplicationLimits.Text);
        RuleFor(x => x.Theme).IsCode();
        RuleFor(x => x.CommuneCode).NotEmpty().Matches(ApplicationLimits.CommunePattern);
        RuleFor(x => x.Commune).NotEmpty().MaximumLength(ApplicationLimits.Name);
        RuleFor(x => x.Plan.Costs).NotEmpty().HasAtMost(Limits.Items);
        RuleForEach(x => x.Plan.Costs).NotNull().SetValidator(new CategoryCostBodyValidator());
        RuleFor(x => x.Plan.Requested.Amount)
            .GreaterThan(0)
            .LessThanOrEqualTo(ApplicationLimits.Amount)
            .OverridePropertyName("plan.requested.amount");
        RuleFor(x => x.Plan.OwnFunds.Amount).IsAmount().OverridePropertyName("plan.ownFunds.amount");
        RuleFor(x => x.Plan.BankLoan.Amount).IsAmount().OverridePropertyName("plan.bankLoan.amount");
        RuleFor(x => x.DeclaredAid.Amount).IsAmount().OverridePropertyName("declaredAid.amount");
        // A null inside a dictionary escapes the serializer's own check.
        RuleFor(x => x.Answers).Must(x => x.Count <= MostAnswers && x.Values.All(y => y is { Length: <= ApplicationLimits.Text }));
    }
}

/// <summary>What a content must satisfy already as a draft: that it fits the organisation and the call.</summary>
internal static class ContentCheck
{
    public static Error? WhyNot(ApplicationContentBody content, string siren, CallRules call)
    {
        if (Siret.TryParse(content.Siret) is not { } siret)
        {
            return GrantApplicationErrors.SiretInvalid;
        }

        if (siret.Siren.Value != siren)
        {
            return GrantApplicationErrors.SiretOfAnother;
        }

        if (!call.Themes.Contains(content.Theme))
        {
            return GrantApplicationErrors.UnknownTheme;
        }

        return WhyNotCategories([.. content.Plan.Costs.Select(x => x.Category)], call);
    }

    private static Error? WhyNotCategories(IReadOnlyList<string> categories, CallRules call)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, category) in categories.Index())
        {
            if (!call.ExpenseCategories.Contains(category))
            {
                return GrantApplicationErrors.UnknownCategory(index);
            }

            if (!seen.Add(category))
            {
                return GrantApplicationErrors.DuplicateCategory(index);
            }
        }

        return null;
    }
}
