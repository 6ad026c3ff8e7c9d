using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Api.Http;

/// <summary>For the platform that runs the service: does it live, can it serve.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" })).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(IDatabaseHealth database, CancellationToken ct) =>
        await database.WhyNotReadyAsync(ct) is { } reason
            ? Results.Json(new { status = "not-ready", reason }, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Json(new { status = "ready" });
}
