using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Npgsql;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>A statement put together from parts: what was not asked for is no condition, and every value is a parameter.</summary>
internal sealed class SqlText
{
    private readonly StringBuilder text = new();
    private readonly List<object?> values = [];

    /// <summary>Adds a part; its values become parameters.</summary>
    public SqlText Add(FormattableString part)
    {
        var names = Enumerable.Range(values.Count, part.ArgumentCount).Select(x => (object)$"{{{x}}}").ToArray();
        text.AppendFormat(CultureInfo.InvariantCulture, part.Format, names).Append('\n');
        values.AddRange(part.GetArguments());
        return this;
    }

    /// <summary>Adds a part unless there is nothing to ask for.</summary>
    public SqlText AddIf(bool isAsked, FormattableString part) => isAsked ? Add(part) : this;

    /// <summary>As a plain command.</summary>
    public NpgsqlBatchCommand ToCommand()
    {
        var names = Enumerable.Range(1, values.Count).Select(x => (object)$"${x}").ToArray();
        var command = new NpgsqlBatchCommand(string.Format(CultureInfo.InvariantCulture, text.ToString(), names));
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    public FormattableString ToSql() => FormattableStringFactory.Create(text.ToString(), [.. values]);
}
