using System.Text.Json.Nodes;

namespace SocialInnovation.Clients.Tests.Changelog;

/// <summary>A document of one operation, for a test to change in one place.</summary>
internal static class TinyDocument
{
    public static JsonNode Make(JsonObject change)
    {
        var document = JsonNode.Parse(
            """
            {
              "paths": {
                "/calls": {
                  "post": {
                    "operationId": "draftCall",
                    "security": [{ "bearer": [] }, {}],
                    "parameters": [{ "name": "limit", "in": "query", "schema": { "type": "integer", "maximum": 100 } }],
                    "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Body" } } } },
                    "responses": {
                      "201": {
                        "headers": { "ETag": {} },
                        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Answer" } } }
                      }
                    }
                  }
                }
              },
              "components": {
                "schemas": {
                  "Body": {
                    "type": "object",
                    "required": ["title"],
                    "properties": {
                      "title": { "type": "string", "maxLength": 200 },
                      "kind": { "type": "string", "enum": ["a", "b"] },
                      "note": { "type": ["string", "null"] }
                    }
                  },
                  "Answer": {
                    "type": "object",
                    "required": ["id", "state"],
                    "properties": {
                      "id": { "type": "string", "format": "uuid" },
                      "state": { "type": "string", "enum": ["open", "shut"] },
                      "amount": { "type": "string" }
                    }
                  }
                }
              }
            }
            """
        )!;
        if (change["paths"] is { } paths)
        {
            document["paths"] = paths.DeepClone();
            return document;
        }

        ChangeOperation(document["paths"]!["/calls"]!["post"]!, change);
        ChangeSchema(document["components"]!["schemas"]!["Body"]!, change["body"], change["bodyRequired"]);
        ChangeSchema(document["components"]!["schemas"]!["Answer"]!, change["answer"], change["answerRequired"]);
        return document;
    }

    private static void ChangeOperation(JsonNode operation, JsonObject change)
    {
        var parameters = operation["parameters"]!.AsArray();
        foreach (var (what, value) in change)
        {
            switch (what)
            {
                case "id":
                    operation["operationId"] = value!.DeepClone();
                    break;
                case "security":
                    operation["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() });
                    break;
                case "parameter":
                    parameters.Add(value!.DeepClone());
                    break;
                case "limit":
                    parameters[0]!["schema"] = value!.DeepClone();
                    break;
                case "limitRequired":
                    parameters[0]!["required"] = true;
                    break;
                case "noLimit":
                    parameters.Clear();
                    break;
                case "status":
                    operation["responses"] = new JsonObject { [value!.GetValue<string>()] = operation["responses"]!["201"]!.DeepClone() };
                    break;
                case "noHeader":
                    operation["responses"]!["201"]!["headers"] = new JsonObject();
                    break;
            }
        }
    }

    private static void ChangeSchema(JsonNode schema, JsonNode? members, JsonNode? required)
    {
        foreach (var (name, member) in members?.AsObject() ?? [])
        {
            if (member is null)
            {
                schema["properties"]!.AsObject().Remove(name);
            }
            else
            {
                schema["properties"]![name] = member.DeepClone();
            }
        }

        if (required is not null)
        {
            schema["required"] = required.DeepClone();
        }
    }
}
