using System.Diagnostics;
using System.Globalization;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation.RankApplications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Benchmarks;

/// <summary>
/// The service in a process of its own that only ranks: it is told what to do line by line, and answers each with a line. Its commands go
/// through the service's dispatcher as any request's, without HTTP. It ends with its standard input.
/// </summary>
internal sealed class RankingProcess : IDisposable
{
    private const string Compute = "compute";
    private const string Freeze = "freeze";
    private const string Peak = "peak";

    private readonly Process process;

    private RankingProcess(Process process) => this.process = process;

    public static async Task<RankingProcess> StartAsync(string connection, string key, Guid call, Guid manager)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "ranker", connection, key, $"{call}", $"{manager}" },
        };
        var ranker = new RankingProcess(Process.Start(start)!);
        await ranker.AskAsync(Peak);
        return ranker;
    }

    /// <summary>Milliseconds from the command to its receipt, and the ranking.</summary>
    public async Task<(double Milliseconds, Guid Ranking)> ComputeAsync()
    {
        var answer = (await AskAsync(Compute)).Split(' ');
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), Guid.Parse(answer[1]));
    }

    /// <summary>Milliseconds from the command to its receipt.</summary>
    public async Task<double> FreezeAsync(Guid ranking) =>
        double.Parse((await AskAsync($"{Freeze} {ranking}")).Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>MiB of memory that the process had at most.</summary>
    public async Task<double> PeakAsync() => double.Parse(await AskAsync(Peak), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>The process itself.</summary>
    public static async Task<int> ServeAsync(WebApplication app, CallId call, UserId manager)
    {
        await using (app)
        {
            while (await Console.In.ReadLineAsync() is { } line)
            {
                Console.WriteLine(
                    line.Split(' ') switch
                    {
                        [Compute] => await RunAsync(app, manager, new ComputeRanking(call)),
                        [Freeze, var id] => await RunAsync(
                            app,
                            manager,
                            new FreezeRanking(RankingId.From(Guid.Parse(id)), ExpectedVersion.Any)
                        ),
                        _ => PeakOfThisProcess(),
                    }
                );
            }
        }

        return 0;
    }

    private static async Task<string> RunAsync(WebApplication app, UserId manager, ICommand<Receipt> command)
    {
        var start = Stopwatch.GetTimestamp();
        await using var scope = app.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        context.Now = TimeProvider.System.GetUtcNow();
        context.Caller = new Caller(manager, new HashSet<Role> { Role.ProgrammeManager });
        var result = await scope.ServiceProvider.GetRequiredService<IDispatcher>().SendAsync(command, default);
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return string.Create(CultureInfo.InvariantCulture, $"{took:0.0} {(result.IsFailure ? result.Error.Code : result.Value.Id)}");
    }

    // As Linux counts it, or the most that was seen resident elsewhere.
    private static string PeakOfThisProcess()
    {
        const double Mebibyte = 1024 * 1024;
        using var self = Process.GetCurrentProcess();
        return (self.PeakWorkingSet64 / Mebibyte).ToString("0", CultureInfo.InvariantCulture);
    }

    private async Task<string> AskAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        return await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The ranker ended at: {line}");
    }
}
