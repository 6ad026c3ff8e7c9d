using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Npgsql;

namespace SocialInnovation.Testing;

/// <summary>The service in a process of its own, on the database of a fixture: what one process alone can't show, such as its sudden end.</summary>
public sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly Uri address;

    private ServiceProcess(ApiFixture api)
    {
        address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SocialInnovation.Api.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = address.ToString(),
                ["ConnectionStrings__Database"] = Patient(api.Database.ServiceConnectionString),
                ["Mail__Folder"] = api.MailFolder,
                ["Files__Folder"] = api.FilesFolder,
                ["RateLimits__CallerPerMinute"] = "1000000",
                ["RateLimits__AddressPerMinute"] = "1000000",
                ["RateLimits__MessagesPerHour"] = "1000000",
                ["Logging__LogLevel__Default"] = "Warning",
            },
        };
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Note(e.Data);
        process.ErrorDataReceived += (_, e) => Note(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts it, and waits until it is ready.</summary>
    public static async Task<ServiceProcess> StartAsync(ApiFixture api)
    {
        var service = new ServiceProcess(api);
        using var limit = new CancellationTokenSource(Longest);
        using var http = new HttpClient { BaseAddress = service.address };
        while (!await service.IsReadyAsync(http, limit.Token))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }

        return service;
    }

    /// <summary>A caller with the token of a registered user.</summary>
    public async Task<ApiClient> SignInAsync(string userName)
    {
        var http = new HttpClient { BaseAddress = address };
        using var response = await http.PostAsJsonAsync("/development/tokens", new { userName });
        var token = await response.Content.ReadFromJsonAsync<JsonNode>();
        var client = new ApiClient(http);
        client.UseToken(token!["accessToken"]!.GetValue<string>());
        return client;
    }

    /// <summary>What a crash does (SIGKILL): nothing is told, nothing is tidied up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException($"The service ended with {process.ExitCode}:\n{string.Join('\n', lines)}");
        }

        try
        {
            using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }

    // Many requests at once wait for a connection of the pool as long as a slow machine takes to serve those before them.
    private static string Patient(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Timeout = (int)Longest.TotalSeconds }.ConnectionString;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Note(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }
}
