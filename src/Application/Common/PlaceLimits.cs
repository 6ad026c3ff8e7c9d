namespace SocialInnovation.Application.Common;

/// <summary>Bounds of what says where something is.</summary>
public static class PlaceLimits
{
    public const int Commune = 200;

    public const int CommuneCode = 5;

    public const string CommunePattern = @"^(\d{2}|2[AB])\d{3}$";

    public const string DepartmentPattern = @"^(\d{2}|2[AB]|9[78]\d)$";

    public const int Coordinate = 11;

    /// <summary>Degrees from -90 to 90 with at most six decimals, which is a tenth of a metre.</summary>
    public const string LatitudePattern = "^" + Latitude + "$";

    /// <summary>Degrees from -180 to 180 with at most six decimals.</summary>
    public const string LongitudePattern = "^" + Longitude + "$";

    public const int Url = 500;

    public const string UrlPattern = @"^https://[^\s/?#""<>\\]+([/?#][^\s""<>\\]*)?$";

    internal const string Latitude = @"-?(90(\.0{1,6})?|[1-8]?\d(\.\d{1,6})?)";

    internal const string Longitude = @"-?(180(\.0{1,6})?|(1[0-7]\d|[1-9]?\d)(\.\d{1,6})?)";
}
