using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime;

namespace SocialInnovation.Benchmarks;

/// <summary>One of the two servers in a process of its own. It ends with its parent: when its standard input does.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string AllocatedRoute = "/diagnostics/allocated";
    private const string ProcessorRoute = "/diagnostics/processor";
    private const string CompiledRoute = "/diagnostics/compiled";

    private readonly Process process;
    private readonly HttpClient http;

    private ServerProcess(Process process, Uri address)
    {
        (this.process, Address) = (process, address);
        http = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Http => http;

    public static async Task<ServerProcess> StartAsync(string kind, string connection, string key)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { kind, connection, key },
        };
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync();
        return address is null
            ? throw new InvalidOperationException($"The {kind} did not start.")
            : new ServerProcess(process, new Uri(address));
    }

    /// <summary>Serves on a free loopback port, says which, and ends with its standard input.</summary>
    public static async Task<int> ServeAsync(WebApplication app)
    {
        app.MapGet(AllocatedRoute, (HttpContext http) => Tell(http, GC.GetTotalAllocatedBytes())).AllowAnonymous();
        app.MapGet(ProcessorRoute, (HttpContext http) => Tell(http, (long)Environment.CpuUsage.TotalTime.TotalMicroseconds))
            .AllowAnonymous();
        app.MapGet(CompiledRoute, (HttpContext http) => Tell(http, JitInfo.GetCompiledMethodCount())).AllowAnonymous();
        app.Urls.Add("http://127.0.0.1:0");
        await using (app)
        {
            await app.StartAsync();
            Console.WriteLine(app.Urls.Single());
            await Console.In.ReadToEndAsync();
            await app.StopAsync();
        }

        return 0;
    }

    /// <summary>What goes wrong is told; the standard output belongs to the address.</summary>
    public static void LogErrors(ILoggingBuilder logging) =>
        logging.ClearProviders().SetMinimumLevel(LogLevel.Error).AddConsole(x => x.LogToStandardErrorThreshold = LogLevel.Trace);

    /// <summary>Bytes that the server has allocated since its start.</summary>
    public Task<long> AllocatedAsync() => AskAsync(AllocatedRoute);

    /// <summary>Microseconds for which the server has kept a processor busy since its start.</summary>
    public Task<long> ProcessorAsync() => AskAsync(ProcessorRoute);

    /// <summary>How often the server's runtime has compiled a method, anew and better each time.</summary>
    public Task<long> CompiledAsync() => AskAsync(CompiledRoute);

    public void Dispose()
    {
        http.Dispose();
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private async Task<long> AskAsync(string route) => long.Parse(await http.GetStringAsync(route), CultureInfo.InvariantCulture);

    private static IResult Tell(HttpContext http, long number) =>
        http.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
            ? Results.Text(number.ToString(CultureInfo.InvariantCulture))
            : Results.NotFound();
}
