using FluentValidation;

namespace SocialInnovation.Application.Budget;

/// <summary>Limits of this module's fields, for validators and the schema alike.</summary>
public static class BudgetLimits
{
    /// <summary>The largest single amount that is moved, EUR: sums of them fit the ledger's columns.</summary>
    public const decimal Amount = 9_999_999_999.99m;

    /// <summary>Most contributions that are named at a time.</summary>
    public const int Shares = 200;

    /// <summary>Most years of payment credits.</summary>
    public const int Years = 20;

    public const int FirstYear = 2000;

    public const int LastYear = 2100;

    private const decimal Cent = 0.01m;

    /// <summary>An amount that can be moved.</summary>
    public static IRuleBuilderOptions<T, decimal> IsMovable<T>(this IRuleBuilder<T, decimal> rule) => rule.InclusiveBetween(Cent, Amount);
}
