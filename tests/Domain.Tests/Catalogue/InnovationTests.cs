using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Catalogue;

public sealed class InnovationTests
{
    private static readonly InnovationVersionId Version = new(new Guid("00000000-0000-7000-8000-00000000000c"));

    [Theory]
    [InlineData(InnovationStatus.Draft, "catalogue.innovation-not-in-review", "catalogue.innovation-not-published")]
    [InlineData(InnovationStatus.InReview, null, "catalogue.innovation-not-published")]
    [InlineData(InnovationStatus.Published, "catalogue.innovation-not-in-review", null)]
    [InlineData(InnovationStatus.Withdrawn, "catalogue.innovation-not-in-review", "catalogue.innovation-not-published")]
    public void Review_IsOfWhatIsInReview_AndRevisionOfWhatIsPublished(InnovationStatus status, string? review, string? revision)
    {
        Assert.Equal(review, AnInnovation.In(status).Return("Too short.").Error?.Code);
        Assert.Equal(review, AnInnovation.In(status).Publish(Version, AnInnovation.Editor, AnInnovation.At).Error?.Code);
        Assert.Equal(revision, AnInnovation.In(status).Revise().Error?.Code);
    }

    [Theory]
    [InlineData(InnovationStatus.InReview)]
    [InlineData(InnovationStatus.Published)]
    [InlineData(InnovationStatus.Withdrawn)]
    public void Writing_IsForDrafts(InnovationStatus status)
    {
        var innovation = AnInnovation.In(status);
        var other = AnInnovation.Content with { Title = "Another" };

        Assert.Equal(InnovationErrors.NotDraft, innovation.Replace(other, AnInnovation.Author).Error);
        Assert.Equal(InnovationErrors.NotDraft, innovation.Submit(AnInnovation.Author).Error);
        Assert.Equal("Shared workshop", innovation.Content.Title);
    }

    [Fact]
    public void Submission_NamesWhatAReaderWouldMiss()
    {
        var innovation = AnInnovation.Draft(AnInnovation.Content with { Summary = " ", Story = null, Places = [] });

        var refused = innovation.Submit(AnInnovation.Author).Error!;

        Assert.Equal("catalogue.innovation-incomplete", refused.Code);
        Assert.Equal("summary, story, places", refused.Arguments["missing"]);
        Assert.Equal(InnovationStatus.Draft, innovation.Status);
    }

    [Fact]
    public void WhoeverWroteOrSubmitted_DoesNotPublish()
    {
        var innovation = AnInnovation.In(InnovationStatus.InReview);

        foreach (var user in new[] { AnInnovation.Author, AnInnovation.Submitter })
        {
            Assert.Equal(InnovationErrors.OwnWork, innovation.Publish(Version, user, AnInnovation.At).Error);
        }

        Assert.False(innovation.Publish(Version, AnInnovation.Editor, AnInnovation.At).IsFailure);
    }

    [Fact]
    public void Publication_MakesTheNextVersion_AndARevisionLeavesItAsItWas()
    {
        var innovation = AnInnovation.In(InnovationStatus.InReview);
        var first = AnInnovation.Publish(innovation);
        Assert.False(innovation.Revise().IsFailure);
        Assert.False(innovation.Replace(AnInnovation.Content with { Title = "Renamed" }, AnInnovation.Submitter).IsFailure);
        Assert.Equal((1, InnovationStatus.Draft), (innovation.PublishedVersion, innovation.Status));
        Assert.False(innovation.Submit(AnInnovation.Submitter).IsFailure);

        // Who wrote the first version did not write the second.
        var second = innovation.Publish(Version, AnInnovation.Author, AnInnovation.At.AddDays(1)).Value;

        Assert.Equal((1, "Shared workshop"), (first.Number, first.Content.Title));
        Assert.Equal((2, "Renamed", innovation.Id), (second.Number, second.Content.Title, second.InnovationId));
        Assert.Equal((2, AnInnovation.At.AddDays(1)), (innovation.PublishedVersion, innovation.PublishedAt));
    }

    [Fact]
    public void Return_KeepsItsReason_UntilTheNextSubmission()
    {
        var innovation = AnInnovation.In(InnovationStatus.InReview);
        Assert.False(innovation.Return("Where is the evidence?").IsFailure);
        Assert.Equal((InnovationStatus.Draft, "Where is the evidence?"), (innovation.Status, innovation.ReturnReason));

        Assert.False(innovation.Submit(AnInnovation.Author).IsFailure);

        Assert.Null(innovation.ReturnReason);
    }

    [Theory]
    [InlineData(InnovationStatus.Draft)]
    [InlineData(InnovationStatus.InReview)]
    [InlineData(InnovationStatus.Published)]
    public void Withdrawal_IsForGood(InnovationStatus status)
    {
        var innovation = AnInnovation.In(status);
        Assert.False(innovation.Withdraw("Over.").IsFailure);
        Assert.Equal((InnovationStatus.Withdrawn, "Over."), (innovation.Status, innovation.WithdrawalReason));
        Assert.Equal(InnovationErrors.AlreadyWithdrawn, innovation.Withdraw("Again.").Error);
    }

    [Fact]
    public void Departments_AreThoseOfThePlaces_EachOnce()
    {
        var overseas = new InnovationPlace("97105", "Basse-Terre", null, null);
        var corsica = new InnovationPlace("2A004", "Ajaccio", null, null);

        Assert.Equal(["54", "57"], AnInnovation.Draft().Departments);
        Assert.Equal(["2A", "971"], AnInnovation.Draft(AnInnovation.Content with { Places = [overseas, corsica] }).Departments);
    }

    [Fact]
    public void Content_HasWholeCoordinates_PeriodsThatEnd_AndThemesOnce()
    {
        var half = new InnovationPlace("57463", "Metz", 49m, null);
        var backwards = new InnovationResult("Jobs", 3, "jobs", new DateOnly(2014, 2, 1), new DateOnly(2014, 1, 31), "Payroll.", null);
        var oneDay = backwards with { Until = new DateOnly(2014, 2, 1) };

        Assert.Equal("#/places/1", Refusal(AnInnovation.Content with { Places = [AnInnovation.Content.Places[0], half] }).Pointer);
        Assert.Equal(InnovationErrors.PeriodInvalid(1), Refusal(AnInnovation.Content with { Results = [oneDay, backwards] }));
        Assert.Equal(InnovationErrors.ThemeRepeated(2), Refusal(AnInnovation.Content with { Themes = ["culture", "housing", "culture"] }));
    }

    private static Error Refusal(InnovationContent content) => AnInnovation.Draft().Replace(content, AnInnovation.Author).Error!;
}
