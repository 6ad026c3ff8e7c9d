using Microsoft.OpenApi;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Budget.DecideOnScenario;
using SocialInnovation.Application.Catalogue.CheckReadiness;
using SocialInnovation.Application.Catalogue.PrintDna;
using SocialInnovation.Application.Catalogue.ReadLineage;
using SocialInnovation.Application.Catalogue.WriteContact;
using SocialInnovation.Application.Evaluation.RankApplications;
using SocialInnovation.Application.Platform.ReadIndex;
using SocialInnovation.Application.Platform.ReadPrivacyRegister;

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
        ["RateLimit"] = ("Requests that are left now.", "^\"(caller|address)\";r=[0-9]+$", "\"caller\";r=1187"),
        ["RateLimit-Policy"] = (
            "Requests in a window of so many seconds: of this caller, or of this address.",
            "^\"(caller|address)\";q=[0-9]+;w=60$",
            "\"caller\";q=1200;w=60"
        ),
        ["Retry-After"] = ("Seconds until the next request is taken.", "^[0-9]+$", "1"),
        ["Vary"] = ("What of the request the answer depends on.", "^[A-Za-z, -]+$", "Authorization"),
        ["WWW-Authenticate"] = ("The scheme by which a caller signs in.", "^Bearer.*$", "Bearer"),
    };

    // Their texts are in the language that the caller asked for.
    private static readonly Type[] InTheCallersLanguage =
    [
        typeof(ReadIndex),
        typeof(ReadPrivacyRegister),
        typeof(WriteExplanationLetter),
        typeof(GetDecisionSheetDocument),
        typeof(GetLineageDrawing),
        typeof(ListReadinessQuestions),
        typeof(GetDnaBooklet),
        typeof(ReadContactConsent),
    ];

    // An answer that began as another one has lost them.
    private static readonly string[] Limits = ["RateLimit?", "RateLimit-Policy?"];

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
            "RateLimit?",
            "RateLimit-Policy?",
            "Retry-After",
            "Vary",
            "Vary?",
            "WWW-Authenticate?",
        }.ToDictionary(KeyOf, IOpenApiHeader (x) => Create(x.TrimEnd('?'), !x.EndsWith('?')));

    public static void Describe(OpenApiResponse response, OperationMetadata? metadata, string status, OpenApiDocument document) =>
        response.Headers = All(
            document,
            metadata is null
                ? ["Vary?"]
                :
                [
                    .. Limits,
                    .. status switch
                    {
                        "201" => ["Location", "ETag", "Cache-Control", "Idempotency-Replayed?"],
                        "202" => ["Location", "Cache-Control", "Idempotency-Replayed?"],
                        _ when metadata.IsVersioned => ["ETag", "Cache-Control", "Idempotency-Replayed?"],
                        "304" => ["ETag", "Cache-Control", "Vary"],
                        _ when InTheCallersLanguage.Contains(metadata.Request) =>
                        [
                            "ETag?",
                            "Cache-Control",
                            "Vary",
                            "Link?",
                            "Content-Language",
                        ],
                        _ => (string[])["ETag?", "Cache-Control", "Vary", "Link?"],
                    },
                ]
        );

    public static Dictionary<string, IOpenApiHeader> OfProblem(int status, OperationMetadata? metadata, OpenApiDocument document) =>
        All(
            document,
            [
                "Cache-Control",
                "Content-Language",
                "Vary",
                .. metadata is null ? [] : Limits,
                .. status switch
                {
                    StatusCodes.Status401Unauthorized => ["WWW-Authenticate?"],
                    StatusCodes.Status429TooManyRequests => ["Retry-After"],
                    _ => Array.Empty<string>(),
                },
            ]
        );

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
