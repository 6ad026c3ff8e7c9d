using System.Globalization;
using SocialInnovation.Domain.Blog;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Blog;

public sealed class BlogPostTests
{
    internal static readonly DateTimeOffset Now = DateTimeOffset.Parse("2031-03-01T09:00:00Z", CultureInfo.InvariantCulture);
    internal static readonly UserId Author = EntityId.New<UserId>();

    [Theory]
    [InlineData("Un jardin partagé à Épinal", "un-jardin-partage-a-epinal")]
    [InlineData("  L'œuf & la  poule ! ", "l-oeuf-la-poule")]
    [InlineData("2013 : 14 projets", "2013-14-projets")]
    [InlineData("Ærø ?!", "aer")]
    [InlineData("???", "")]
    [InlineData("日本", "")]
    public void Slug_OfATitle_HoldsPlainWords(string title, string slug) => Assert.Equal(slug, PostSlug.Of(title));

    [Fact]
    public void Slug_OfALongTitle_EndsWithAWord()
    {
        var slug = PostSlug.Of(string.Join(' ', Enumerable.Repeat("wort", 50)));
        Assert.Equal(string.Join('-', Enumerable.Repeat("wort", 20)), slug);
        Assert.Equal(PostSlug.MaxLength, PostSlug.Of(new string('a', 300)).Length);
    }

    [Fact]
    public void Draft_WithoutASlug_HasThatOfItsFirstTitle()
    {
        Assert.Equal("un-jardin", Draft(Content(null)).Slug);
        Assert.Equal("blog.slug-missing", BlogPost.Draft(new BlogPostId(), Content(null, Edition("!")), Author, Now).Error?.Code);
    }

    [Fact]
    public void Draft_WithALanguageTwice_IsRefusedAtTheSecond()
    {
        var error = BlogPost.Draft(new BlogPostId(), Content("x", Edition("A"), Edition("B")), Author, Now).Error;
        Assert.Equal(("blog.language-twice", "#/editions/1/language"), (error?.Code, error?.Pointer));
    }

    [Fact]
    public void Edition_InALanguageThatThereIsNot_IsTheOriginal()
    {
        var post = Draft(Content("x", Edition("A"), Edition("B", PostLanguage.En)));
        Assert.Equal("B", post.EditionIn(PostLanguage.En).Title);
        Assert.Equal("A", Draft(Content("x", Edition("A"))).EditionIn(PostLanguage.En).Title);
    }

    [Fact]
    public void Scheduled_BecomesPublic_AtTheInstantItself()
    {
        var post = Draft(Content("x"));
        var at = Now.AddHours(1);
        Assert.Null(post.Schedule(at, Now).Error);
        Assert.Equal(PostStatus.Scheduled, post.StatusAt(at.AddTicks(-1)));
        Assert.Equal(PostStatus.Published, post.StatusAt(at));
        Assert.False(post.RecordPublication(at.AddTicks(-1)));
        Assert.Equal(PostStatus.Scheduled, post.Status);
        Assert.True(post.RecordPublication(at));
        Assert.Equal(PostStatus.Published, post.Status);
        Assert.False(post.RecordPublication(at));
        Assert.Equal(at, post.ChangedAt);
    }

    [Fact]
    public void Schedule_ForNowOrBefore_IsRefused()
    {
        Assert.Equal("blog.scheduled-in-the-past", Draft(Content("x")).Schedule(Now, Now).Error?.Code);
        Assert.Null(Draft(Content("x")).Schedule(Now.AddTicks(1), Now).Error);
    }

    [Fact]
    public void Schedule_CanBeMoved_UntilItHasPassed()
    {
        var post = Draft(Content("x"));
        post.Schedule(Now.AddHours(1), Now);
        Assert.Null(post.Schedule(Now.AddHours(2), Now).Error);
        Assert.Equal("blog.already-published", post.Schedule(Now.AddHours(4), Now.AddHours(3)).Error?.Code);
        Assert.Equal("blog.already-published", post.Publish(Now.AddHours(3)).Error?.Code);
    }

    [Fact]
    public void Withdrawn_IsWithdrawnForGood()
    {
        var post = Draft(Content("x"));
        Assert.Equal("blog.not-published", post.Withdraw("Why").Error?.Code);
        post.Publish(Now);
        Assert.Null(post.Withdraw("Why").Error);
        foreach (
            var refused in new[]
            {
                post.Publish(Now),
                post.Schedule(Now.AddDays(1), Now),
                post.Withdraw("Why"),
                post.Rewrite(Content("x"), Now),
            }
        )
        {
            Assert.Equal("blog.post-withdrawn", refused.Error?.Code);
        }
    }

    [Fact]
    public void Rewritten_KeepsItsAddress_OncePublic()
    {
        var post = Draft(Content("x"));
        Assert.Null(post.Rewrite(Content("y"), Now).Error);
        post.Publish(Now);
        Assert.Equal("blog.slug-fixed", post.Rewrite(Content("z"), Now).Error?.Code);
        Assert.Null(post.Rewrite(Content("y", Edition("New")), Now.AddDays(1)).Error);
        Assert.Null(post.Rewrite(Content(null, Edition("Newer")), Now.AddDays(2)).Error);
        Assert.Equal(("y", Now.AddDays(2)), (post.Slug, post.ChangedAt));
    }

    [Fact]
    public void Tags_StandOnce_InOrder() => Assert.Equal(["a", "b"], Draft(Content("x") with { Tags = ["b", "a", "b"] }).Tags);

    internal static BlogPost Draft(PostContent content) => BlogPost.Draft(EntityId.New<BlogPostId>(), content, Author, Now).Value;

    internal static PostContent Content(string? slug, params PostEdition[] editions) =>
        new(slug, editions.Length == 0 ? [Edition("Un jardin")] : editions, [], "Élise", CommentModeration.Before);

    private static PostEdition Edition(string title, PostLanguage language = PostLanguage.Fr) => new(language, title, "Summary", "Body");
}
