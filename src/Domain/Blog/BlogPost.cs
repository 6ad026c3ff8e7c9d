using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>Where a post stands.</summary>
public enum PostStatus
{
    /// <summary>Its editors alone see it.</summary>
    Draft,

    /// <summary>It becomes public at a set instant.</summary>
    Scheduled,

    /// <summary>Everybody sees it.</summary>
    Published,

    /// <summary>It was public, or was to be, and is no more.</summary>
    Withdrawn,
}

/// <summary>A language in which a post can be read.</summary>
public enum PostLanguage
{
    /// <summary>French.</summary>
    Fr,

    /// <summary>English.</summary>
    En,
}

/// <summary>When comments on a post are looked at.</summary>
public enum CommentModeration
{
    /// <summary>Before anybody else sees them.</summary>
    Before,

    /// <summary>After they became public.</summary>
    After,
}

/// <summary>What is written in one language; the body is Markdown.</summary>
public sealed record PostEdition(PostLanguage Language, string Title, string Summary, string Body);

/// <summary>What the editors write of a post.</summary>
/// <param name="Slug">Its name in addresses; null to keep the one that it has, or to make one of the first title.</param>
/// <param name="Editions">The post in each language in which it can be read; at least one, the first is the original.</param>
/// <param name="Tags">Codes by which it is found.</param>
/// <param name="AuthorName">The author's name as the author wants it to be shown.</param>
/// <param name="Moderation">When comments are looked at.</param>
public sealed record PostContent(
    string? Slug,
    IReadOnlyList<PostEdition> Editions,
    IReadOnlyList<string> Tags,
    string AuthorName,
    CommentModeration Moderation
);

/// <summary>A post of the blog.</summary>
public sealed class BlogPost : AggregateRoot<BlogPostId>
{
    private const int MostPictures = 20;

    private BlogPost() { }

    public string Slug { get; private set; } = null!;

    public IReadOnlyList<PostEdition> Editions { get; private set; } = [];

    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>Its pictures, in the order in which they are shown.</summary>
    public IReadOnlyList<ShownPicture> Pictures { get; private set; } = [];

    public UserId AuthorId { get; private set; }

    [PersonalData(ProcessingPurpose.Blog, Retention.Archive, LegalBasis.PublicTask), NamesPerson(Of = nameof(AuthorId))]
    public string AuthorName { get; private set; } = null!;

    public PostStatus Status { get; private set; }

    public CommentModeration Moderation { get; private set; }

    /// <summary>When it became, or is to become, public; null for a draft.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>When its text was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    public string? WithdrawalReason { get; private set; }

    public static Result<BlogPost> Draft(BlogPostId id, PostContent content, UserId author, DateTimeOffset now)
    {
        var post = new BlogPost { Id = id, AuthorId = author };
        return post.Write(content, now) is { } error ? error : post;
    }

    /// <summary>The status at an instant: a scheduled post becomes public by time, not by anybody's act.</summary>
    public PostStatus StatusAt(DateTimeOffset now) => StatusAt(Status, PublishedAt, now);

    /// <summary>The same of a post that is only read.</summary>
    public static PostStatus StatusAt(PostStatus status, DateTimeOffset? publishedAt, DateTimeOffset now) =>
        status == PostStatus.Scheduled && publishedAt <= now ? PostStatus.Published : status;

    /// <summary>When what the public reads last changed: a text that was written before it became public is as old as that.</summary>
    public DateTimeOffset ChangedAt => PublishedAt > UpdatedAt ? PublishedAt.Value : UpdatedAt;

    /// <summary>The edition in a language, or the original where there is none in it.</summary>
    public PostEdition EditionIn(PostLanguage language) => Editions.FirstOrDefault(x => x.Language == language) ?? Editions[0];

    public Error? WhyNotRewrite() => Status == PostStatus.Withdrawn ? PostErrors.Withdrawn : null;

    /// <summary>Replaces all that is written. The address of a post that has been public stays.</summary>
    public Result Rewrite(PostContent content, DateTimeOffset now)
    {
        var error =
            WhyNotRewrite()
            ?? (content.Slug is { } slug && slug != Slug && StatusAt(now) == PostStatus.Published ? PostErrors.SlugFixed : null)
            ?? Write(content, now);
        return error is null ? Result.Success : error;
    }

    public Error? WhyNotSchedule(DateTimeOffset now) => WhyNotPublish(now);

    /// <summary>Sets, or moves, the instant at which it becomes public.</summary>
    public Result Schedule(DateTimeOffset publishAt, DateTimeOffset now)
    {
        if ((WhyNotSchedule(now) ?? (publishAt <= now ? PostErrors.ScheduledInThePast : null)) is { } error)
        {
            return error;
        }

        (Status, PublishedAt) = (PostStatus.Scheduled, publishAt);
        return Result.Success;
    }

    public Error? WhyNotPublish(DateTimeOffset now) =>
        StatusAt(now) switch
        {
            PostStatus.Published => PostErrors.AlreadyPublished,
            PostStatus.Withdrawn => PostErrors.Withdrawn,
            _ => null,
        };

    /// <summary>Makes it public now.</summary>
    public Result Publish(DateTimeOffset now)
    {
        if (WhyNotPublish(now) is { } error)
        {
            return error;
        }

        (Status, PublishedAt) = (PostStatus.Published, now);
        return Result.Success;
    }

    /// <summary>Writes down that the instant of its publication has passed. Nothing depends on when this happens.</summary>
    public bool RecordPublication(DateTimeOffset now)
    {
        if (Status != PostStatus.Scheduled || StatusAt(now) != PostStatus.Published)
        {
            return false;
        }

        Status = PostStatus.Published;
        return true;
    }

    public Error? WhyNotWithdraw() =>
        Status switch
        {
            PostStatus.Draft => PostErrors.NotPublished,
            PostStatus.Withdrawn => PostErrors.Withdrawn,
            _ => null,
        };

    /// <summary>Takes it from the public, for good.</summary>
    public Result Withdraw(string reason)
    {
        if (WhyNotWithdraw() is { } error)
        {
            return error;
        }

        (Status, WithdrawalReason) = (PostStatus.Withdrawn, reason);
        return Result.Success;
    }

    public Error? WhyNotAddPicture() =>
        WhyNotRewrite() ?? (Pictures.Count >= MostPictures ? PostErrors.TooManyPictures(MostPictures) : null);

    /// <summary>Shows a picture as its last one.</summary>
    public Result AddPicture(ShownPicture picture, DateTimeOffset now)
    {
        if (WhyNotAddPicture() is { } error)
        {
            return error;
        }

        (Pictures, UpdatedAt) = ([.. Pictures, picture], now);
        return Result.Success;
    }

    /// <summary>Shows its pictures in another order, with other words, or no longer.</summary>
    /// <param name="pictures">All that are shown from now on.</param>
    /// <param name="used">Those that its text shows: they stay.</param>
    /// <param name="now">The instant.</param>
    public Result ArrangePictures(IReadOnlyList<ShownPicture> pictures, IReadOnlySet<PictureId> used, DateTimeOffset now)
    {
        var error =
            WhyNotRewrite()
            ?? pictures.WhyNotArrange(Pictures)
            ?? (Pictures.Any(x => used.Contains(x.Id) && pictures.All(y => y.Id != x.Id)) ? PostErrors.PictureInText : null);
        if (error is not null)
        {
            return error;
        }

        (Pictures, UpdatedAt) = (pictures, now);
        return Result.Success;
    }

    /// <summary>Puts a pseudonym in the place of its author's name.</summary>
    public void Forget(string pseudonym) => AuthorName = pseudonym;

    private Error? Write(PostContent content, DateTimeOffset now)
    {
        var slug = content.Slug ?? Slug ?? PostSlug.Of(content.Editions[0].Title);
        if (EditionRules.WhyNotKeep(content.Editions, slug) is { } error)
        {
            return error;
        }

        (Slug, Editions, Tags) = (slug, content.Editions, [.. content.Tags.Distinct().Order(StringComparer.Ordinal)]);
        (AuthorName, Moderation, UpdatedAt) = (content.AuthorName, content.Moderation, now);
        return null;
    }
}
