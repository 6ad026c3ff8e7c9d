using SocialInnovation.Application.Blog.WritePost;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog;

/// <summary>Whether the Markdown of editions can be shown to everybody.</summary>
internal sealed class EditionChecks(IMarkdown markdown) : ISharedRule
{
    /// <param name="editions">What is written.</param>
    /// <param name="own">The pictures that it may show by their id.</param>
    public Error? WhyNotShown(IReadOnlyList<EditionBody> editions, IReadOnlyList<ShownPicture> own)
    {
        foreach (var (index, edition) in editions.Index())
        {
            if (markdown.IsTooDeep(edition.Body))
            {
                return PostErrors.TooDeep(index);
            }

            foreach (var picture in markdown.PicturesIn(edition.Body))
            {
                if (picture.IsSilent)
                {
                    return PostErrors.SilentPicture(index);
                }

                if (picture.IsOwn && own.All(x => x.Id != picture.Id))
                {
                    return PostErrors.UnknownPicture(index);
                }
            }
        }

        return null;
    }
}
