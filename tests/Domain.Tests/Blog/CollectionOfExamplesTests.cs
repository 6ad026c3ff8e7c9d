using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Domain.Tests.Blog;

public sealed class CollectionOfExamplesTests
{
    private static readonly DateTimeOffset Now = BlogPostTests.Now;
    private static readonly CollectionItem First = new(
        CollectionItemKind.Post,
        Guid.Parse("0193a7a0-0000-7000-8000-000000000001"),
        null,
        null
    );

    [Fact]
    public void Draft_HasTheNameOfItsFirstTitle_AndNoExample()
    {
        var drafted = Drafted();

        Assert.Equal(("comment-innovent-les-entreprises", CollectionStatus.Draft), (drafted.Slug, drafted.Status));
        Assert.Empty(drafted.Items);
        Assert.Equal("blog.collection-empty", drafted.Publish(Now).Error?.Code);
        Assert.Equal("blog.collection-not-published", drafted.Withdraw("Old").Error?.Code);
    }

    [Fact]
    public void Arranged_KeepsTheOrder_AndHasEachExampleOnce()
    {
        var collection = Drafted();
        var second = First with { Kind = CollectionItemKind.Innovation };

        Assert.Null(collection.Arrange([second, First], Now.AddDays(1)).Error);

        Assert.Equal([second, First], collection.Items);
        Assert.Equal(Now.AddDays(1), collection.UpdatedAt);
        var error = collection.Arrange([second, First, First with { NoteFr = "Encore" }], Now).Error;
        Assert.Equal(("blog.item-twice", "#/items/2"), (error?.Code, error?.Pointer));
    }

    [Fact]
    public void Published_KeepsItsAddress_AndAnExample()
    {
        var collection = Published();

        Assert.Equal("blog.slug-fixed", collection.Rewrite(Content("another"), Now).Error?.Code);
        Assert.Equal("blog.collection-empty", collection.Arrange([], Now).Error?.Code);
        Assert.Equal("blog.collection-already-published", collection.Publish(Now).Error?.Code);
        Assert.Null(collection.Rewrite(Content(null), Now).Error);
        Assert.Single(collection.Items);
    }

    [Fact]
    public void Withdrawn_StaysAsItIs()
    {
        var collection = Published();
        Assert.Null(collection.Withdraw("Old").Error);

        Assert.Equal((CollectionStatus.Withdrawn, "Old"), (collection.Status, collection.WithdrawalReason));
        Assert.All(
            [
                collection.Withdraw("Older"),
                collection.Publish(Now),
                collection.Rewrite(Content(null), Now),
                collection.Arrange([First], Now),
            ],
            x => Assert.Equal("blog.collection-withdrawn", x.Error?.Code)
        );
    }

    private static CollectionContent Content(string? slug) =>
        new(slug, [new PostEdition(PostLanguage.Fr, "Comment innovent les entreprises", "Summary", "Body")]);

    private static CollectionOfExamples Drafted() => CollectionOfExamples.Draft(new CollectionId(), Content(null), Now).Value;

    private static CollectionOfExamples Published()
    {
        var collection = Drafted();
        Assert.Null(collection.Arrange([First], Now).Error);
        Assert.Null(collection.Publish(Now).Error);
        return collection;
    }
}
