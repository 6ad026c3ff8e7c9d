using System.Text.Json.Nodes;

namespace SocialInnovation.Clients.Tests.Changelog;

/// <summary>A document of one operation, <c>POST /things</c>, and what a test changes of it.</summary>
internal static class TinyApi
{
    private const string Document = """
        {
          "paths": {
            "/things": {
              "post": {
                "operationId": "makeThing",
                "parameters": [
                  { "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1, "maximum": 100 } },
                  { "name": "If-Match", "in": "header", "required": true, "schema": { "type": "string" } }
                ],
                "requestBody": {
                  "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Body" } } }
                },
                "responses": {
                  "201": {
                    "headers": { "ETag": { "required": true, "schema": { "type": "string" } } },
                    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Model" } } }
                  },
                  "409": { "description": "Conflict" }
                },
                "security": [{ "bearer": [] }]
              }
            }
          },
          "components": {
            "schemas": {
              "Body": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": false,
                "properties": {
                  "name": { "type": "string", "minLength": 1, "maxLength": 20 },
                  "size": { "type": "number", "minimum": 0 },
                  "note": { "type": ["string", "null"] },
                  "colour": { "$ref": "#/components/schemas/Colour" },
                  "tags": { "type": "array", "maxItems": 5, "items": { "type": "string", "maxLength": 9 } },
                  "owner": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Person" }] }
                }
              },
              "Model": {
                "type": "object",
                "required": ["id", "colour", "owner"],
                "properties": {
                  "id": { "type": "string", "format": "uuid" },
                  "size": { "type": "integer" },
                  "colour": { "$ref": "#/components/schemas/Colour" },
                  "owner": { "$ref": "#/components/schemas/Person" },
                  "maker": { "$ref": "#/components/schemas/Person" }
                }
              },
              "Colour": { "type": "string", "enum": ["red", "blue"] },
              "Person": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } }
            }
          }
        }
        """;

    public const string Operation = "POST /things";

    public static JsonNode Read() => JsonNode.Parse(Document)!;

    /// <summary>The document with the value at a path replaced: segments are parted by a blank, and null takes the member away.</summary>
    public static JsonNode With(string path, string? value)
    {
        var document = Read();
        var segments = path.Split(' ');
        var parent = segments[..^1].Aggregate(document, (node, x) => (node is JsonArray list ? list[Index(x)] : node[x])!);
        switch (parent)
        {
            case JsonArray list when value is null:
                list.RemoveAt(Index(segments[^1]));
                break;
            case JsonArray list:
                list.Add(JsonNode.Parse(value));
                break;
            case JsonObject members when value is null:
                members.Remove(segments[^1]);
                break;
            default:
                parent[segments[^1]] = JsonNode.Parse(value!);
                break;
        }

        return document;
    }

    private static int Index(string segment) => int.Parse(segment, System.Globalization.CultureInfo.InvariantCulture);
}
