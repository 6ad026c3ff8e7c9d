using SocialInnovation.Api.Http;
using SocialInnovation.Application.Calls.KeepCriteria;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Api.Calls;

internal static class CriteriaTemplateEndpoints
{
    private const string Root = "/api/v1/criteria-templates";

    public static void MapCriteriaTemplates(this IEndpointRouteBuilder app)
    {
        var templates = app.MapGroup(Root).WithTags("Calls");
        var template = templates.MapGroup("/{id:guid}").GatedBy(typeof(CriteriaTemplateGate));
        templates
            .MapGet(
                "",
                (int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListCriteriaTemplates(new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .For<ListCriteriaTemplates>()
            .Produces<Page<CriteriaTemplateSummary>>();
        templates
            .MapPost(
                "",
                (CriteriaTemplateBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new KeepCriteriaTemplate(body), ct).Created(http, x => $"{Root}/{x.Id}")
            )
            .For<KeepCriteriaTemplate>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        template
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetCriteriaTemplate(new CriteriaTemplateId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetCriteriaTemplate>()
            .Produces<CriteriaTemplateModel>();
        template
            .MapPut(
                "",
                (Guid id, CriteriaTemplateBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReplaceCriteriaTemplate(new CriteriaTemplateId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<ReplaceCriteriaTemplate>()
            .Produces<Receipt>();
    }
}
