using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using SocialInnovation.Api.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SocialInnovation.Api.OpenApi;

/// <summary>What the document says as a whole: the modules, the walk, an example of each problem.</summary>
internal sealed class DocumentConventions(ErrorCatalogue catalogue, Walk walk) : IDocumentFilter
{
    /// <summary>The modules in the order in which the main job passes through them.</summary>
    public static readonly IReadOnlyList<(string Name, string Description)> Modules =
    [
        ("Platform", "People, organisations, imports, jobs and the audit trail."),
        ("Calls", "Calls for projects: what is asked, of whom, until when, and by which criteria it is judged."),
        ("Applications", "Grant applications: their content and documents, submission, and the formal check of admissibility."),
        ("Evaluation", "Panel, independence, score sheets, and the ranking that explains itself."),
        ("Budget", "Funds, envelopes, allocation scenarios, grants, and the ledger that can't be overspent."),
        ("WorkingGroup", "The working group that gives its opinion: members, meetings, votes, minutes."),
        ("Catalogue", "Innovations and how they are made, reviewed and published so that other places can copy them."),
        ("Blog", "The region's blog: posts in French and English, what citizens say on them, public events, and collections of examples."),
        ("Research", "The network of research partners: subjects, what fits them, agreements and publications."),
        ("Development", "Tokens for the asking and a business clock that can be moved; not there in Production."),
    ];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Tags = new HashSet<OpenApiTag>(Modules.Select(x => new OpenApiTag { Name = x.Name, Description = x.Description }));
        swaggerDoc.Info.Description = Describe(walk);
        swaggerDoc.Components ??= new OpenApiComponents();
        swaggerDoc.Components.Headers = ResponseHeaders.Components;
        swaggerDoc.Components.Examples = catalogue
            .All.Where(x => !x.IsFault && !x.From.Contains(Circumstance.Outside))
            .OrderBy(x => x.Code, StringComparer.Ordinal)
            .ToDictionary(x => x.Code, IOpenApiExample (x) => new OpenApiExample { Summary = x.English.Title, Value = Problem(x) });
        swaggerDoc.AddExtension(
            "x-walk",
            new JsonNodeExtension(new JsonObject { [Walk.MainJob] = Steps(walk.MainSteps), [Walk.Beyond] = Steps(walk.BeyondSteps) })
        );
    }

    public static int OrderOf(string? tag) => Modules.Select(x => x.Name).ToList().IndexOf(tag ?? "");

    private static JsonObject Problem(CataloguedError error) =>
        new()
        {
            ["type"] = $"https://grants.example.org/errors/{error.Code}",
            ["title"] = error.English.Title,
            ["status"] = error.Status,
            ["detail"] = ErrorCatalogue.Fill(error.English.Detail, new Dictionary<string, object?>()),
            ["code"] = error.Code,
            ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };

    private static JsonArray Steps(IReadOnlyList<WalkStep> steps) =>
        [
            .. steps.Select(step => new JsonObject
            {
                ["operationId"] = step.Operation,
                ["title"] = step.Title,
                ["example"] = step.Example,
                ["parameters"] = new JsonObject(
                    (step.Parameters ?? []).Select(x => KeyValuePair.Create(x.Key, (JsonNode?)JsonValue.Create(x.Value)))
                ),
                ["keeps"] = new JsonObject(
                    (step.Keeps ?? []).Select(x => KeyValuePair.Create(Walk.StandIn(x.Key), (JsonNode?)JsonValue.Create(x.Value)))
                ),
                ["bundle"] = step.Bundle,
            }),
        ];

    private static string Describe(Walk walk)
    {
        var text = new StringBuilder(
            """
            The service with which a region runs its social-innovation policy: calls for projects, fair selection, money that can't be overspent.

            **Conventions.** JSON in camelCase; unknown members are refused. Instants are RFC 3339 with an offset, dates `YYYY-MM-DD`, money is `{"amount": "45000.00", "currency": "EUR"}`: a decimal string, never a float. A transition is a sub-resource that is posted. `POST` takes an `Idempotency-Key`: send the same key again when no answer came, and nothing happens twice. A change takes the `ETag` of what was read in `If-Match`. Lists give `nextCursor`. A refusal is a problem by RFC 9457 with a stable `code` and a page that explains it at `/errors/{code}`, in French or English by `Accept-Language`.

            **The main job, step by step**, from an empty database to awards. In Development, open each operation, choose the example of the step's name, *Try it out*, *Execute*. Signing in (`issueDevelopmentToken`) authorises what follows. `If-Match` and `Idempotency-Key` are filled in, and the ids in the examples are stand-ins that become those which your earlier steps were given; outside of Swagger UI, paste your own.


            """.ReplaceLineEndings("\n")
        );
        foreach (var (index, step) in walk.MainSteps.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"{index + 1}. {step.Title}: `{step.Operation}`\n");
        }

        return text.ToString();
    }
}
