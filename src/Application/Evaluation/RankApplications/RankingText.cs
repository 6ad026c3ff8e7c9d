using System.Globalization;

namespace SocialInnovation.Application.Evaluation.RankApplications;

internal static class RankingText
{
    /// <summary>A score as it is shown: always four decimals.</summary>
    public static string Score(decimal score) => score.ToString("0.0000", CultureInfo.InvariantCulture);
}
