using SocialInnovation.Application.Common;

namespace SocialInnovation.Application.Catalogue;

/// <summary>Bounds that the validators, the tables and the OpenAPI schema share.</summary>
public static class CatalogueLimits
{
    public const int Summary = 2_000;

    /// <summary>Longest text of an element of a DNA.</summary>
    public const int Text = 5_000;

    /// <summary>Longest duration of a step, days: ten years.</summary>
    public const int Days = 3_650;

    /// <summary>The largest amount of a resource, EUR.</summary>
    public const decimal Amount = 9_999_999_999.99m;

    public const string LicencePattern = @"^[A-Za-z0-9][A-Za-z0-9.+-]*$";

    /// <summary>A member of the DNA.</summary>
    public const string PartPattern = "^[A-Za-z]+$";

    /// <summary>More answers than a DNA has questions: fifty in each of eight parts.</summary>
    public const int ReadinessAnswers = 400;

    /// <summary>Longest message of a visitor, and longest answer to it.</summary>
    public const int ContactMessage = 4_000;

    /// <summary>Longest reason why a contact request is closed.</summary>
    public const int ContactReason = 1_000;

    public const int ConsentVersion = 20;

    public const string ConsentVersionPattern = "^[0-9]{4}-[0-9]{2}$";

    /// <summary>How many members of an organisation are told of a message.</summary>
    public const int ContactNotices = 20;

    /// <summary>How many replications a lineage tells of.</summary>
    public const int LineageNodes = 10_000;

    public const int Commune = PlaceLimits.Commune;

    public const int Unit = 40;

    public const int Url = PlaceLimits.Url;

    public const string UrlPattern = PlaceLimits.UrlPattern;

    /// <summary>Elsewhere by https, or a document that was uploaded here.</summary>
    public const string DocumentUrlPattern = UrlPattern + "|" + DocumentAddress.Pattern;

    public const int CommuneCode = PlaceLimits.CommuneCode;

    public const string CommunePattern = PlaceLimits.CommunePattern;

    public const string DepartmentPattern = PlaceLimits.DepartmentPattern;

    public const int Coordinate = PlaceLimits.Coordinate;

    /// <summary>Degrees from -90 to 90 with at most six decimals, which is a tenth of a metre.</summary>
    public const string LatitudePattern = PlaceLimits.LatitudePattern;

    /// <summary>Degrees from -180 to 180 with at most six decimals.</summary>
    public const string LongitudePattern = PlaceLimits.LongitudePattern;

    public const int Figure = 20;

    /// <summary>At most twelve digits before the point and six after it.</summary>
    public const string FigurePattern = @"^-?\d{1,12}(\.\d{1,6})?$";

    /// <summary>Longest question of a search.</summary>
    public const int Question = 200;

    /// <summary>Largest radius of a search, kilometres.</summary>
    public const int Kilometres = 500;

    public const int SpotLength = (2 * Coordinate) + 1;

    /// <summary>Latitude and longitude.</summary>
    public const string SpotPattern = "^" + Latitude + "," + Longitude + "$";

    public const int BoxLength = (2 * SpotLength) + 1;

    /// <summary>West, south, east and north.</summary>
    public const string BoxPattern = "^" + Longitude + "," + Latitude + "," + Longitude + "," + Latitude + "$";

    private const string Latitude = PlaceLimits.Latitude;

    private const string Longitude = PlaceLimits.Longitude;
}
