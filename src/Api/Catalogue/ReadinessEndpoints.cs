using SocialInnovation.Api.Http;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Catalogue.CheckReadiness;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Api.Catalogue;

internal static class ReadinessEndpoints
{
    public static void MapReadiness(this IEndpointRouteBuilder app)
    {
        var innovation = app.MapGroup("/api/v1/innovations/{id:guid}").WithTags("Catalogue").GatedBy(typeof(InnovationGate));
        innovation
            .MapGet(
                "/readiness-questions",
                (Guid id, int? limit, int? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new ListReadinessQuestions(new InnovationId(id), limit, cursor, Language.Negotiate(http)), ct)
                        .ReadPage(http)
            )
            .For<ListReadinessQuestions>()
            .Produces<Page<ReadinessQuestionModel>>();
        // It calculates and keeps nothing, so there is nothing to be created: 200.
        innovation
            .MapPost(
                "/readiness-checks",
                (Guid id, CheckReadinessBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new CheckReadiness(new InnovationId(id), body), ct).Read(http)
            )
            .For<CheckReadiness>()
            .Produces<ReadinessModel>();
    }
}
