using SocialInnovation.Api.Http;
using SocialInnovation.Application.Applications;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation.RankApplications;
using SocialInnovation.Domain.Applications;

namespace SocialInnovation.Api.Evaluation;

/// <summary>Why an application has its outcome.</summary>
internal static class ExplanationEndpoints
{
    private const string Pdf = "application/pdf";

    public static void MapExplanations(this IEndpointRouteBuilder app)
    {
        var application = app.MapGroup("/api/v1/applications/{id:guid}").WithTags("Evaluation").GatedBy(typeof(ApplicationGate));
        application
            .MapGet(
                "/explanation",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetExplanation(new GrantApplicationId(id)), ct).Read(http)
            )
            .For<GetExplanation>()
            .Produces<ExplanationModel>();
        application
            .MapGet(
                "/explanation/letter",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new WriteExplanationLetter(new GrantApplicationId(id), Language.Negotiate(http)), ct)
                        .ReadFile(http, Pdf, x => (x.Content, x.FileName))
            )
            .For<WriteExplanationLetter>()
            .Produces<Stream>(StatusCodes.Status200OK, Pdf);
    }
}
