using SocialInnovation.Api.Http;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Catalogue.ShowInnovation;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Api.Catalogue;

internal static class InnovationPictureEndpoints
{
    public static void MapInnovationPictures(this IEndpointRouteBuilder app)
    {
        var pictures = app.MapGroup("/api/v1/innovations/{id:guid}/pictures").WithTags("Catalogue").GatedBy(typeof(InnovationGate));
        pictures
            .MapPost(
                "",
                async (
                    Guid id,
                    string? alternativeFr,
                    string? alternativeEn,
                    string? captionFr,
                    string? captionEn,
                    string? credit,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) =>
                    await dispatcher
                        .SendAsync(
                            new AddInnovationPicture(
                                new InnovationId(id),
                                http.IfMatch(),
                                await http.ReadFileAsync(ct),
                                alternativeFr,
                                alternativeEn,
                                captionFr,
                                captionEn,
                                credit
                            ),
                            ct
                        )
                        .Created(http, x => $"/api/v1/pictures/{x.PictureId.Value}")
            )
            .TakesFile(PictureLimits.Bytes, PictureLimits.Taken)
            .For<AddInnovationPicture>()
            .Produces<PictureReceipt>(StatusCodes.Status201Created);
        pictures
            .MapPut(
                "",
                (Guid id, ShownPicturesBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ArrangeInnovationPictures(new InnovationId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<ArrangeInnovationPictures>()
            .Produces<Receipt>();
    }
}
