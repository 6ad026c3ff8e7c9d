using System.Globalization;

namespace SocialInnovation.Benchmarks;

/// <summary>How long to measure, and where to write.</summary>
/// <param name="Rounds">Rounds of each case; in each both servers have their turn.</param>
/// <param name="Seconds">Length of a turn.</param>
/// <param name="Connections">Requests that are under way at a time.</param>
/// <param name="Only">Part of the name of the cases that are wanted; all of them when null.</param>
/// <param name="Output">File for the results; none when null.</param>
internal sealed record Options(int Rounds, double Seconds, int Connections, string? Only, string? Output)
{
    public const string Usage = "[--rounds N] [--seconds N] [--connections N] [--only PART-OF-A-NAME] [--output FILE]";

    public static Options Parse(string[] args)
    {
        var options = new Options(7, 3, 8, null, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException(Usage);
            options = args[i] switch
            {
                "--rounds" => options with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--seconds" => options with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) },
                "--connections" => options with { Connections = int.Parse(value, CultureInfo.InvariantCulture) },
                "--only" => options with { Only = value },
                "--output" => options with { Output = Path.GetFullPath(value) },
                _ => throw new ArgumentException(Usage),
            };
        }

        return options;
    }
}
