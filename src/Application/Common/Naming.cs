using System.Text;

namespace SocialInnovation.Application.Common;

/// <summary>The one spelling rule between C# names and the wire.</summary>
public static class Naming
{
    /// <summary><c>UnderEvaluation</c> becomes <c>under-evaluation</c>.</summary>
    public static string KebabCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]))
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>The wire's word for an enum member.</summary>
    public static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => KebabCase(value.ToString());

    /// <summary>The enum member behind a word of the wire, exactly as it is spelt there; null for any other text.</summary>
    public static TEnum? Parse<TEnum>(string? word)
        where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Cast<TEnum?>().FirstOrDefault(x => string.Equals(Word(x!.Value), word, StringComparison.Ordinal));
}
