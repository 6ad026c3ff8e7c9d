namespace SocialInnovation.Domain.Research;

/// <summary>Digital object identifier (ISO 26324). Letters in it have no case; it is kept in small ones, without the resolver's address.</summary>
public static class Doi
{
    public const int MaxLength = 200;

    /// <summary>With or without <c>doi:</c> or the resolver's address. Braces and backslashes, which no registered name needs, are left out.</summary>
    public const string Pattern = @"^([Dd][Oo][Ii]:|[Hh][Tt][Tt][Pp][Ss]?://([Dd][Xx]\.)?[Dd][Oo][Ii]\.[Oo][Rr][Gg]/)?" + Name + "$";

    /// <summary>As it is kept.</summary>
    public const string KeptPattern = "^" + Name + "$";

    private const string Name = @"10\.[1-9][0-9]{3,8}/[!-\[\]-z|~]+";

    public static string Normalise(string text) => text[text.IndexOf("10.", StringComparison.Ordinal)..].ToLowerInvariant();
}
