using System.Collections;
using System.Reflection;
using FluentValidation;
using FluentValidation.Validators;
using Microsoft.OpenApi;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.OpenApi;

/// <summary>
/// The bounds that requests are held to, read from the validators themselves: the schema can't promise what the service does not check,
/// nor hide what it does.
/// </summary>
internal sealed class ValidatorLimits
{
    private readonly Dictionary<(Type Owner, string Member, bool IsItem), List<IPropertyValidator>> rules = [];
    private readonly HashSet<object> walked = [];

    public ValidatorLimits()
    {
        foreach (var type in typeof(Naming).Assembly.GetTypes().Where(IsValidator))
        {
            Walk((IValidator)Activator.CreateInstance(type, nonPublic: true)!);
        }
    }

    /// <summary>Writes the bounds of a member, and of its items when it is a list, into its schema.</summary>
    public void Apply(Type owner, string member, OpenApiSchema schema)
    {
        foreach (var rule in RulesOf(owner, member, false))
        {
            Write(rule, schema);
        }

        if (schema.Items is OpenApiSchema items)
        {
            foreach (var rule in RulesOf(owner, member, true))
            {
                Write(rule, items);
            }
        }
    }

    private static bool IsValidator(Type type) =>
        type is { IsAbstract: false, IsGenericType: false }
        && type.IsAssignableTo(typeof(IValidator))
        && type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is not null;

    private List<IPropertyValidator> RulesOf(Type owner, string member, bool isItem)
    {
        for (var type = owner; type is not null; type = type.BaseType)
        {
            if (rules.TryGetValue((type, member, isItem), out var found))
            {
                return found;
            }
        }

        // Rules that several questions share name the interface by which they share them.
        return owner.GetInterfaces().Select(x => rules.GetValueOrDefault((x, member, isItem))).FirstOrDefault(x => x is not null) ?? [];
    }

    private void Walk(IValidator validator)
    {
        if (!walked.Add(validator))
        {
            return;
        }

        foreach (var rule in ((IEnumerable)validator).OfType<IValidationRule>())
        {
            var isItem = rule.GetType()
                .GetInterfaces()
                .Any(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(ICollectionRule<,>));
            foreach (var component in rule.Components)
            {
                if (component.Validator is IChildValidatorAdaptor)
                {
                    Walk(ChildOf(component.Validator));
                }
                else if (
                    rule.Member is { DeclaringType: { } owner } member
                    && owner != typeof(Money)
                    && component is { HasCondition: false, HasAsyncCondition: false }
                )
                {
                    var key = (owner, member.Name, isItem);
                    rules.TryAdd(key, []);
                    rules[key].Add(component.Validator);
                }
            }
        }
    }

    // A child validator is given as an instance throughout, so what the context holds is never looked at.
    private static IValidator ChildOf(IPropertyValidator adaptor)
    {
        var adapted = adaptor.GetType();
        while (!adapted.IsGenericType || adapted.GetGenericTypeDefinition() != typeof(ChildValidatorAdaptor<,>))
        {
            adapted = adapted.BaseType!;
        }

        var context = Activator.CreateInstance(typeof(ValidationContext<>).MakeGenericType(adapted.GetGenericArguments()[0]), [null]);
        return (IValidator)adapted.GetMethod("GetValidator")!.Invoke(adaptor, [context, null])!;
    }

    private static void Write(IPropertyValidator rule, OpenApiSchema schema)
    {
        switch (rule)
        {
            case INotEmptyValidator when schema.Type?.HasFlag(JsonSchemaType.Array) == true:
                schema.MinItems = 1;
                break;
            case INotEmptyValidator when schema.Type?.HasFlag(JsonSchemaType.String) == true && schema.Format is null:
                schema.MinLength = Math.Max(1, schema.MinLength ?? 0);
                break;
            case ILengthValidator length:
                schema.MaxLength = length.Max;
                break;
            case IRegularExpressionValidator pattern:
                schema.Pattern = pattern.Expression;
                break;
            case IBetweenValidator between:
                (schema.Minimum, schema.Maximum) = (Number(between.From), Number(between.To));
                break;
            case IComparisonValidator { Comparison: Comparison.GreaterThanOrEqual } bound:
                schema.Minimum = Number(bound.ValueToCompare);
                break;
            case ICountRule count:
                schema.MaxItems = count.Maximum;
                break;
            case IWordsRule words:
                schema.Enum = [.. words.Words.Select(x => (System.Text.Json.Nodes.JsonNode)x)];
                break;
        }
    }

    private static string Number(object value) => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
}
