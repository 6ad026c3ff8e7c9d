using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Application.Platform.ReadPicture;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Platform;

internal static class PictureEndpoints
{
    public static void MapPictures(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/v1/pictures/{id:guid}")
            .WithTags("Platform")
            .GatedBy(typeof(PictureGate))
            .MapGet(
                "",
                (Guid id, int? width, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetPicture(new PictureId(id), width), ct)
                        .ReadUnchanging(http, PictureLimits.MediaType, x => x.Content)
            )
            .For<GetPicture>()
            .Produces<Stream>(StatusCodes.Status200OK, PictureLimits.MediaType);
}
