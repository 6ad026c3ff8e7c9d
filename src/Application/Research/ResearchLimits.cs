namespace SocialInnovation.Application.Research;

/// <summary>Bounds that the validators, the tables and the OpenAPI schema share.</summary>
public static class ResearchLimits
{
    /// <summary>What is told of a partner.</summary>
    public const int Description = 2_000;

    /// <summary>Text of a subject.</summary>
    public const int Text = 5_000;

    public const int Commune = 200;

    public const int CommuneCode = 5;

    public const string CommunePattern = @"^(\d{2}|2[AB])\d{3}$";

    public const int Url = 500;

    public const string UrlPattern = @"^https://[^\s/?#""<>\\]+([/?#][^\s""<>\\]*)?$";

    /// <summary>As many as there are kinds of shared data.</summary>
    public const int SharedData = 3;

    public const int Authors = 100;

    public const int Name = 200;

    /// <summary>Title of a publication.</summary>
    public const int Title = 500;

    public const int FirstYear = 1900;

    public const int LastYear = 2100;

    /// <summary>Matches of a kind that are shown.</summary>
    public const int Matches = 10;

    /// <summary>Publications that one export holds.</summary>
    public const int Exported = 1_000;
}
