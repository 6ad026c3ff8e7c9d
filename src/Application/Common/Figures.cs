using System.Globalization;

namespace SocialInnovation.Application.Common;

/// <summary>Decimal strings, whose form a validator has seen.</summary>
internal static class Figures
{
    public static decimal? Parse(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    public static string? Text(decimal? value) => value?.ToString("0.######", CultureInfo.InvariantCulture);
}
