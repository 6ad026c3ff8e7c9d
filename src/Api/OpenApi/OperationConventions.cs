using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using SocialInnovation.Api.Http;
using SocialInnovation.Api.Security;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Paging;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SocialInnovation.Api.OpenApi;

/// <summary>Says of each operation what its use case says: summary, who may, parameters with their bounds, headers, refusals.</summary>
internal sealed class OperationConventions(ErrorSources sources, ValidatorLimits limits, Examples examples, IConfiguration configuration)
    : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var endpoint = new EndpointMetadataCollection(context.ApiDescription.ActionDescriptor.EndpointMetadata);
        operation.OperationId = endpoint.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName;
        operation.Parameters ??= [];
        operation.Responses ??= [];
        var metadata = endpoint.GetMetadata<OperationMetadata>();
        operation.Security = SecurityOf(metadata, context.Document);
        if (metadata is not null)
        {
            operation.Summary = XmlDocs.SummaryOf(metadata.Request);
            DescribeParameters(operation, metadata.Request);
            AddHeaders(operation, metadata);
            operation.AddExtension("x-scope", new JsonNodeExtension(metadata.Access.Scope));
        }

        operation.Description = DescriptionOf(metadata);
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(x => x.In == ParameterLocation.Path))
        {
            DescribePathParameter(parameter);
        }

        if (metadata is { Access.IsAnonymous: true } && context.ApiDescription.HttpMethod == HttpMethods.Get)
        {
            operation.Responses["304"] = new OpenApiResponse { Description = "Not Modified: what you have is still true." };
        }

        foreach (var (status, response) in operation.Responses)
        {
            ResponseHeaders.Describe((OpenApiResponse)response, metadata, status, context.Document);
            foreach (var list in response.Content?.Values.Select(x => x.Schema).OfType<OpenApiSchema>() ?? [])
            {
                TermLimits.Apply("list", list);
            }
        }

        if (operation.RequestBody?.Content?.Values.FirstOrDefault()?.Schema is OpenApiSchema { Format: "binary" } file)
        {
            file.MaxLength = (int)endpoint.GetRequiredMetadata<IRequestSizeLimitMetadata>().MaxRequestBodySize!.Value;
        }

        AddRefusals(operation, endpoint, context);
        examples.Apply(operation);
    }

    private static string DescriptionOf(OperationMetadata? metadata) =>
        metadata is null ? "Development only: the service has no such route in Production."
        : metadata.Access.IsAnonymous ? $"Open to everybody; a known caller may see more. Scope, to be known: `{metadata.Access.Scope}`."
        : metadata.Access.Roles.Count == 0
            ? $"For any known caller; what it sees depends on its relations. Scope: `{metadata.Access.Scope}`."
        : $"Roles: {string.Join(", ", metadata.Access.Roles.Select(Naming.Word))}. Scope: `{metadata.Access.Scope}`.";

    // An empty requirement beside the bearer's says that the token is optional, and alone that there is none.
    private List<OpenApiSecurityRequirement> SecurityOf(OperationMetadata? metadata, OpenApiDocument document)
    {
        if (metadata is null)
        {
            return
            [
                [],
            ];
        }

        var known = new List<OpenApiSecurityRequirement> { Requirement("bearer") };
        if (Authentication.IsEmbedded(configuration))
        {
            known.Add(Requirement(OpenApiSetup.OAuth, metadata.Access.Scope));
            known.Add(Requirement(OpenApiSetup.OAuth, Scopes.Everything));
        }

        return metadata.Access.IsAnonymous ? [.. known, []] : known;

        OpenApiSecurityRequirement Requirement(string scheme, params List<string> scopes) =>
            new() { [new OpenApiSecuritySchemeReference(scheme, document)] = scopes };
    }

    private void DescribeParameters(OpenApiOperation operation, Type request)
    {
        foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>().Where(x => x.In == ParameterLocation.Query))
        {
            var (owner, member) = MemberOf(request, parameter.Name!);
            parameter.Description ??= XmlDocs.ParameterOf(owner, member);
            if (parameter.Schema is not OpenApiSchema schema)
            {
                continue;
            }

            limits.Apply(owner, member, schema);
            TermLimits.Apply(parameter.Name!, schema);
            schema.Default = parameter.Name == "limit" ? JsonValue.Create(PageRequest.DefaultLimit) : null;
        }
    }

    private static (Type Owner, string Member) MemberOf(Type request, string parameter)
    {
        const BindingFlags AnyCase = BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase;
        return request.GetProperty(parameter, AnyCase) is { } own ? (request, own.Name)
            : typeof(PageRequest).GetProperty(parameter, AnyCase) is { } page && request.IsAssignableTo(typeof(IPagedQuery))
                ? (typeof(PageRequest), page.Name)
            : parameter == "cursor"
            && request.GetProperties().FirstOrDefault(x => x.Name.StartsWith("After", StringComparison.Ordinal)) is { } after
                ? (request, after.Name)
            : throw new InvalidOperationException($"{request.Name} has no member for the parameter {parameter}.");
    }

    private static void DescribePathParameter(OpenApiParameter parameter)
    {
        var schema = (OpenApiSchema)parameter.Schema!;
        TermLimits.Apply(parameter.Name!, schema);
        parameter.Description ??= parameter.Name switch
        {
            "id" => "Id of the resource, as its creation or a list gave it.",
            "number" => "Number of the version, 1 for the first.",
            _ => "Id of the part, as the resource shows it.",
        };
    }

    private static void AddHeaders(OpenApiOperation operation, OperationMetadata metadata)
    {
        if (metadata.IsVersioned)
        {
            operation.Parameters!.Add(
                Header(
                    "If-Match",
                    "The ETag of the resource as it was read, a number in quotes; * for any version. In Swagger UI the last ETag seen is filled in.",
                    @"^(""\d{1,9}""|\*)$",
                    11,
                    "\"1\""
                )
            );
        }

        if (metadata.NeedsIdempotencyKey)
        {
            operation.Parameters!.Add(
                Header(
                    "Idempotency-Key",
                    "A fresh UUID for each new request, the same one for its repetition within 24 hours. Swagger UI makes one.",
                    "^[ -~]+$",
                    255,
                    "5f0c3b34-7f6a-4a53-9f0e-0d9a4a7d3c11"
                )
            );
        }
    }

    private static OpenApiParameter Header(string name, string description, string pattern, int length, string example) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = true,
            Description = description,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = length,
                Pattern = pattern,
            },
            Example = example,
        };

    private void AddRefusals(OpenApiOperation operation, EndpointMetadataCollection endpoint, OperationFilterContext context)
    {
        var problem = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        var errors = sources.Of(endpoint).ToList();
        foreach (var status in errors.Where(x => !x.IsFault).GroupBy(x => x.Status).OrderBy(x => x.Key))
        {
            var codes = status.Select(x => x.Code).Order(StringComparer.Ordinal).ToList();
            var response = new OpenApiResponse
            {
                Description = $"{ReasonPhrases.GetReasonPhrase(status.Key)}: {string.Join(", ", codes.Select(x => $"`{x}`"))}",
                Headers = ResponseHeaders.OfProblem(status.Key, endpoint.GetMetadata<OperationMetadata>(), context.Document),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [ProblemWriter.MediaType] = new OpenApiMediaType
                    {
                        Schema = problem,
                        Examples = codes.ToDictionary(x => x, IOpenApiExample (x) => new OpenApiExampleReference(x, context.Document)),
                    },
                },
            };
            response.AddExtension("x-codes", new JsonNodeExtension(new JsonArray([.. codes])));
            var faults = errors.Where(x => x.IsFault && x.Status == status.Key).Select(x => x.Code).Order(StringComparer.Ordinal).ToList();
            if (faults.Count > 0)
            {
                response.AddExtension("x-fault-codes", new JsonNodeExtension(new JsonArray([.. faults])));
                response.Description += $". In `errors`: {string.Join(", ", faults.Select(x => $"`{x}`"))}";
            }

            operation.Responses![status.Key.ToString(CultureInfo.InvariantCulture)] = response;
        }
    }
}
