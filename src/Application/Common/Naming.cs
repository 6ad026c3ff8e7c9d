using System.Collections.Frozen;
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
        where TEnum : struct, Enum => Words<TEnum>.OfMember[value];

    /// <summary>The enum member behind a word of the wire, exactly as it is spelt there; null for any other text.</summary>
    public static TEnum? Parse<TEnum>(string? word)
        where TEnum : struct, Enum => word is not null && Words<TEnum>.OfWord.TryGetValue(word, out var member) ? member : null;

    // Every row that is read and every answer has some: they are spelt once.
    private static class Words<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly FrozenDictionary<TEnum, string> OfMember = Enum.GetValues<TEnum>()
            .ToFrozenDictionary(x => x, x => KebabCase(x.ToString()));

        public static readonly FrozenDictionary<string, TEnum> OfWord = OfMember.ToFrozenDictionary(x => x.Value, x => x.Key);
    }
}
