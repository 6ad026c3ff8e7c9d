namespace SocialInnovation.Application.Blog;

/// <summary>Bounds of the blog's texts and lists.</summary>
public static class BlogLimits
{
    /// <summary>A summary, characters: it stands in lists and feeds.</summary>
    public const int Summary = 500;

    /// <summary>A comment, characters of Markdown.</summary>
    public const int Comment = 4_000;

    /// <summary>Why something is withdrawn, rejected, reported or banned, characters.</summary>
    public const int Reason = 1_000;

    public const int Tags = 10;

    /// <summary>As many as there are languages.</summary>
    public const int Editions = 2;

    /// <summary>Examples of a collection.</summary>
    public const int CollectionItems = 100;

    /// <summary>What the editors say of an example, characters.</summary>
    public const int Note = 500;

    /// <summary>A postal address without its commune, characters.</summary>
    public const int Address = 300;

    /// <summary>Reports of one comment that are shown, the newest.</summary>
    public const int Reports = 50;
}
