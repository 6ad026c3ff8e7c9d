using System.Globalization;
using System.Text;
using SocialInnovation.Application.Evaluation;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Evaluation;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Evaluation;

/// <summary>Calibration finds the severity that was put in, and says nothing new where there was none.</summary>
public sealed class CalibrationTests
{
    private const int Applications = 40;
    private const int Evaluators = 15;
    private const int MarksEach = 3;
    private const int Seeds = 20;

    private static readonly GrantApplicationId[] ApplicationIds = [.. Ids(Applications).Select(x => new GrantApplicationId(x))];
    private static readonly UserId[] EvaluatorIds = [.. Ids(Evaluators).Select(x => new UserId(x))];

    private readonly LeastSquaresCalibration calibration = new();

    [Fact]
    public void SeverityThatDiffersMuch_IsFound_AndTheOrderIsNearerToTheTruth()
    {
        var (biasError, ratio) = Mean(biases: 1.0, noise: 0.3);

        Assert.InRange(biasError, 0.05, 0.16);
        Assert.InRange(ratio, 0.2, 0.55);
    }

    [Fact]
    public void SeverityThatDiffersLittle_IsHardlyWorthIt()
    {
        var (_, ratio) = Mean(biases: 0.5, noise: 0.5);

        Assert.InRange(ratio, 0.75, 1.0);
    }

    [Fact]
    public void TableOfTheDecision_IsWhatIsMeasured()
    {
        var table = new StringBuilder();
        foreach (var (biases, noise) in new[] { (1.0, 0.3), (1.0, 0.5), (0.5, 0.3), (0.5, 0.5), (0.0, 0.5) })
        {
            var (error, ratio) = Mean(biases, noise);
            table.Append(CultureInfo.InvariantCulture, $"| {biases:0.0} | {noise:0.0} | {error:0.00} | {ratio:0.00} |\n");
        }

        var decision = File.ReadAllText(Path.Combine(Repository.Root, "build", "adr", "0012-calibration.md"));
        Assert.True(decision.Contains(table.ToString(), StringComparison.Ordinal), $"The table is\n{table}");
    }

    [Fact]
    public void TwoWhoReadTheSame_ShareTheirDifference()
    {
        // By hand: (2 + 1) b - (b + b of the other) = -5 - 5, and the two biases are opposite.
        var (a, b, severe, mild) = (ApplicationIds[0], ApplicationIds[1], EvaluatorIds[0], EvaluatorIds[1]);

        var found = calibration.Calibrate([new(a, severe, 40), new(a, mild, 50), new(b, severe, 60), new(b, mild, 70)], 1);

        Assert.Equal(-10.0 / 3, found.Biases[severe], 10);
        Assert.Equal(10.0 / 3, found.Biases[mild], 10);
        Assert.Equal((45.0, 65.0, 55.0), (Math.Round(found.Scores[a], 10), Math.Round(found.Scores[b], 10), found.Mean));
    }

    [Fact]
    public void GraphInPieces_HasASolution_AndALargeLambdaGivesThePlainMeans()
    {
        GivenScore[] given =
        [
            new(ApplicationIds[0], EvaluatorIds[0], 10),
            new(ApplicationIds[0], EvaluatorIds[1], 30),
            new(ApplicationIds[1], EvaluatorIds[2], 80),
        ];

        Assert.Equal(80.0, calibration.Calibrate(given, 1).Scores[ApplicationIds[1]], 10);
        Assert.Equal(20.0, calibration.Calibrate(given, 1e9).Scores[ApplicationIds[0]], 6);
    }

    [Fact]
    public void OrderOfWhatIsGiven_DoesNotMatter_ToTheLastBit()
    {
        var given = Draw(new Random(7), 1.0, 0.3).Given;

        var (one, other) = (calibration.Calibrate(given, 1), calibration.Calibrate([.. given.Reverse()], 1));

        Assert.All(
            one.Scores,
            x => Assert.Equal(BitConverter.DoubleToInt64Bits(x.Value), BitConverter.DoubleToInt64Bits(other.Scores[x.Key]))
        );
        Assert.All(
            one.Biases,
            x => Assert.Equal(BitConverter.DoubleToInt64Bits(x.Value), BitConverter.DoubleToInt64Bits(other.Biases[x.Key]))
        );
    }

    private (double BiasError, double RankErrorRatio) Mean(double biases, double noise)
    {
        var (errors, ratios) = (new List<double>(), new List<double>());
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var drawn = Draw(new Random(seed), biases, noise);
            var found = calibration.Calibrate(drawn.Given, ICalibration.UsualLambda);
            var truth = drawn.Biases.Average();
            var offset = found.Biases.Values.Average();
            errors.Add(
                Math.Sqrt(
                    EvaluatorIds
                        .Index()
                        .Where(x => found.Biases.ContainsKey(x.Item))
                        .Average(x => Math.Pow(found.Biases[x.Item] - offset - (drawn.Biases[x.Index] - truth), 2))
                )
            );
            var plain = drawn.Given.GroupBy(x => x.ApplicationId).ToDictionary(x => x.Key, x => x.Average(y => y.Value));
            ratios.Add(RankError(drawn.Qualities, found.Scores) / RankError(drawn.Qualities, plain));
        }

        return (errors.Average(), ratios.Average());
    }

    private static double RankError(double[] qualities, IReadOnlyDictionary<GrantApplicationId, double> scores)
    {
        var truth = Ranks(qualities);
        var found = Ranks([.. ApplicationIds.Select(x => scores[x])]);
        return truth.Zip(found, (x, y) => (double)Math.Abs(x - y)).Average();
    }

    private static int[] Ranks(double[] values)
    {
        var ranks = new int[values.Length];
        foreach (var (rank, index) in values.Index().OrderByDescending(x => x.Item).Select(x => x.Index).Index())
        {
            ranks[index] = rank;
        }

        return ranks;
    }

    // The true quality is N(2.8, 0.8); each application is read by three, and each evaluator reads as many as the others.
    private static (double[] Qualities, double[] Biases, GivenScore[] Given) Draw(Random random, double biases, double noise)
    {
        var qualities = Enumerable.Range(0, Applications).Select(_ => 2.8 + 0.8 * Normal(random)).ToArray();
        var severities = Enumerable.Range(0, Evaluators).Select(_ => biases * Normal(random)).ToArray();
        var given = new List<GivenScore>();
        var loads = new int[Evaluators];
        for (var application = 0; application < Applications; application++)
        {
            var readers = Enumerable.Range(0, Evaluators).OrderBy(x => loads[x]).ThenBy(_ => random.Next()).Take(MarksEach).ToList();
            foreach (var reader in readers)
            {
                loads[reader]++;
                var mark = qualities[application] + severities[reader] + noise * Normal(random);
                given.Add(new GivenScore(ApplicationIds[application], EvaluatorIds[reader], Math.Clamp(mark, 0, 5)));
            }
        }

        return (qualities, severities, [.. given]);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static IEnumerable<Guid> Ids(int count) => Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7());
}
