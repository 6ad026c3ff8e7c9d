using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

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

    public FormattableString ToSql() => FormattableStringFactory.Create(text.ToString(), [.. values]);
}
