using Microsoft.OpenApi;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Platform.ReadIndex;

namespace SocialInnovation.Api.OpenApi;

/// <summary>The headers that answers carry: those that are always there are marked as required.</summary>
internal static class ResponseHeaders
{
    private static readonly Dictionary<string, (string Description, string Pattern, string Example)> Known = new()
    {
        ["Cache-Control"] = ("Who may keep the answer and for how long.", "^[a-z0-9=, -]+$", "private, no-store"),
        ["Content-Language"] = ("Language of the texts.", "^(en|fr)$", "en"),
        ["ETag"] = ("Version of the resource; send it as If-Match with the next change.", "^(W/)?\"[^\"]*\"$", "\"2\""),
        ["Idempotency-Replayed"] = ("There when the answer is the stored one of an earlier request with the same key.", "^true$", "true"),
        ["Link"] = ("Related resources by RFC 8288, such as the next page.", "^<.*$", "</api/v1/calls?cursor=eyJ>; rel=\"next\""),
        ["Location"] = (
            "Where the new record, or else its parent, can be read.",
            "^/.*$",
            "/api/v1/calls/0193a7a0-0000-7000-8000-000000000001"
        ),
        ["Vary"] = ("What of the request the answer depends on.", "^[A-Za-z, -]+$", "Authorization"),
        ["WWW-Authenticate"] = ("The scheme by which a caller signs in.", "^Bearer.*$", "Bearer"),
    };

    /// <summary>The headers by name, for the components of the document; those that are not on each answer begin with <c>Optional</c>.</summary>
    public static Dictionary<string, IOpenApiHeader> Components { get; } =
        new[]
        {
            "Cache-Control",
            "Content-Language",
            "ETag",
            "ETag?",
            "Idempotency-Replayed?",
            "Link?",
            "Location",
            "Vary",
            "Vary?",
            "WWW-Authenticate?",
        }.ToDictionary(KeyOf, IOpenApiHeader (x) => Create(x.TrimEnd('?'), !x.EndsWith('?')));

    public static void Describe(OpenApiResponse response, OperationMetadata? metadata, string status, OpenApiDocument document) =>
        response.Headers = metadata is null
            ? All(document, "Vary?")
            : status switch
            {
                "201" => All(document, "Location", "ETag", "Cache-Control", "Idempotency-Replayed?"),
                "202" => All(document, "Location", "Cache-Control", "Idempotency-Replayed?"),
                _ when metadata.IsVersioned => All(document, "ETag", "Cache-Control", "Idempotency-Replayed?"),
                "304" => All(document, "ETag", "Cache-Control", "Vary"),
                _ when metadata.Request == typeof(ReadIndex) => All(
                    document,
                    "ETag?",
                    "Cache-Control",
                    "Vary",
                    "Link?",
                    "Content-Language"
                ),
                _ => All(document, "ETag?", "Cache-Control", "Vary", "Link?"),
            };

    public static Dictionary<string, IOpenApiHeader> OfProblem(int status, OpenApiDocument document) =>
        status == StatusCodes.Status401Unauthorized
            ? All(document, "Cache-Control", "Content-Language", "Vary", "WWW-Authenticate?")
            : All(document, "Cache-Control", "Content-Language", "Vary");

    private static Dictionary<string, IOpenApiHeader> All(OpenApiDocument document, params string[] names) =>
        names.ToDictionary(x => x.TrimEnd('?'), IOpenApiHeader (x) => new OpenApiHeaderReference(KeyOf(x), document));

    private static string KeyOf(string name) => name.EndsWith('?') ? $"Optional-{name.TrimEnd('?')}" : name;

    private static OpenApiHeader Create(string name, bool isAlways) =>
        new()
        {
            Description = Known[name].Description,
            Required = isAlways,
            Example = Known[name].Example,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MaxLength = 8_000,
                Pattern = Known[name].Pattern,
            },
        };
}
