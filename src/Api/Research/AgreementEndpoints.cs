using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Research;
using SocialInnovation.Application.Research.ReadAgreements;
using SocialInnovation.Application.Research.RecordAgreement;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Api.Research;

internal static class AgreementEndpoints
{
    private const string Agreements = "/api/v1/research/agreements";

    public static void MapAgreements(this IEndpointRouteBuilder app)
    {
        var agreements = app.MapGroup(Agreements).WithTags("Research");
        var agreement = agreements.MapGroup("/{id:guid}").GatedBy(typeof(AgreementGate));
        agreements
            .MapPost(
                "",
                (ResearchAgreementBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new RecordResearchAgreement(body), ct).Created(http, x => $"{Agreements}/{x.Id}")
            )
            .For<RecordResearchAgreement>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        agreements
            .MapGet(
                "",
                (int? limit, string? cursor, Guid? partnerId, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListResearchAgreements(new PageRequest(limit, cursor), partnerId), ct).ReadPage(http)
            )
            .For<ListResearchAgreements>()
            .Produces<Page<ResearchAgreementModel>>();
        agreement
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetResearchAgreement(new ResearchAgreementId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetResearchAgreement>()
            .FindsOutItself()
            .Produces<ResearchAgreementModel>();
        agreement
            .MapPut(
                "",
                (Guid id, ResearchAgreementBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReplaceResearchAgreement(new ResearchAgreementId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<ReplaceResearchAgreement>()
            .Produces<Receipt>();
    }
}
