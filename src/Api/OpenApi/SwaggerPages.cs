using System.Reflection;
using SocialInnovation.Application.Common.Access;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace SocialInnovation.Api.OpenApi;

/// <summary>Swagger UI at <c>/swagger</c>: modules folded, "Try it out" open, and what is copied by hand elsewhere filled in.</summary>
internal static class SwaggerPages
{
    /// <summary>As which it signs persons in at the embedded identity provider.</summary>
    public const string ClientId = "swagger-ui";

    private const string Script = "/swagger/walk.js";

    public static void UseSwaggerPages(this WebApplication app)
    {
        app.MapGet(Script, () => Results.Stream(OpenScript(), "text/javascript; charset=utf-8")).AllowAnonymous().ExcludeFromDescription();
        // A branch of their own: no other request is made to ask each of them whether it is theirs.
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/swagger"), pages => pages.UsePages());
    }

    private static void UsePages(this IApplicationBuilder pages)
    {
        pages.UseSwagger(options => options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1);
        pages.UseSwaggerUI(options =>
        {
            options.SwaggerEndpoint($"/swagger/{OpenApiSetup.Document}/swagger.json", "SocialInnovation");
            options.DocumentTitle = "SocialInnovation";
            options.DocExpansion(DocExpansion.None);
            options.DefaultModelsExpandDepth(-1);
            options.EnableTryItOutByDefault();
            options.EnableFilter();
            options.EnableDeepLinking();
            options.DisplayOperationId();
            options.DisplayRequestDuration();
            options.InjectJavascript(Script);
            options.OAuthClientId(ClientId);
            options.OAuthUsePkce();
            options.OAuthScopes(Scopes.Everything);
        });
    }

    private static Stream OpenScript() =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream("SocialInnovation.Api.OpenApi.swagger-walk.js")!;
}
