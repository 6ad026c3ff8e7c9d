using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>Where a collection stands.</summary>
public enum CollectionStatus
{
    /// <summary>Its editors alone see it.</summary>
    Draft,

    /// <summary>Everybody sees it.</summary>
    Published,

    /// <summary>It was public and is no more.</summary>
    Withdrawn,
}

/// <summary>What a collection is made of.</summary>
public enum CollectionItemKind
{
    /// <summary>An innovation of the catalogue.</summary>
    Innovation,

    /// <summary>A post of the blog.</summary>
    Post,
}

/// <summary>An example in a collection, with why the editors chose it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The innovation's or the post's id.</param>
/// <param name="NoteFr">What the editors say of it in French.</param>
/// <param name="NoteEn">The same in English.</param>
public sealed record CollectionItem(CollectionItemKind Kind, Guid Id, string? NoteFr, string? NoteEn);

/// <summary>What the editors write of a collection.</summary>
/// <param name="Slug">Its name in addresses; null to keep the one that it has, or to make one of the first title.</param>
/// <param name="Editions">Title, summary and introduction in each language; at least one, the first is the original.</param>
public sealed record CollectionContent(string? Slug, IReadOnlyList<PostEdition> Editions);

/// <summary>Innovations and posts that the editors put together, in their order: a culture by example.</summary>
public sealed class CollectionOfExamples : AggregateRoot<CollectionId>
{
    private CollectionOfExamples() { }

    public string Slug { get; private set; } = null!;

    /// <summary>Title, summary and introduction in each language.</summary>
    public IReadOnlyList<PostEdition> Editions { get; private set; } = [];

    /// <summary>Its examples, in the order in which they are shown.</summary>
    public IReadOnlyList<CollectionItem> Items { get; private set; } = [];

    public CollectionStatus Status { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>When what is read of it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    public string? WithdrawalReason { get; private set; }

    public static Result<CollectionOfExamples> Draft(CollectionId id, CollectionContent content, DateTimeOffset now)
    {
        var collection = new CollectionOfExamples { Id = id };
        return collection.Write(content, now) is { } error ? error : collection;
    }

    public Error? WhyNotRewrite() => Status == CollectionStatus.Withdrawn ? CollectionErrors.Withdrawn : null;

    /// <summary>Replaces its texts. The address of a collection that is public stays.</summary>
    public Result Rewrite(CollectionContent content, DateTimeOffset now)
    {
        var error =
            WhyNotRewrite()
            ?? (content.Slug is { } slug && slug != Slug && Status == CollectionStatus.Published ? PostErrors.SlugFixed : null)
            ?? Write(content, now);
        return error is null ? Result.Success : error;
    }

    public Error? WhyNotArrange() => WhyNotRewrite();

    /// <summary>Replaces its examples and their order.</summary>
    public Result Arrange(IReadOnlyList<CollectionItem> items, DateTimeOffset now)
    {
        if (WhyNotArrange() is { } error)
        {
            return error;
        }

        foreach (var (index, item) in items.Index())
        {
            if (items.Take(index).Any(x => x.Kind == item.Kind && x.Id == item.Id))
            {
                return CollectionErrors.ItemTwice(index);
            }
        }

        if (items.Count == 0 && Status == CollectionStatus.Published)
        {
            return CollectionErrors.Empty;
        }

        (Items, UpdatedAt) = (items, now);
        return Result.Success;
    }

    public Error? WhyNotPublish() =>
        Status switch
        {
            CollectionStatus.Published => CollectionErrors.AlreadyPublished,
            CollectionStatus.Withdrawn => CollectionErrors.Withdrawn,
            _ => Items.Count == 0 ? CollectionErrors.Empty : null,
        };

    public Result Publish(DateTimeOffset now)
    {
        if (WhyNotPublish() is { } error)
        {
            return error;
        }

        (Status, PublishedAt, UpdatedAt) = (CollectionStatus.Published, now, now);
        return Result.Success;
    }

    public Error? WhyNotWithdraw() =>
        Status switch
        {
            CollectionStatus.Draft => CollectionErrors.NotPublished,
            CollectionStatus.Withdrawn => CollectionErrors.Withdrawn,
            _ => null,
        };

    /// <summary>Takes it from the public, for good.</summary>
    public Result Withdraw(string reason)
    {
        if (WhyNotWithdraw() is { } error)
        {
            return error;
        }

        (Status, WithdrawalReason) = (CollectionStatus.Withdrawn, reason);
        return Result.Success;
    }

    private Error? Write(CollectionContent content, DateTimeOffset now)
    {
        var slug = content.Slug ?? Slug ?? PostSlug.Of(content.Editions[0].Title);
        if (EditionRules.WhyNotKeep(content.Editions, slug) is { } error)
        {
            return error;
        }

        (Slug, Editions, UpdatedAt) = (slug, content.Editions, now);
        return null;
    }
}
