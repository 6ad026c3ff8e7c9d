using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.SharedKernel;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace SocialInnovation.Api.OpenApi;

/// <summary>The OpenAPI document and Swagger UI.</summary>
internal static class OpenApiSetup
{
    public const string Document = "v1";

    /// <summary>The security scheme of the embedded identity provider.</summary>
    public const string OAuth = "oauth2";

    /// <param name="services">The service collection.</param>
    /// <param name="hasProvider">Whether the embedded identity provider gives the tokens.</param>
    public static void AddOpenApiDocument(this IServiceCollection services, bool hasProvider)
    {
        services.AddEndpointsApiExplorer();
        services.AddSingleton<Walk>();
        services.AddSingleton<Examples>();
        services.AddSingleton<ErrorSources>();
        services.AddSingleton<ValidatorLimits>();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(
                Document,
                new OpenApiInfo
                {
                    Title = "SocialInnovation",
                    Version = "v1",
                    Contact = new OpenApiContact { Name = "The maintainers of SocialInnovation" },
                    License = new OpenApiLicense
                    {
                        Name = "EUPL-1.2",
                        Url = new Uri("https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12"),
                    },
                }
            );
            options.AddServer(
                new OpenApiServer
                {
                    Url = "/",
                    Description = "The service that serves this document: the region's production, or your local one.",
                    Extensions = new Dictionary<string, IOpenApiExtension> { ["x-internal"] = new JsonNodeExtension(false) },
                }
            );
            options.SupportNonNullableReferenceTypes();
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
                    Description =
                        "A signed token by RFC 7519, checked as RFC8725 wants it (algorithm, issuer, audience, expiry): an access token of the configured identity provider; in Development one of POST /development/tokens. Or an API key (sik_…) of POST /api/v1/api-keys.",
                }
            );
            if (hasProvider)
            {
                options.AddSecurityDefinition(OAuth, EmbeddedProvider());
            }

            options.SchemaFilter<SchemaConventions>();
            options.OperationFilter<OperationConventions>();
            options.DocumentFilter<DocumentConventions>();
            options.OrderActionsBy(x =>
                $"{DocumentConventions.OrderOf(x.ActionDescriptor.EndpointMetadata.OfType<ITagsMetadata>().LastOrDefault()?.Tags[0])} {x.RelativePath} {x.HttpMethod}"
            );
            MapValueTypes(options);
        });
    }

    private static OpenApiSecurityScheme EmbeddedProvider()
    {
        var scopes = Scopes.All.ToDictionary(
            x => x,
            x =>
                x == Scopes.Everything
                    ? "Everything that your roles allow."
                    : $"{x.Split('.')[0]}: {(x.EndsWith(".read", StringComparison.Ordinal) ? "read" : "change")}."
        );
        var token = new Uri("/connect/token", UriKind.Relative);
        return new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description =
                "The identity provider of this service: authorization code with PKCE for persons; machines come by client credentials, scripts by device codes. Its endpoints are in /.well-known/openid-configuration. Tokens are checked as RFC8725 wants it.",
            Flows = new OpenApiOAuthFlows
            {
                AuthorizationCode = new OpenApiOAuthFlow
                {
                    AuthorizationUrl = new Uri("/connect/authorize", UriKind.Relative),
                    TokenUrl = token,
                    RefreshUrl = token,
                    Scopes = scopes,
                },
            },
        };
    }

    private static void MapValueTypes(SwaggerGenOptions options)
    {
        options.MapType<Percentage>(() =>
            new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Pattern = Percentage.Pattern,
                MaxLength = 8,
                Example = "66.6667",
            }
        );
        foreach (var type in typeof(Money).Assembly.GetTypes().Concat(typeof(Naming).Assembly.GetTypes()))
        {
            if (IdJsonFactory.IsId(type))
            {
                options.MapType(type, () => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" });
            }
        }
    }

    // Page<CallSummary> is CallSummaryPage on the wire.
    private static string SchemaId(Type type) =>
        type.IsGenericType
            ? string.Concat(type.GetGenericArguments().Select(SchemaId)) + type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]
            : type.Name;
}
