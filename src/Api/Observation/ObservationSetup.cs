using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Api.Observation;

/// <summary>
/// Traces and metrics by OpenTelemetry, sent over OTLP when its standard settings say where to; logs as JSON lines outside of
/// Development. None of it holds a name, an address, a text of a request or an identifier of a person other than its UUID.
/// </summary>
internal static class ObservationSetup
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddObservation(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddFilter(typeof(RequestLog).FullName, LogLevel.Warning);
        }
        else
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddJsonConsole(options =>
            {
                options.IncludeScopes = true;
                options.UseUtcTimestamp = true;
                options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
        }

        if (string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]))
        {
            return;
        }

        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.AddService("social-innovation", serviceVersion: Version).AddEnvironmentVariableDetector()
            )
            .WithTracing(tracing =>
                tracing
                    .AddSource(Telemetry.Name)
                    .AddAspNetCoreInstrumentation(options =>
                    {
                        options.Filter = http => !http.Request.Path.StartsWithSegments("/health");
                        options.EnrichWithHttpResponse = (span, response) => SpanTags.Finish(span, response.HttpContext);
                    })
                    .AddNpgsql()
                    .AddOtlpExporter()
            )
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(Telemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql")
                    .AddRuntimeInstrumentation()
                    .AddOtlpExporter()
            );
    }

    private static string? Version => typeof(ObservationSetup).Assembly.GetName().Version?.ToString(3);
}
