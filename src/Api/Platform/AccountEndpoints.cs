using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Application.Platform.EndSession;
using SocialInnovation.Application.Platform.ListConsents;
using SocialInnovation.Application.Platform.ListSessions;
using SocialInnovation.Application.Platform.OpenAccount;
using SocialInnovation.Application.Platform.ResetSecondFactor;
using SocialInnovation.Application.Platform.WithdrawConsent;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Platform;

/// <summary>Accounts at the embedded identity provider, sessions and consents.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var platform = app.MapGroup(ApiRoutes.Index).WithTags("Platform");
        platform
            .MapPost(
                "/users/{id:guid}/account",
                (Guid id, OpenAccountBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new OpenAccount(new UserId(id), body), ct).Created(http, x => $"/api/v1/users/{x.Id}")
            )
            .For<OpenAccount>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        platform
            .MapPost(
                "/users/{id:guid}/second-factor-reset",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ResetSecondFactor(new UserId(id)), ct).Created(http, x => $"/api/v1/users/{x.Id}")
            )
            .For<ResetSecondFactor>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        platform
            .MapGet(
                "/me/sessions",
                (HttpContext http, IDispatcher dispatcher, CancellationToken ct) => dispatcher.SendAsync(new ListSessions(), ct).Read(http)
            )
            .For<ListSessions>()
            .Produces<IReadOnlyList<SignInSession>>();
        platform
            .MapPost(
                "/me/sessions/revocation",
                (EndSessionBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new EndSession(body), ct).Created(http, _ => "/api/v1/me/sessions")
            )
            .For<EndSession>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        platform
            .MapGet(
                "/me/consents",
                (HttpContext http, IDispatcher dispatcher, CancellationToken ct) => dispatcher.SendAsync(new ListConsents(), ct).Read(http)
            )
            .For<ListConsents>()
            .Produces<IReadOnlyList<Consent>>();
        platform
            .MapPost(
                "/me/consents/withdrawal",
                (WithdrawConsentBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new WithdrawConsent(body), ct).Created(http, _ => "/api/v1/me/consents")
            )
            .For<WithdrawConsent>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }
}
