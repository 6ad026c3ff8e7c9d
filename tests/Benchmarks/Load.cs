using System.Diagnostics;

namespace SocialInnovation.Benchmarks;

/// <summary>What a turn of one server gave.</summary>
/// <param name="PerSecond">Requests per second.</param>
/// <param name="Latencies">Of each request, in milliseconds.</param>
/// <param name="AllocatedPerRequest">Bytes that the server allocated.</param>
/// <param name="ProcessorPerRequest">Microseconds for which the server kept a processor busy.</param>
internal sealed record Turn(double PerSecond, IReadOnlyList<double> Latencies, double AllocatedPerRequest, double ProcessorPerRequest);

/// <summary>Keeps a number of requests under way until the time is over or there is nothing left to send.</summary>
internal static class Load
{
    /// <param name="server">Who answers.</param>
    /// <param name="request">The nth request; null when there is none left.</param>
    /// <param name="status">What each answer must be.</param>
    /// <param name="connections">How many requests are under way at a time.</param>
    /// <param name="duration">How long.</param>
    public static async Task<Turn> RunAsync(
        ServerProcess server,
        Func<int, byte[]?> request,
        int status,
        int connections,
        TimeSpan duration
    )
    {
        var open = new List<LoadConnection>();
        try
        {
            for (var i = 0; i < connections; i++)
            {
                var connection = new LoadConnection();
                open.Add(connection);
                await connection.ConnectAsync(server.Address);
            }

            var (allocated, processor) = (await server.AllocatedAsync(), await server.ProcessorAsync());
            var next = -1;
            var clock = Stopwatch.StartNew();
            var latencies = await Task.WhenAll(open.Select(x => Task.Run(() => SendAsync(x))));
            var elapsed = clock.Elapsed;
            var all = latencies.SelectMany(x => x).ToList();
            return new Turn(
                all.Count / elapsed.TotalSeconds,
                all,
                (double)(await server.AllocatedAsync() - allocated) / all.Count,
                (double)(await server.ProcessorAsync() - processor) / all.Count
            );

            async Task<List<double>> SendAsync(LoadConnection connection)
            {
                var times = new List<double>();
                while (clock.Elapsed < duration && request(Interlocked.Increment(ref next)) is { } bytes)
                {
                    var start = Stopwatch.GetTimestamp();
                    var answered = await connection.SendAsync(bytes);
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    if (answered != status)
                    {
                        throw new InvalidOperationException($"{server.Address} answered {answered} instead of {status}.");
                    }
                }

                return times;
            }
        }
        finally
        {
            open.ForEach(x => x.Dispose());
        }
    }
}
