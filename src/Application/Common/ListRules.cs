using FluentValidation;
using FluentValidation.Validators;

namespace SocialInnovation.Application.Common;

/// <summary>A rule that bounds the number of items of a list; the OpenAPI schema reads it.</summary>
public interface ICountRule
{
    int Maximum { get; }
}

/// <summary>A rule that names all values which a text can have; the OpenAPI schema reads it.</summary>
public interface IWordsRule
{
    IReadOnlyList<string> Words { get; }
}

internal static class ListRules
{
    /// <summary>The list has at most so many items.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>?> HasAtMost<T, TItem>(
        this IRuleBuilder<T, IReadOnlyList<TItem>?> rule,
        int maximum
    ) => rule.SetValidator(new CountValidator<T, TItem>(maximum));

    /// <summary>The text is a word of the enum as it is spelt on the wire.</summary>
    public static IRuleBuilderOptions<T, string?> IsWordOf<T, TEnum>(this IRuleBuilder<T, string?> rule)
        where TEnum : struct, Enum => rule.IsOneOf([.. Enum.GetValues<TEnum>().Select(Naming.Word)]);

    /// <summary>The text is one of these.</summary>
    public static IRuleBuilderOptions<T, string?> IsOneOf<T>(this IRuleBuilder<T, string?> rule, params string[] words) =>
        rule.SetValidator(new WordsValidator<T>(words));
}

internal sealed class CountValidator<T, TItem>(int maximum) : PropertyValidator<T, IReadOnlyList<TItem>?>, ICountRule
{
    public override string Name => "CountValidator";

    public int Maximum => maximum;

    public override bool IsValid(ValidationContext<T> context, IReadOnlyList<TItem>? value)
    {
        context.MessageFormatter.AppendArgument("MaxLength", maximum);
        return value is null || value.Count <= maximum;
    }
}

internal sealed class WordsValidator<T>(IReadOnlyList<string> words) : PropertyValidator<T, string?>, IWordsRule
{
    public override string Name => "WordsValidator";

    public IReadOnlyList<string> Words => words;

    public override bool IsValid(ValidationContext<T> context, string? value)
    {
        context.MessageFormatter.AppendArgument("Words", string.Join(", ", words));
        return value is null || words.Contains(value, StringComparer.Ordinal);
    }
}
