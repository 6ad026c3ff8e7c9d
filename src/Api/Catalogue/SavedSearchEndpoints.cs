using SocialInnovation.Api.Edge;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Catalogue.SaveSearch;
using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Api.Catalogue;

internal static class SavedSearchEndpoints
{
    // What is saved can't be read: it would tell whose addresses are known.
    private const string Search = "/api/v1/innovations/search";

    public static void MapSavedSearches(this IEndpointRouteBuilder app)
    {
        var searches = app.MapGroup("/api/v1/saved-searches").WithTags("Catalogue");
        searches
            .MapPost(
                "",
                (SaveSearchBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new SaveSearch(body), ct).Created(http, _ => Search)
            )
            .For<SaveSearch>()
            .TakesFewMessages<SaveSearchBody>(x => x.Email)
            .Produces<Receipt>(StatusCodes.Status201Created);
        searches
            .MapPost(
                "/confirmations",
                (SavedSearchLinkBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ConfirmSavedSearch(body), ct).Created(http, _ => Search)
            )
            .For<ConfirmSavedSearch>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        searches
            .MapPost(
                "/cancellations",
                (SavedSearchLinkBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new CancelSavedSearch(body), ct).Created(http, _ => Search)
            )
            .For<CancelSavedSearch>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }
}
