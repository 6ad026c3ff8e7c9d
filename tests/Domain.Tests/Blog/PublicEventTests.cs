using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Domain.Tests.Blog;

public sealed class PublicEventTests
{
    private static readonly DateTimeOffset Now = BlogPostTests.Now;
    private static readonly EventPlace Hall = new("Salle des fêtes", null, "88160", "Épinal", null, null);
    private static readonly EventTime Evening = new(Now.AddDays(9), Now.AddDays(9).AddHours(2), null, null);

    [Fact]
    public void Draft_HasTheNameOfItsFirstTitle_AndItsTagsInOrder()
    {
        var drafted = Drafted(Content() with { Tags = ["b", "a", "b"] });

        Assert.Equal(("fete-du-jardin", PublicEventStatus.Draft), (drafted.Slug, drafted.Status));
        Assert.Equal(["a", "b"], drafted.Tags);
        Assert.Equal(("88160", "88"), (drafted.CommuneCode, drafted.Department));
    }

    [Theory]
    [InlineData("97411", "974")]
    [InlineData("2A004", "2A")]
    public void Department_IsThatOfTheCommune(string commune, string department) =>
        Assert.Equal(department, Drafted(Content() with { Place = Hall with { CommuneCode = commune } }).Department);

    [Fact]
    public void Draft_AgainstARule_IsRefused()
    {
        Assert.Equal("blog.event-ends-early", Refused(Content() with { Time = Evening with { EndsAt = Evening.StartsAt } }));
        Assert.Equal("blog.event-nowhere", Refused(Content() with { Place = null }));
        Assert.Equal("blog.coordinates-incomplete", Refused(Content() with { Place = Hall with { Latitude = 48m } }));
        Assert.Equal("blog.slug-missing", Refused(Content() with { Editions = [Edition("?")] }));
        Assert.Equal("blog.language-twice", Refused(Content() with { Editions = [Edition("A"), Edition("B")] }));
        Assert.Null(Drafted(Content() with { Place = null, OnlineUrl = "https://meet.example" }).Place);
    }

    [Fact]
    public void Published_KeepsItsAddress_AndCanBeRewritten()
    {
        var shown = Published();

        Assert.Equal("blog.slug-fixed", shown.Rewrite(Content() with { Slug = "another" }, Now).Error?.Code);
        Assert.Null(shown.Rewrite(Content() with { Organiser = "The town" }, Now.AddDays(1)).Error);
        Assert.Equal(("The town", Now.AddDays(1), Now), (shown.Organiser, shown.UpdatedAt, shown.PublishedAt));
        Assert.Equal("blog.event-already-published", shown.Publish(Now).Error?.Code);
    }

    [Fact]
    public void Draft_IsNotCancelled_AsNobodyWasTold() =>
        Assert.Equal("blog.event-not-published", Drafted(Content()).Cancel("Rain", Now).Error?.Code);

    [Fact]
    public void Cancelled_StaysAsItIs()
    {
        var shown = Published();
        Assert.Null(shown.Cancel("Rain", Now).Error);

        Assert.Equal((PublicEventStatus.Cancelled, "Rain"), (shown.Status, shown.CancellationReason));
        Assert.All(
            [shown.Cancel("Snow", Now), shown.Publish(Now), shown.Rewrite(Content(), Now)],
            x => Assert.Equal("blog.event-cancelled", x.Error?.Code)
        );
    }

    private static EventContent Content() => new(null, [Edition("Fête du jardin")], [], "The region", Evening, Hall, null, null);

    private static PostEdition Edition(string title) => new(PostLanguage.Fr, title, "Summary", "Body");

    private static string? Refused(EventContent content) => PublicEvent.Draft(new PublicEventId(), content, Now).Error?.Code;

    private static PublicEvent Drafted(EventContent content) => PublicEvent.Draft(new PublicEventId(), content, Now).Value;

    private static PublicEvent Published()
    {
        var shown = Drafted(Content());
        Assert.Null(shown.Publish(Now).Error);
        return shown;
    }
}
