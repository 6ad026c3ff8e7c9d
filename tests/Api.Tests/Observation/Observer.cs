using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SocialInnovation.Api.Tests.Observation;

/// <summary>Sees all that a service tells: spans with their tags, measurements with theirs, lines of the log.</summary>
internal sealed class Observer : ILoggerProvider
{
    private readonly ActivityListener spans;
    private readonly MeterListener meters = new();

    public Observer()
    {
        spans = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Spans.Add,
        };
        ActivitySource.AddActivityListener(spans);
        meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Measurements.Add(Measured(instrument, tags)));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Measurements.Add(Measured(instrument, tags)));
        meters.Start();
    }

    public ConcurrentBag<Activity> Spans { get; } = [];

    public ConcurrentBag<string> Measurements { get; } = [];

    public ConcurrentBag<(string Category, string Text)> Lines { get; } = [];

    /// <summary>Makes a service write all lines of its log here too, those of Production included.</summary>
    public void Attach(IServiceCollection services)
    {
        services.AddSingleton<ILoggerProvider>(this);
        services.AddLogging(logging =>
            logging
                .AddFilter("SocialInnovation", LogLevel.Trace)
                .AddFilter("SocialInnovation.Api.Observation.RequestLog", LogLevel.Information)
        );
    }

    /// <summary>Everything that was told, as text.</summary>
    public IEnumerable<string> Everything() =>
        Lines
            .Select(x => x.Text)
            .Concat(Measurements)
            .Concat(
                Spans.Select(x =>
                    $"{x.DisplayName} {string.Join(' ', x.TagObjects)} {string.Join(' ', x.Events.SelectMany(y => y.Tags))} {x.StatusDescription}"
                )
            );

    public ILogger CreateLogger(string categoryName) => new Line(categoryName, Lines);

    public void Dispose()
    {
        spans.Dispose();
        meters.Dispose();
    }

    private static string Measured(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(x => $"{x.Key}={x.Value}"))}";

    private sealed class Line(string category, ConcurrentBag<(string, string)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Add((category, $"{state}"));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Add((category, $"{formatter(state, exception)} {exception}"));
    }
}
