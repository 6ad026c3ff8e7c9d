namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>
/// The account under which PostgreSQL runs: the caller's own, or, since PostgreSQL refuses root, an unprivileged one when root calls.
/// </summary>
internal sealed class Account
{
    private static readonly string[] Unprivileged = ["postgres", "nobody"];

    private readonly bool isOther;

    private Account(string name, bool isOther, string stateFolder) => (Name, this.isOther, StateFolder) = (name, isOther, stateFolder);

    public string Name { get; }

    /// <summary>A folder in which the account can keep what belongs to it.</summary>
    public string StateFolder { get; }

    public static async Task<Account> ChooseAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || Environment.UserName != "root")
        {
            var own = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return new Account(Environment.UserName, false, own);
        }

        var accounts = (await File.ReadAllLinesAsync("/etc/passwd", cancellationToken)).Select(x => x.Split(':')).ToList();
        foreach (var name in Unprivileged)
        {
            if (accounts.FirstOrDefault(x => x[0] == name) is { } account)
            {
                return new Account(name, true, Directory.Exists(account[5]) && name == "postgres" ? account[5] : "/var/tmp");
            }
        }

        throw new InvalidOperationException(
            "PostgreSQL refuses to run as root, and there is no account postgres or nobody to run it under."
        );
    }

    public Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        isOther
            ? Command.RunAsync("runuser", ["-u", Name, "--", program, .. arguments], "/", cancellationToken)
            : Command.RunAsync(program, arguments, null, cancellationToken);

    public async Task CreateFolderAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        if (isOther)
        {
            await Command.RunAsync("chown", [Name, folder], "/", cancellationToken);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public async Task<bool> ReachesAsync(string folder, CancellationToken cancellationToken)
    {
        if (!isOther)
        {
            return true;
        }

        try
        {
            await RunAsync("test", ["-w", folder], cancellationToken);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public async Task WriteFileAsync(string file, string text, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(file, text, cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        if (isOther)
        {
            await Command.RunAsync("chown", [Name, file], "/", cancellationToken);
        }
    }
}
