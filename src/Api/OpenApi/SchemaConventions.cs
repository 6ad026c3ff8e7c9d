using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.SharedKernel;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SocialInnovation.Api.OpenApi;

/// <summary>
/// Says of each schema what the serializer really does and the validators really check: which members must be there, which can be null,
/// how long, how large, how many.
/// </summary>
internal sealed class SchemaConventions(ValidatorLimits limits) : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema own)
        {
            return;
        }

        if (context.Type == typeof(Money))
        {
            WriteMoney(own);
        }
        else if (context.Type.IsEnum)
        {
            WriteWords(own, context.Type);
        }
        else if (own.Properties is { Count: > 0 })
        {
            WriteMembers(own, context.Type);
        }
    }

    private static void WriteMoney(OpenApiSchema schema)
    {
        schema.Required = new HashSet<string> { "amount", "currency" };
        schema.AdditionalPropertiesAllowed = false;
        schema.Description = "An exact amount in euros.";
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["amount"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Pattern = Money.Pattern,
                MaxLength = Money.MaxIntegerDigits + 3,
                Description = "Digits, a dot and two decimals; a string, as a float would lose cents.",
                Example = "45000.00",
            },
            ["currency"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = [Money.Currency],
                Description = "ISO 4217 code.",
            },
        };
    }

    private static void WriteWords(OpenApiSchema schema, Type type)
    {
        schema.Type = JsonSchemaType.String;
        schema.Format = null;
        schema.Enum = [.. Enum.GetNames(type).Select(x => (JsonNode)Naming.KebabCase(x))];
    }

    private void WriteMembers(OpenApiSchema schema, Type type)
    {
        var isRequest = type.Name.EndsWith("Body", StringComparison.Ordinal);
        var nullability = new NullabilityInfoContext();
        var required = new HashSet<string>();
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            var name =
                property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (!schema.Properties!.TryGetValue(name, out var member))
            {
                continue;
            }

            if (isRequest ? MustBeSent(type, property) : IsAlwaysWritten(property))
            {
                required.Add(name);
            }

            var isNullable = nullability.Create(property).ReadState == NullabilityState.Nullable;
            if (member is OpenApiSchemaReference && isNullable)
            {
                schema.Properties[name] = OrNull(member);
            }
            else if (member is OpenApiSchema own)
            {
                if (isNullable && own.Type is { } plain)
                {
                    own.Type = plain | JsonSchemaType.Null;
                }

                if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } only)
                {
                    own.Enum = [.. only.Values.Select(x => (JsonNode)(string)x!)];
                }

                limits.Apply(property.DeclaringType!, property.Name, own);
                if (isRequest)
                {
                    TermLimits.ApplyToRequest(name, own);
                }
                else
                {
                    TermLimits.Apply(name, own);
                }
            }
        }

        schema.Required = required;
    }

    /// <summary>Required by the serializer: a constructor's parameter without a default, or a member with the keyword.</summary>
    private static bool MustBeSent(Type type, PropertyInfo property) =>
        type.GetConstructors().SelectMany(x => x.GetParameters()).FirstOrDefault(x => x.Name == property.Name) is { } parameter
            ? !parameter.HasDefaultValue
            : property.GetCustomAttribute<RequiredMemberAttribute>() is not null;

    private static bool IsAlwaysWritten(PropertyInfo property) =>
        property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition != JsonIgnoreCondition.WhenWritingNull;

    private static OpenApiSchema OrNull(IOpenApiSchema reference) =>
        new() { Description = reference.Description, OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, reference] };
}
