using SocialInnovation.Api.Blog;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Catalogue.ReadDna;
using SocialInnovation.Application.Catalogue.ReadInnovations;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Api.Catalogue.Pages;

/// <summary>The catalogue without any front end: the innovations, newest first, and each with its DNA.</summary>
internal static class InnovationPages
{
    public static void MapInnovationPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(InnovationPage.List, IndexAsync);
        pages.MapGet(InnovationPage.List + "/{id:guid}", InnovationAsync);
    }

    private static async Task<IResult> IndexAsync(string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = http.WantedLanguage();
        var newest = new ListInnovations(new PageRequest(null, cursor), null, null, null, null);
        var innovations = await dispatcher.SendAsync(newest, ct);
        if (innovations.IsFailure)
        {
            return new ProblemReply(innovations.Error);
        }

        var links = new PageLinks(InnovationPage.List, "cursor", cursor, innovations.Value.NextCursor);
        return new PublicReply(InnovationPage.Index(innovations.Value.Items, language, links), PublicPages.Html);
    }

    private static async Task<IResult> InnovationAsync(
        Guid id,
        HttpContext http,
        IDispatcher dispatcher,
        IMarkdown markdown,
        CancellationToken ct
    )
    {
        var language = http.WantedLanguage();
        var innovation = await dispatcher.SendAsync(new GetInnovation(new InnovationId(id)), ct);
        if (innovation.IsFailure)
        {
            var words = InnovationTexts.In(language);
            return PublicPages.Missing(PageLayout.NotFound(BlogTexts.In(language), words.NotFound, words.Back, InnovationPage.List));
        }

        // Not every innovation has its DNA written down.
        var dna = await dispatcher.SendAsync(new GetDna(new InnovationId(id), null), ct);
        var page = new InnovationPage(http.Origin(), language, markdown);
        return new PublicReply(page.Innovation(innovation.Value, dna.IsFailure ? null : dna.Value.Dna), PublicPages.Html);
    }
}
