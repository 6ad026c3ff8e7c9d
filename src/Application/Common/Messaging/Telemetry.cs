using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SocialInnovation.Application.Common.Messaging;

/// <summary>What the service tells of its use cases: a span for each, how long it took, and which refusals it gave. No values of a request.</summary>
public static class Telemetry
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "SocialInnovation";

    internal static readonly ActivitySource Spans = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>(
        "social_innovation.use_case.duration",
        "s",
        "How long use cases take, by name and outcome (done, refused, failed).",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        }
    );

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "social_innovation.use_case.refusals",
        "{refusal}",
        "Refusals, by use case and code."
    );

    /// <summary>Whether anybody listens; if not, a use case costs nothing more.</summary>
    internal static bool IsObserved => Spans.HasListeners() || Durations.Enabled || Refusals.Enabled;

    internal static void Tell(string useCase, TimeSpan duration, string outcome, string? code)
    {
        Durations.Record(duration.TotalSeconds, new("use_case", useCase), new("outcome", outcome));
        if (code is not null)
        {
            Refusals.Add(1, new("use_case", useCase), new("code", code));
        }
    }
}
