using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>The rules of whatever is read in more than one language under a name of its own: posts, events and collections.</summary>
internal static class EditionRules
{
    public static Error? WhyNotKeep(IReadOnlyList<PostEdition> editions, string slug)
    {
        foreach (var (index, edition) in editions.Index())
        {
            if (editions.Take(index).Any(x => x.Language == edition.Language))
            {
                return PostErrors.LanguageTwice(index);
            }
        }

        return slug.Length == 0 ? PostErrors.SlugMissing : null;
    }
}
