using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Application.Platform.DevelopmentAccess;
using SocialInnovation.Application.Platform.FindUserByName;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Identity;

namespace SocialInnovation.Api.Security;

/// <summary>What exists in Development and in tests only: tokens for the asking, and a business clock that can be moved.</summary>
internal static class DevelopmentEndpoints
{
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    public static void MapDevelopment(this IEndpointRouteBuilder app, bool issuesTokens)
    {
        var development = app.MapGroup("/development").WithTags("Development");
        if (issuesTokens)
        {
            development
                .MapPost("/tokens", IssueToken)
                .WithName("issueDevelopmentToken")
                .WithSummary("Gives a token for a registered user; Development only.")
                .Produces<TokenModel>()
                .AllowAnonymous();
        }

        development
            .MapGet(
                "/users",
                (IDispatcher dispatcher, CancellationToken ct) => dispatcher.SendAsync(new ListDevelopmentUsers(), ct).Plain()
            )
            .WithName("listDevelopmentUsers")
            .WithSummary("Lists who can ask for a token; Development only.")
            .Produces<IReadOnlyList<DevelopmentUserModel>>()
            .AllowAnonymous();
        development
            .MapGet("/clock", ReadClock)
            .WithName("readDevelopmentClock")
            .WithSummary("Reads the business clock; Development only.")
            .Produces<ClockModel>()
            .AllowAnonymous();
        development
            .MapPost("/clock", MoveClock)
            .WithName("moveDevelopmentClock")
            .WithSummary("Moves the business clock to an instant, from which it goes on; Development only.")
            .Produces<ClockModel>()
            .AllowAnonymous();
    }

    private static async Task<IResult> IssueToken(
        TokenBody body,
        KeyRing keys,
        ProviderSettings provider,
        IDispatcher dispatcher,
        IConfiguration configuration,
        [FromKeyedServices(Clocks.Real)] TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = await dispatcher.SendAsync(new FindUserByName(body.UserName), ct);
        if (user.IsFailure)
        {
            return new ProblemReply(user.Error);
        }

        var now = clock.GetUtcNow();
        var token = new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = provider.Issuer.AbsoluteUri,
                Audience = configuration[Authentication.AudienceKey] ?? Authentication.Audience,
                TokenType = Authentication.AccessTokenType,
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = (now + Lifetime).UtcDateTime,
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = user.Value.Id.Value.ToString(),
                    ["scope"] = Scopes.Everything,
                    [Callers.RolesClaim] = user.Value.Roles.Select(Naming.Word).ToArray(),
                },
                SigningCredentials = (await keys.GetAsync(ct)).Signing[0],
            }
        );
        return Results.Json(new TokenModel(token, "Bearer", (int)Lifetime.TotalSeconds), Json.Options);
    }

    private static async Task<IResult> ReadClock(HttpContext http, IBusinessTime time, CancellationToken ct) =>
        Results.Json(new ClockModel(await time.AtAsync(ReceivedAt.Of(http), ct)), Json.Options);

    private static async Task<IResult> MoveClock(ClockBody body, HttpContext http, IDevelopmentClock clock, CancellationToken ct)
    {
        if (body.Now.Year is < FirstYear or > LastYear)
        {
            // Further away no rule could count on from there.
            return new ProblemReply(RequestErrors.ValidationFailed.Because([ValidationErrors.Range.At("#/now")]));
        }

        await clock.MoveAsync(body.Now - ReceivedAt.Of(http), ct);
        return Results.Json(new ClockModel(body.Now), Json.Options);
    }

    private static async Task<IResult> Plain<T>(this Task<Result<T>> task)
    {
        var result = await task;
        return result.IsFailure ? new ProblemReply(result.Error) : Results.Json(result.Value, Json.Options);
    }
}

/// <summary>An access token.</summary>
/// <param name="AccessToken">Send it as <c>Authorization: Bearer …</c>.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Seconds of validity.</param>
public sealed record TokenModel(string AccessToken, string TokenType, int ExpiresIn);

/// <summary>Where the business clock is to be.</summary>
/// <param name="Now">The new business instant.</param>
public sealed record ClockBody(DateTimeOffset Now);

/// <summary>The business clock.</summary>
/// <param name="Now">The business instant.</param>
public sealed record ClockModel(DateTimeOffset Now);
