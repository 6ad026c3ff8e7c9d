using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog;

/// <summary>Makes of posts what is read of them, with the sizes of their pictures.</summary>
internal sealed class PostViews(IPictures pictures, IMarkdown markdown) : ISharedRule
{
    public async Task<PostModel> OfAsync(
        BlogPost post,
        DateTimeOffset now,
        IReadOnlyList<AllowedAction>? actions,
        CancellationToken cancellationToken
    )
    {
        var sizes = await pictures.SizesOfAsync([.. post.Pictures.Select(x => x.Id)], cancellationToken);
        return PostModel.Of(post, now, markdown, sizes, actions);
    }

    public async Task<List<PostModel>> OfAllAsync(IReadOnlyList<BlogPost> posts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sizes = await pictures.SizesOfAsync([.. posts.SelectMany(x => x.Pictures).Select(x => x.Id)], cancellationToken);
        return [.. posts.Select(x => PostModel.Of(x, now, markdown, sizes, null))];
    }
}
