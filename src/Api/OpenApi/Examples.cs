using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace SocialInnovation.Api.OpenApi;

/// <summary>Puts the walk's requests and answers into the operations as their examples.</summary>
internal sealed class Examples(Walk walk)
{
    public void Apply(OpenApiOperation operation)
    {
        var steps = walk.All.Where(x => x.Operation == operation.OperationId).DistinctBy(x => x.Example).ToList();
        var content = operation.RequestBody?.Content?.FirstOrDefault(x => x.Key == "application/json").Value as OpenApiMediaType;
        if (content is not null)
        {
            content.Examples = steps.ToDictionary(
                x => x.Example,
                IOpenApiExample (x) => new OpenApiExample { Summary = x.Title, Value = x.Body!.DeepClone() }
            );
        }

        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            var values = steps.Where(x => x.Parameters?.ContainsKey(parameter.Name!) == true).ToList();
            if (values.Count > 0)
            {
                parameter.Examples = values.ToDictionary(
                    x => x.Example,
                    IOpenApiExample (x) =>
                        new OpenApiExample { Summary = x.Title, Value = Value(parameter, x.Parameters![parameter.Name!]) }
                );
            }
        }

        if (walk.AnswerTo(operation.OperationId!) is { } answer)
        {
            var success = (OpenApiResponse)operation.Responses!.First(x => x.Key[0] == '2').Value;
            ((OpenApiMediaType)success.Content!.Single(x => x.Key.EndsWith("json", StringComparison.Ordinal)).Value).Example = answer;
        }
    }

    private static JsonNode Value(OpenApiParameter parameter, string text) =>
        parameter.Schema?.Type switch
        {
            { } type when type.HasFlag(JsonSchemaType.Integer) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
            { } type when type.HasFlag(JsonSchemaType.Boolean) => bool.Parse(text),
            _ => text,
        };
}
