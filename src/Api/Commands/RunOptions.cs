using System.Globalization;

namespace SocialInnovation.Api.Commands;

/// <summary>Options of <c>build/run</c>; its <c>--help</c> explains them.</summary>
internal sealed record RunOptions(int Port, string Data, string? Connection, string? OwnerConnection, bool IsEmpty)
{
    private const int DefaultPort = 5080;

    /// <summary>Reads the options; the text of what is wrong when they can't be read.</summary>
    public static (RunOptions? Options, string? Problem) Parse(IReadOnlyList<string> args)
    {
        var options = new RunOptions(DefaultPort, ".data", null, null, false);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, inline) = Split(args[i]);
            if (name == "--empty")
            {
                options = options with { IsEmpty = true };
                continue;
            }

            var value = inline ?? (i + 1 < args.Count ? args[++i] : null);
            if (value is null)
            {
                return (null, $"{name} wants a value; see --help.");
            }

            switch (name)
            {
                case "--port" when int.TryParse(value, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536:
                    options = options with { Port = port };
                    break;
                case "--data":
                    options = options with { Data = value };
                    break;
                case "--connection":
                    options = options with { Connection = value };
                    break;
                case "--owner-connection":
                    options = options with { OwnerConnection = value };
                    break;
                default:
                    return (null, $"{name} {value} is no option; see --help.");
            }
        }

        return options.Connection is null == options.OwnerConnection is null
            ? (options, null)
            : (null, "--connection and --owner-connection go together: the service's role owns nothing, migrations run as the owner.");
    }

    private static (string Name, string? Value) Split(string argument) =>
        argument.Split('=', 2) is [var name, var value] ? (name, value) : (argument, null);
}
