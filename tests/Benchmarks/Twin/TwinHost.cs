using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Npgsql;

namespace SocialInnovation.Benchmarks.Twin;

/// <summary>
/// The twin: what somebody would write who wanted these five routes as fast as ASP.NET Core and Npgsql give them, and nothing more.
/// Same routes, JSON, authentication, statuses and headers; on writes the same rows in one transaction.
/// </summary>
internal static class TwinHost
{
    public static readonly Wire Json = new(
        new System.Text.Json.JsonSerializerOptions(Wire.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    public static WebApplication Build(string connection, string key)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Production, ContentRootPath = AppContext.BaseDirectory }
        );
        ServerProcess.LogErrors(builder.Logging);
        builder.WebHost.ConfigureKestrel(x => x.AddServerHeader = false);
        var prepared = new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 200 };
        builder.Services.AddSingleton(NpgsqlDataSource.Create(prepared));
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options => Tokens.Trust(options, key));
        var app = builder.Build();
        app.Use(Edge.SetHeaders);
        app.UseAuthentication();
        app.Use(Edge.LimitAsync);
        app.UseAuthorization();
        app.MapGet("/api/v1/calls/{id:guid}", Reads.CallAsync).AllowAnonymous();
        app.MapGet("/api/v1/applications", Reads.ApplicationsAsync).RequireAuthorization();
        app.MapGet("/api/v1/rankings/{id:guid}/entries", Reads.EntriesAsync).RequireAuthorization();
        app.MapPost("/api/v1/applications", Drafting.DraftAsync).RequireAuthorization();
        app.MapPost("/api/v1/score-sheets/{id:guid}/submission", Submitting.SubmitAsync).RequireAuthorization();
        return app;
    }

    public static Guid Caller(HttpContext http) => Guid.Parse(http.User.FindFirst("sub")!.Value);

    public static string TraceId(HttpContext http) => Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;

    public static IResult Refuse(HttpContext http, int status, string code)
    {
        http.Response.Headers.CacheControl = "no-store";
        var type = $"{http.Request.Scheme}://{http.Request.Host}/errors/{code}";
        var problem = new Problem(type, code, status, code, code, TraceId(http));
        return Results.Json(problem, Json.Problem, "application/problem+json", status);
    }

    public static void SetPrivate(HttpContext http, int? version)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        if (version is { } number)
        {
            http.Response.Headers.ETag = ETag(number);
        }
    }

    public static string ETag(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
