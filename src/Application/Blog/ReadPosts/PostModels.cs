using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.ReadPosts;

/// <summary>A post of the blog as a list shows it.</summary>
public sealed record PostSummary
{
    /// <summary>Identifier.</summary>
    public required BlogPostId Id { get; init; }

    /// <summary>Its name in addresses: it is read at <c>/blog/{slug}</c>.</summary>
    public required string Slug { get; init; }

    /// <summary>Where it stands now.</summary>
    public required PostStatus Status { get; init; }

    /// <summary>Its titles and summaries; the first is the original.</summary>
    public required IReadOnlyList<EditionSummary> Editions { get; init; }

    /// <summary>Codes by which it is found.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The author's name as it is shown.</summary>
    public required string AuthorName { get; init; }

    /// <summary>When it became, or is to become, public; null for a draft.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When what is read of it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    internal static PostSummary Of(BlogPost post, DateTimeOffset now) =>
        new()
        {
            Id = post.Id,
            Slug = post.Slug,
            Status = post.StatusAt(now),
            Editions = EditionSummary.Of(post.Editions),
            Tags = post.Tags,
            AuthorName = post.AuthorName,
            PublishedAt = post.PublishedAt,
            UpdatedAt = post.ChangedAt,
            Version = post.Version,
        };
}

/// <summary>Title and summary in one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Title">Title.</param>
/// <param name="Summary">Summary, plain text.</param>
public sealed record EditionSummary(PostLanguage Language, string Title, string Summary)
{
    internal static IReadOnlyList<EditionSummary> Of(IReadOnlyList<PostEdition> editions) =>
        [.. editions.Select(x => new EditionSummary(x.Language, x.Title, x.Summary))];
}

/// <summary>A post of the blog.</summary>
public sealed record PostModel
{
    /// <summary>Identifier.</summary>
    public required BlogPostId Id { get; init; }

    /// <summary>Its name in addresses: it is read at <c>/blog/{slug}</c>.</summary>
    public required string Slug { get; init; }

    /// <summary>Where it stands now.</summary>
    public required PostStatus Status { get; init; }

    /// <summary>The post in each of its languages; the first is the original.</summary>
    public required IReadOnlyList<EditionModel> Editions { get; init; }

    /// <summary>Codes by which it is found.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The author's name as it is shown.</summary>
    public required string AuthorName { get; init; }

    /// <summary>Whether comments become public after an editor has looked at them, or before.</summary>
    public required CommentModeration Moderation { get; init; }

    /// <summary>When it became, or is to become, public; null for a draft.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When what is read of it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public string? WithdrawalReason { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The transitions that this caller may take now, and for each other one the code that says why not; absent for anonymous callers.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }

    /// <summary>Its pictures in their order, those that its text shows included.</summary>
    public required IReadOnlyList<ShownPictureModel> Pictures { get; init; }

    internal static PostModel Of(
        BlogPost post,
        DateTimeOffset now,
        IMarkdown markdown,
        IReadOnlyDictionary<PictureId, IReadOnlyList<PictureSize>> sizes,
        IReadOnlyList<AllowedAction>? actions
    ) =>
        new()
        {
            Id = post.Id,
            Slug = post.Slug,
            Status = post.StatusAt(now),
            Editions = EditionModel.Of(post.Editions, markdown, sizes),
            Tags = post.Tags,
            AuthorName = post.AuthorName,
            Moderation = post.Moderation,
            PublishedAt = post.PublishedAt,
            UpdatedAt = post.ChangedAt,
            WithdrawalReason = post.WithdrawalReason,
            Pictures = ShownPictureModel.Of(post.Pictures, sizes),
            Version = post.Version,
            AllowedActions = actions,
        };
}

/// <summary>What is written in one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Title">Title.</param>
/// <param name="Summary">Summary, plain text.</param>
/// <param name="Body">The text as it was written, Markdown.</param>
/// <param name="Html">The text as HTML that holds nothing executable; its headings begin at level 2.</param>
public sealed record EditionModel(PostLanguage Language, string Title, string Summary, string Body, string Html)
{
    internal static IReadOnlyList<EditionModel> Of(
        IReadOnlyList<PostEdition> editions,
        IMarkdown markdown,
        IReadOnlyDictionary<PictureId, IReadOnlyList<PictureSize>> sizes
    ) =>
        [
            .. editions.Select(x => new EditionModel(
                x.Language,
                x.Title,
                x.Summary,
                x.Body,
                markdown.ToHtml(x.Body, TextAuthor.Staff, sizes)
            )),
        ];

    /// <summary>The same of texts without pictures of their own.</summary>
    internal static IReadOnlyList<EditionModel> Of(IReadOnlyList<PostEdition> editions, IMarkdown markdown) =>
        [.. editions.Select(x => new EditionModel(x.Language, x.Title, x.Summary, x.Body, markdown.ToHtml(x.Body, TextAuthor.Staff)))];
}
