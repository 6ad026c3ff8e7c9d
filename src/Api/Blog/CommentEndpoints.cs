using SocialInnovation.Api.Http;
using SocialInnovation.Application.Blog;
using SocialInnovation.Application.Blog.BanCommenters;
using SocialInnovation.Application.Blog.ModerateComments;
using SocialInnovation.Application.Blog.ReadComments;
using SocialInnovation.Application.Blog.WriteComment;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

internal static class CommentEndpoints
{
    private const string Comments = "/api/v1/comments";
    private const string Bans = "/api/v1/comment-bans";

    public static void MapComments(this IEndpointRouteBuilder app)
    {
        var blog = app.MapGroup("/api/v1").WithTags("Blog");
        MapOfPost(blog.MapGroup("/posts/{id:guid}/comments").GatedBy(typeof(PostGate)));
        MapSingle(blog, blog.MapGroup("/comments/{id:guid}").GatedBy(typeof(CommentGate)));
        MapBans(blog, blog.MapGroup("/comment-bans/{id:guid}").GatedBy(typeof(BanGate)));
    }

    private static void MapOfPost(RouteGroupBuilder comments)
    {
        comments
            .MapPost(
                "",
                (Guid id, WriteCommentBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new WriteComment(new BlogPostId(id), body), ct).Created(http, x => $"{Comments}/{x.Id}")
            )
            .For<WriteComment>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        comments
            .MapGet(
                "",
                (Guid id, int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListComments(new BlogPostId(id), new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .For<ListComments>()
            .Produces<Page<CommentModel>>();
    }

    private static void MapSingle(RouteGroupBuilder blog, RouteGroupBuilder comment)
    {
        blog.MapGet(
                "/comments",
                (
                    int? limit,
                    string? cursor,
                    string? status,
                    bool? reported,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) => dispatcher.SendAsync(new ListAllComments(new PageRequest(limit, cursor), status, reported), ct).ReadPage(http)
            )
            .For<ListAllComments>()
            .Produces<Page<CommentModel>>();
        comment
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetComment(new PostCommentId(id)), ct)
                        .Read(http, x => x.Version, x => $"/api/v1/posts/{x.PostId.Value}")
            )
            .For<GetComment>()
            .FindsOutItself()
            .Produces<CommentModel>();
        comment
            .MapPost(
                "/approval",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new ApproveComment(new PostCommentId(id), http.IfMatch()), ct)
                        .Created(http, x => $"{Comments}/{x.Id}")
            )
            .For<ApproveComment>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        comment
            .MapPost(
                "/rejection",
                (Guid id, RejectCommentBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new RejectComment(new PostCommentId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Comments}/{x.Id}")
            )
            .For<RejectComment>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        comment
            .MapPost(
                "/reports",
                (Guid id, ReportCommentBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReportComment(new PostCommentId(id), body), ct).Created(http, _ => $"{Comments}/{id}")
            )
            .For<ReportComment>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }

    private static void MapBans(RouteGroupBuilder blog, RouteGroupBuilder ban)
    {
        blog.MapPost(
                "/comment-bans",
                (BanCommenterBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new BanCommenter(body), ct).Created(http, x => $"{Bans}/{x.Id}")
            )
            .For<BanCommenter>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        blog.MapGet(
                "/comment-bans",
                (int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListBans(new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .For<ListBans>()
            .Produces<Page<BanModel>>();
        ban.MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetBan(new CommentBanId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetBan>()
            .Produces<BanModel>();
        ban.MapPost(
                "/lifting",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new LiftBan(new CommentBanId(id), http.IfMatch()), ct).Created(http, x => $"{Bans}/{x.Id}")
            )
            .For<LiftBan>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }
}
