using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.ReadCollections;

/// <summary>A collection as a list shows it.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Slug">Its name in addresses: it is read at <c>/collections/{slug}</c>.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Editions">Its titles and summaries; the first is the original.</param>
/// <param name="PublishedAt">When it became public; null for a draft.</param>
/// <param name="UpdatedAt">When what is read of it last changed.</param>
/// <param name="Version">Version, which is the ETag.</param>
public sealed record CollectionSummary(
    CollectionId Id,
    string Slug,
    CollectionStatus Status,
    IReadOnlyList<EditionSummary> Editions,
    DateTimeOffset? PublishedAt,
    DateTimeOffset UpdatedAt,
    int Version
)
{
    internal static CollectionSummary Of(CollectionOfExamples x) =>
        new(x.Id, x.Slug, x.Status, EditionSummary.Of(x.Editions), x.PublishedAt, x.UpdatedAt, x.Version);
}

/// <summary>Innovations and posts that the editors put together.</summary>
public sealed record CollectionModel
{
    /// <summary>Identifier.</summary>
    public required CollectionId Id { get; init; }

    /// <summary>Its name in addresses: it is read at <c>/collections/{slug}</c>.</summary>
    public required string Slug { get; init; }

    /// <summary>Where it stands.</summary>
    public required CollectionStatus Status { get; init; }

    /// <summary>Title, summary and introduction in each of its languages; the first is the original.</summary>
    public required IReadOnlyList<EditionModel> Editions { get; init; }

    /// <summary>Its examples in the editors' order: those that are public, and for editors and auditors the others as well.</summary>
    public required IReadOnlyList<CollectionItemModel> Items { get; init; }

    /// <summary>When it became public; null for a draft.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When its texts, or which examples it has, last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public string? WithdrawalReason { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The transitions that this caller may take now, and for each other one the code that says why not; absent for anonymous callers.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }
}

/// <summary>An example of a collection.</summary>
public sealed record CollectionItemModel
{
    /// <summary>What it is.</summary>
    public required CollectionItemKind Kind { get; init; }

    /// <summary>Id of the innovation or post.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether everybody sees it.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>A post's name in addresses; null of an innovation, and of what is not public.</summary>
    public string? Slug { get; init; }

    /// <summary>Its titles and summaries; of an innovation the one that it has, as French; none of what is not public.</summary>
    public required IReadOnlyList<EditionSummary> Editions { get; init; }

    /// <summary>When it became public.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>What the editors say of it in French.</summary>
    public string? NoteFr { get; init; }

    /// <summary>The same in English.</summary>
    public string? NoteEn { get; init; }
}
