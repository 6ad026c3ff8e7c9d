namespace SocialInnovation.Application.Applications;

/// <summary>Bounds that the validator, the table and the OpenAPI schema share.</summary>
public static class ApplicationLimits
{
    public const int Reference = 60;

    public const int Title = 200;

    public const int Text = 20_000;

    public const int Name = 200;

    /// <summary>The largest single amount of a financing plan, EUR: sums of them fit the column.</summary>
    public const decimal Amount = 9_999_999_999.99m;

    public const string CommunePattern = @"^(\d{2}|2[AB])\d{3}$";

    /// <summary>Largest document, bytes.</summary>
    public const long DocumentBytes = 100L * 1024 * 1024;
}
