using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>Makes, starts and stops the server of one cluster. Whoever calls holds the folder's lock.</summary>
internal sealed class ClusterServer(string data, string home, ServerAccount? account, EmbeddedPostgresOptions options)
{
    private const int StartAttempts = 20;

    // Runs until its input closes, which is when the host has died without a word; then it stops the server.
    private const string Sentinel = "exec >/dev/null 2>&1; trap '' INT HUP TERM; read -r released || exec \"$@\"";

    private readonly string cluster = Path.Combine(home, "cluster");
    private readonly string portPath = Path.Combine(data, "port");
    private readonly string startedPath = Path.Combine(data, "started-server");
    private Process? sentinel;
    private PostgresBinaries? binaries;

    public string PasswordsPath => Path.Combine(data, "passwords");

    public string LogPath => Path.Combine(cluster, "server.log");

    public ServicePasswords? Passwords() => File.Exists(PasswordsPath) ? ServicePasswords.LoadOrCreate(PasswordsPath) : null;

    public Postmaster? Find() => Postmaster.Find(cluster);

    /// <summary>Whether someone started the server by other means: it is then used as it is, and never stopped.</summary>
    public bool IsRunByOthers() =>
        Find() is { } running && !(File.Exists(startedPath) && File.ReadAllText(startedPath) == running.Identity);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await StopLeftoverAsync(cancellationToken).ConfigureAwait(false);
        binaries = await FindBinariesAsync(cancellationToken).ConfigureAwait(false);
        var passwords = ServicePasswords.LoadOrCreate(PasswordsPath);
        if (!Directory.Exists(cluster))
        {
            options.Report?.Invoke($"Making a PostgreSQL {binaries.Version} cluster in {home}");
            await InitialiseAsync(passwords, cancellationToken).ConfigureAwait(false);
        }

        Postmaster.RemoveStaleFile(cluster);
        for (var attempt = 1; ; attempt++)
        {
            var port = ChoosePort(attempt);
            var start = await RunAsync(
                    "pg_ctl",
                    ["start", "-D", cluster, "-w", "-t", "60", "-s", "-l", LogPath, "-o", Settings(port)],
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (start.Succeeded && Find() is { } started)
            {
                await File.WriteAllTextAsync(portPath, port.ToString(CultureInfo.InvariantCulture), cancellationToken)
                    .ConfigureAwait(false);
                await File.WriteAllTextAsync(startedPath, started.Identity, cancellationToken).ConfigureAwait(false);
                Watch();
                return;
            }

            // The port was taken in between, or processes of a killed server still hold its shared memory.
            if (attempt == StartAttempts)
            {
                throw new EmbeddedPostgresException($"PostgreSQL does not start: {start.Output.Trim()} Its log: {LogPath}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops the server that this object started.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (sentinel is not null)
        {
            await ReleaseSentinelAsync(sentinel, cancellationToken).ConfigureAwait(false);
            sentinel = null;
        }

        if (binaries is not null)
        {
            await StopLeftoverAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops the server that an earlier host started, if it still runs.</summary>
    public async Task StopLeftoverAsync(CancellationToken cancellationToken)
    {
        if (Find() is not null && !IsRunByOthers())
        {
            binaries ??= await FindBinariesAsync(cancellationToken).ConfigureAwait(false);
            var stop = await RunAsync("pg_ctl", StopArguments, cancellationToken).ConfigureAwait(false);
            if (Find() is not null)
            {
                stop.OrThrow("PostgreSQL does not stop");
            }
        }

        File.Delete(startedPath);
    }

    private string[] StopArguments => ["stop", "-D", cluster, "-m", "fast", "-w", "-t", "60", "-s"];

    private Task<PostgresBinaries> FindBinariesAsync(CancellationToken cancellationToken)
    {
        var versionFile = Path.Combine(cluster, "PG_VERSION");
        int? made = File.Exists(versionFile) ? int.Parse(File.ReadAllText(versionFile), CultureInfo.InvariantCulture) : null;
        var unpackDirectory = Path.Combine(home, "postgresql-binaries");
        return PostgresBinaries.FindAsync(account, unpackDirectory, made, options.Report, cancellationToken);
    }

    private async Task InitialiseAsync(ServicePasswords passwords, CancellationToken cancellationToken)
    {
        var making = cluster + ".new";
        var passwordFile = cluster + ".password";
        ServicePasswords.WriteSecret(passwordFile, passwords.Admin);
        if (account is not null)
        {
            await account.TakeOverAsync(passwordFile, cancellationToken).ConfigureAwait(false);
        }

        // Not every system has C.UTF-8; lower and upper case and sorting are ICU's either way.
        var made = new Command.Result(1, "");
        foreach (var locale in new[] { "C.UTF-8", "en_US.UTF-8", "C" })
        {
            await EmptyAsync(making, cancellationToken).ConfigureAwait(false);
            string[] arguments = ["-D", making, "-U", "postgres", "-E", "UTF8", $"--locale={locale}", "-A", "scram-sha-256"];
            string[] sync = options.Durable ? [] : ["--no-sync"];
            made = await RunAsync("initdb", [.. arguments, $"--pwfile={passwordFile}", .. sync], cancellationToken).ConfigureAwait(false);
            if (made.Succeeded)
            {
                break;
            }
        }

        File.Delete(passwordFile);
        made.OrThrow($"No cluster could be made in {home}");
        Directory.Move(making, cluster);
    }

    private async Task EmptyAsync(string directory, CancellationToken cancellationToken)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        Directory.CreateDirectory(directory);
        if (account is not null)
        {
            await account.TakeOverAsync(directory, cancellationToken).ConfigureAwait(false);
        }
    }

    private string Settings(int port)
    {
        List<string> settings =
        [
            $"port={port}",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            $"max_connections={options.MaxConnections}",
            "timezone=UTC",
            "log_timezone=UTC",
            "max_wal_size=2GB",
        ];
        if (!options.Durable)
        {
            settings.AddRange(["fsync=off", "synchronous_commit=off", "full_page_writes=off"]);
        }

        return string.Join(' ', settings.Select(setting => $"-c {setting}"));
    }

    private int ChoosePort(int attempt)
    {
        if (
            attempt == 1
            && File.Exists(portPath)
            && int.TryParse(File.ReadAllText(portPath), CultureInfo.InvariantCulture, out var kept)
            && TryListen(kept) == kept
        )
        {
            return kept;
        }

        return TryListen(0) ?? throw new EmbeddedPostgresException("No loopback port is free for PostgreSQL.");
    }

    private static int? TryListen(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private void Watch()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string[] arguments = ["-c", Sentinel, "sh", binaries!.Program("pg_ctl"), .. StopArguments];
        var start = Command.StartInfo(account, "sh", arguments, cluster);
        start.RedirectStandardInput = true;
        sentinel = Process.Start(start);
    }

    private static async Task ReleaseSentinelAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteLineAsync("released".AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It was killed; there is nothing left to release.
        }

        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        process.Dispose();
    }

    private Task<Command.Result> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        Command.RunAsync(account, binaries!.Program(program), arguments, home, cancellationToken);
}
