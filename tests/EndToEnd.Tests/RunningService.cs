using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SocialInnovation.Testing;

namespace SocialInnovation.EndToEnd.Tests;

/// <summary>A program started as a newcomer would start it, with all that it prints.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly SemaphoreSlim arrived = new(0);

    private RunningService(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = Repository.Root;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Note(e.Data);
        process.ErrorDataReceived += (_, e) => Note(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IReadOnlyCollection<string> Lines => lines;

    public string Text => string.Join('\n', lines);

    /// <summary>From the process's start.</summary>
    public TimeSpan Elapsed => DateTime.Now - process.StartTime;

    public static RunningService Start(string program, params string[] arguments) => new(StartInfo(program, arguments));

    public static RunningService Start(string program, string[] arguments, (string Name, string Value) environment)
    {
        var start = StartInfo(program, arguments);
        start.Environment[environment.Name] = environment.Value;
        return new RunningService(start);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task<bool> AcceptsConnectionsAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Waits until a line is printed, and fails when the program ends without it.</summary>
    public async Task<string> SeeAsync(string part)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        while (true)
        {
            if (lines.FirstOrDefault(x => x.Contains(part, StringComparison.Ordinal)) is { } line)
            {
                return line;
            }

            if (process.HasExited && arrived.CurrentCount == 0)
            {
                Assert.Fail($"It ended with {process.ExitCode} and never said \"{part}\":\n{Text}");
            }

            await arrived.WaitAsync(TimeSpan.FromMilliseconds(200), limit.Token);
        }
    }

    /// <summary>What Ctrl-C does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await EndAsync();
    }

    /// <summary>What a crash does: nothing is told, nothing is tidied up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await EndAsync();
    }

    public async Task<int> EndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        arrived.Dispose();
        return ValueTask.CompletedTask;
    }

    // A shell without a terminal lets its background jobs ignore Ctrl-C, and all that they start inherit it.
    private static ProcessStartInfo StartInfo(string program, string[] arguments) =>
        new("env", ["--default-signal=INT", program, .. arguments]);

    private void Note(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
            arrived.Release();
        }
    }
}
