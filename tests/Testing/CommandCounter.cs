using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SocialInnovation.Testing;

/// <summary>
/// Counts what each request sends to the database, whether EF sends it or not: one for each command or batch that is waited for. What only
/// the movable clock of Development reads is not counted.
/// </summary>
public sealed class CommandCounter : IStartupFilter
{
    private const string ClockTable = "platform.clock_offset";

    private static readonly AsyncLocal<Tally?> Current = new();

    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> most = new();

    static CommandCounter() =>
        ActivitySource.AddActivityListener(
            new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Npgsql",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = activity => Current.Value?.Add(activity),
            }
        );

    /// <summary>The commands of the dearest successful request of each operation, by its id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Most => most;

    /// <summary>How many commands the request sent that was answered last, whatever the answer.</summary>
    public int Last { get; private set; }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                (http, rest) =>
                {
                    var tally = new Tally();
                    Current.Value = tally;
                    // Before the answer goes out, so that whoever has it can ask for the count.
                    http.Response.OnStarting(() =>
                    {
                        Record(http, tally);
                        return Task.CompletedTask;
                    });
                    return rest(http);
                }
            );
            next(app);
        };

    private void Record(HttpContext http, Tally tally)
    {
        Last = tally.Commands.Count;
        if (
            http.Response.StatusCode is >= 200 and < 300
            && http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName is { } operation
        )
        {
            var commands = tally.Commands;
            most.AddOrUpdate(operation, commands, (_, former) => former.Count >= commands.Count ? former : commands);
        }
    }

    private sealed class Tally
    {
        private readonly ConcurrentQueue<string> commands = new();

        public IReadOnlyList<string> Commands => [.. commands];

        public void Add(Activity activity)
        {
            if (
                (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string sql
                && !sql.Contains(ClockTable, StringComparison.Ordinal)
            )
            {
                commands.Enqueue(sql);
            }
        }
    }
}
