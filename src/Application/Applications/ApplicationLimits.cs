namespace SocialInnovation.Application.Applications;

/// <summary>Bounds that the validator, the table and the OpenAPI schema share.</summary>
public static class ApplicationLimits
{
    public const int Reference = 60;

    public const int Title = 200;

    public const int Text = 20_000;

    public const int Name = 200;

    public const string CommunePattern = @"^(\d{2}|2[AB])\d{3}$";

    /// <summary>Largest document, bytes.</summary>
    public const long DocumentBytes = 100L * 1024 * 1024;
}
