using SocialInnovation.Api.Http;
using SocialInnovation.Application.Blog;
using SocialInnovation.Application.Blog.ShowPictures;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

internal static class PostPictureEndpoints
{
    public static void MapPostPictures(this IEndpointRouteBuilder app)
    {
        var pictures = app.MapGroup("/api/v1/posts/{id:guid}/pictures").WithTags("Blog").GatedBy(typeof(PostGate));
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
                            new AddPostPicture(
                                new BlogPostId(id),
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
            .For<AddPostPicture>()
            .Produces<PictureReceipt>(StatusCodes.Status201Created);
        pictures
            .MapPut(
                "",
                (Guid id, ShownPicturesBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ArrangePostPictures(new BlogPostId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<ArrangePostPictures>()
            .Produces<Receipt>();
    }
}
