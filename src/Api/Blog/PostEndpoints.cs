using SocialInnovation.Api.Http;
using SocialInnovation.Application.Blog;
using SocialInnovation.Application.Blog.PublishPost;
using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Application.Blog.WritePost;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

internal static class PostEndpoints
{
    private const string Posts = "/api/v1/posts";

    public static void MapBlog(this IEndpointRouteBuilder app)
    {
        var posts = app.MapGroup(Posts).WithTags("Blog");
        MapPosts(posts, posts.MapGroup("/{id:guid}").GatedBy(typeof(PostGate)));
        app.MapPublicEvents();
        app.MapCollections();
        app.MapComments();
        app.MapBlogPages();
    }

    private static void MapPosts(RouteGroupBuilder posts, RouteGroupBuilder post)
    {
        posts
            .MapPost(
                "",
                (PostBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new DraftPost(body), ct).Created(http, x => Location(x.Id))
            )
            .For<DraftPost>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        posts
            .MapGet(
                "",
                (
                    int? limit,
                    string? cursor,
                    string? tag,
                    string? language,
                    string? status,
                    string? slug,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) => dispatcher.SendAsync(new ListPosts(new PageRequest(limit, cursor), tag, language, status, slug), ct).ReadPage(http)
            )
            .For<ListPosts>()
            .Produces<Page<PostSummary>>();
        post.MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetPost(new BlogPostId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetPost>()
            .FindsOutItself()
            .Produces<PostModel>();
        post.MapPut(
                "",
                (Guid id, PostBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new RewritePost(new BlogPostId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<RewritePost>()
            .Produces<Receipt>();
        post.MapPost(
                "/scheduling",
                (Guid id, SchedulePostBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new SchedulePost(new BlogPostId(id), http.IfMatch(), body), ct).Created(http, x => Location(x.Id))
            )
            .For<SchedulePost>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        post.MapPost(
                "/publication",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new PublishPost(new BlogPostId(id), http.IfMatch()), ct).Created(http, x => Location(x.Id))
            )
            .For<PublishPost>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        post.MapPost(
                "/withdrawal",
                (Guid id, WithdrawPostBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new WithdrawPost(new BlogPostId(id), http.IfMatch(), body), ct).Created(http, x => Location(x.Id))
            )
            .For<WithdrawPost>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }

    private static string Location(Guid id) => $"{Posts}/{id}";
}
