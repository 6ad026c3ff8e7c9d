using Microsoft.OpenApi;

namespace SocialInnovation.Api.OpenApi;

/// <summary>
/// What a member can hold that no validator speaks of, such as those of answers: one term has one meaning in the whole API, so it has one
/// bound. A member that is not named here stops the making of the document.
/// </summary>
internal static partial class TermLimits
{
    /// <summary>Any text: the one character that no text holds is U+0000.</summary>
    public const string AnyText = @"^[^\u0000]*$";

    /// <summary>Bounds a member of a request as far as the serializer sees to it; all else is for a validator to check.</summary>
    public static void ApplyToRequest(string member, OpenApiSchema schema)
    {
        var type = schema.Type & ~JsonSchemaType.Null;
        var isUnchecked = type switch
        {
            JsonSchemaType.String => schema is { Enum: null, Format: null, MaxLength: null, Pattern: null },
            JsonSchemaType.Integer => schema.Minimum is null || schema.Maximum is null,
            JsonSchemaType.Array => schema.MaxItems is null,
            _ => false,
        };
        if (isUnchecked)
        {
            throw new InvalidOperationException($"No validator bounds the member '{member}' of a request.");
        }

        if (type == JsonSchemaType.String && schema is { Enum: null, Format: null })
        {
            schema.MaxLength ??= Texts[member].Length;
            schema.Pattern ??= AnyText;
        }
        else if (type == JsonSchemaType.Array && schema.Items is OpenApiSchema items)
        {
            ApplyToRequest(member, items);
        }
        else
        {
            Apply(member, schema);
        }
    }

    public static void Apply(string member, OpenApiSchema schema)
    {
        var type = schema.Type & ~JsonSchemaType.Null;
        if (type == JsonSchemaType.String && schema.Enum is not { Count: > 0 })
        {
            Text(member, schema);
        }
        else if (type == JsonSchemaType.Integer)
        {
            var (minimum, maximum) = Numbers.GetValueOrDefault(member, ("0", schema.Format == "int64" ? "9007199254740991" : "2147483647"));
            schema.Minimum ??= minimum;
            schema.Maximum ??= maximum;
        }
        else if (type == JsonSchemaType.Array)
        {
            schema.MaxItems ??= Lists.GetValueOrDefault(member, Many);
            ApplyWithin(member, schema.Items);
        }
        else if (type == JsonSchemaType.Object && schema.AdditionalProperties is not null)
        {
            schema.MaxProperties ??= Lists[member];
            ApplyWithin(member, schema.AdditionalProperties);
        }
    }

    private static void ApplyWithin(string member, IOpenApiSchema? schema)
    {
        if (schema is OpenApiSchema own)
        {
            Apply(member, own);
        }
    }

    private static void Text(string member, OpenApiSchema schema)
    {
        switch (schema.Format)
        {
            case "uuid":
                (schema.MinLength, schema.MaxLength) = (36, 36);
                return;
            case "binary":
                schema.MaxLength = MostBytes;
                return;
            case "date":
                (schema.MinLength, schema.MaxLength) = (10, 10);
                return;
            case "date-time":
                (schema.MinLength, schema.MaxLength) = (20, 33);
                return;
        }

        if (schema is { MaxLength: not null, Pattern: not null })
        {
            return;
        }

        if (!Texts.TryGetValue(member, out var limit))
        {
            throw new InvalidOperationException($"{nameof(TermLimits)} does not say what the text '{member}' can hold.");
        }

        schema.MaxLength ??= limit.Length;
        schema.Pattern ??= schema.MaxLength == limit.Length ? limit.Pattern : AnyText;
    }
}
