using System.Globalization;
using Microsoft.OpenApi;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.SharedKernel;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SocialInnovation.Api.OpenApi;

/// <summary>The OpenAPI document and Swagger UI.</summary>
internal static class OpenApiSetup
{
    public const string Document = "v1";

    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(
                Document,
                new OpenApiInfo
                {
                    Title = "SocialInnovation",
                    Version = "v1",
                    Description =
                        "The service with which a region runs its social-innovation policy: calls for projects, fair selection, money that can't be overspent.",
                    License = new OpenApiLicense
                    {
                        Name = "EUPL-1.2",
                        Url = new Uri("https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12"),
                    },
                }
            );
            options.AddServer(new OpenApiServer { Url = "/" });
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            options.DescribeAllParametersInCamelCase();
            options.CustomSchemaIds(SchemaId);
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "SocialInnovation.*.xml").Order(StringComparer.Ordinal))
            {
                options.IncludeXmlComments(file);
            }

            options.AddSecurityDefinition(
                "bearer",
                new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    BearerFormat = "JWT",
                    Description = "An access token of the configured identity provider; in Development one of POST /development/tokens.",
                }
            );
            options.OperationFilter<OperationConventions>();
            MapValueTypes(options);
        });
    }

    private static void MapValueTypes(SwaggerGenOptions options)
    {
        options.MapType<Money>(() =>
            new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "An exact amount in euros.",
                Required = new HashSet<string> { "amount", "currency" },
                AdditionalPropertiesAllowed = false,
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["amount"] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        Pattern = Money.Pattern,
                        Description = "Digits, a dot and two decimals.",
                        Example = "45000.00",
                    },
                    ["currency"] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        Enum = ["EUR"],
                        Description = "ISO 4217 code.",
                    },
                },
            }
        );
        options.MapType<Percentage>(() =>
            new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Pattern = Percentage.Pattern,
                Example = "66.6667",
            }
        );
        foreach (var type in typeof(Money).Assembly.GetTypes().Concat(typeof(Naming).Assembly.GetTypes()))
        {
            if (IdJsonFactory.IsId(type))
            {
                options.MapType(type, () => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" });
            }
            else if (type.IsEnum)
            {
                options.MapType(type, () => Words(type));
            }
        }
    }

    private static OpenApiSchema Words(Type type) =>
        new()
        {
            Type = JsonSchemaType.String,
            Enum = [.. Enum.GetNames(type).Select(x => (System.Text.Json.Nodes.JsonNode)Naming.KebabCase(x))],
        };

    // Page<CallSummary> is CallSummaryPage on the wire.
    private static string SchemaId(Type type) =>
        type.IsGenericType
            ? string.Concat(type.GetGenericArguments().Select(SchemaId)) + type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]
            : type.Name;
}

/// <summary>Says of each operation what its use case says: summary, roles, headers, refusals.</summary>
internal sealed class OperationConventions : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.OperationId = context
            .ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>()
            .FirstOrDefault()
            ?.EndpointName;
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<OperationMetadata>().FirstOrDefault();
        if (metadata is not null)
        {
            Describe(operation, context, metadata);
        }

        var problem = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        foreach (var status in Refusals(operation, metadata))
        {
            operation.Responses ??= [];
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
                Content = new Dictionary<string, OpenApiMediaType> { [ProblemWriter.MediaType] = new() { Schema = problem } },
            };
        }
    }

    private static void Describe(OpenApiOperation operation, OperationFilterContext context, OperationMetadata metadata)
    {
        operation.Summary = XmlSummary.Of(metadata.Request);
        var roles = string.Join(", ", metadata.Access.Roles.Select(Naming.Word));
        operation.Description =
            metadata.Access.IsAnonymous ? "Open to everybody."
            : roles.Length == 0 ? "For any known caller; what it sees depends on its relations."
            : $"Roles: {roles}.";
        operation.Parameters ??= [];
        if (metadata.IsVersioned)
        {
            operation.Parameters.Add(Header("If-Match", "The ETag of the resource as it was read: a number in quotes.", "\"1\""));
        }

        if (metadata.NeedsIdempotencyKey)
        {
            operation.Parameters.Add(
                Header(
                    "Idempotency-Key",
                    "A fresh UUID for each new request, the same one for its repetition.",
                    "5f0c3b34-7f6a-4a53-9f0e-0d9a4a7d3c11"
                )
            );
        }

        if (!metadata.Access.IsAnonymous)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
        }
    }

    private static OpenApiParameter Header(string name, string description, string example) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = true,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
            Example = example,
        };

    private static IEnumerable<int> Refusals(OpenApiOperation operation, OperationMetadata? metadata)
    {
        yield return 400;
        if (metadata is null)
        {
            yield break;
        }

        if (!metadata.Access.IsAnonymous)
        {
            yield return 401;
            yield return 403;
        }

        if (operation.Parameters?.Any(x => x.In == ParameterLocation.Path) == true)
        {
            yield return 404;
        }

        if (metadata.Request.IsAssignableTo(typeof(Application.Common.Messaging.ICommand)))
        {
            yield return 409;
            yield return 415;
            yield return 422;
        }

        if (metadata.IsVersioned)
        {
            yield return 412;
            yield return 428;
        }
    }
}

/// <summary>Reads the summary of a use case from its own documentation.</summary>
internal static class XmlSummary
{
    private static readonly Lazy<Dictionary<string, string>> Summaries = new(Load);

    public static string Of(Type type) => Summaries.Value[type.FullName!];

    private static Dictionary<string, string> Load() =>
        System
            .Xml.Linq.XDocument.Load(Path.Combine(AppContext.BaseDirectory, "SocialInnovation.Application.xml"))
            .Descendants("member")
            .Where(x => x.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal))
            .ToDictionary(
                x => x.Attribute("name")!.Value[2..],
                x => string.Join(' ', (x.Element("summary")?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            );
}
