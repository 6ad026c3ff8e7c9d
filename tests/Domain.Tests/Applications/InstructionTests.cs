using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Applications;

public sealed class InstructionTests
{
    private static readonly DateTimeOffset Late = AnApplication.Deadline.AddTicks(1);

    [Fact]
    public void Completion_AtTheVeryDeadline_IsInTime()
    {
        var application = AnApplication.In(ApplicationState.CompletionRequested);

        Assert.Equal(ApplicationState.CompletionRequested, application.StateAt(AnApplication.Deadline));
        Assert.Null(application.WhyNotAddDocument(AnApplication.Deadline));
        Assert.Null(application.Complete(AnApplication.Deadline).Error);
    }

    [Fact]
    public void Completion_AfterTheDeadline_IsSubmittedWithoutAnybodySayingSo()
    {
        var application = AnApplication.In(ApplicationState.CompletionRequested);

        Assert.Equal(ApplicationState.Submitted, application.StateAt(Late));
        Assert.Equal("applications.no-completion-requested", application.Complete(Late).Error?.Code);
        Assert.Equal("applications.documents-closed", application.AddDocument(AnApplication.Document("accounts", Late)).Error?.Code);
        Assert.Null(application.DecideAdmissibility(AnApplication.Admissible(Late)).Error);
        Assert.Equal(ApplicationState.Admissible, application.State);
        Assert.Null(application.CompletionDeadline);
    }

    [Fact]
    public void RecordDeadline_ChangesNothingThatAReaderSees()
    {
        var application = AnApplication.In(ApplicationState.CompletionRequested);
        Assert.Null(application.AddDocument(AnApplication.Document("accounts", AnApplication.Deadline)).Error);
        Assert.False(application.RecordDeadline(AnApplication.Deadline));
        var (state, versions) = (application.StateAt(Late), application.VersionsAt(Late));

        Assert.True(application.RecordDeadline(Late.AddDays(3)));

        Assert.Equal(state, application.State);
        Assert.Equal(versions, application.Versions);
        Assert.Equal(AnApplication.Deadline, application.Versions[^1].SubmittedAt);
        Assert.Equal([2, 3], application.Versions.Select(x => x.Documents.Count));
        Assert.False(application.RecordDeadline(Late.AddDays(4)));
    }

    [Fact]
    public void RecordDeadline_WhenNothingCameIn_KeepsNoVersion()
    {
        var application = AnApplication.In(ApplicationState.CompletionRequested);

        Assert.True(application.RecordDeadline(Late));

        Assert.Single(application.Versions);
    }

    [Fact]
    public void RequestCompletion_AfterAFormerOneLapsed_KeepsWhatCameInForIt()
    {
        var application = AnApplication.In(ApplicationState.CompletionRequested);
        Assert.Null(application.AddDocument(AnApplication.Document("accounts", AnApplication.Deadline)).Error);

        var again = application.RequestCompletion(["minutes"], null, Late.AddDays(7), default, Late);

        Assert.Null(again.Error);
        Assert.Equal(2, application.Versions.Count);
        Assert.Equal(Late.AddDays(7), application.CompletionDeadline);
        Assert.Equal("applications.document-not-requested", application.AddDocument(AnApplication.Document("accounts", Late)).Error?.Code);
        Assert.Null(application.AddDocument(AnApplication.Document("minutes", Late)).Error);
    }

    [Fact]
    public void RequestCompletion_NeedsADeadlineAhead()
    {
        var application = AnApplication.In(ApplicationState.Submitted);

        Assert.Equal("applications.deadline-not-ahead", AnApplication.AskFor(application, "accounts", AnApplication.Deadline).Error?.Code);
        Assert.Equal(ApplicationState.Submitted, application.State);
        Assert.Null(AnApplication.AskFor(application, "accounts", AnApplication.Deadline.AddTicks(-1)).Error);
    }

    public static TheoryData<string, InadmissibilityGround> Reasons
    {
        get
        {
            var data = new TheoryData<string, InadmissibilityGround>();
            foreach (var (reason, ground) in InadmissibilityReasons.All)
            {
                data.Add(reason, ground);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Decide_Inadmissible_TakesAReasonWithItsOwnGroundOnly(string reason, InadmissibilityGround ground)
    {
        var other = ground == InadmissibilityGround.Completeness ? InadmissibilityGround.Eligibility : InadmissibilityGround.Completeness;

        Assert.Null(Decide(AnApplication.Inadmissible(ground, reason)));
        Assert.Equal("applications.unknown-reason", Decide(AnApplication.Inadmissible(other, reason)));
        Assert.Equal("applications.unknown-reason", Decide(AnApplication.Inadmissible(null, reason)));
        Assert.Equal("applications.unknown-reason", Decide(AnApplication.Inadmissible(ground, null)));
    }

    [Fact]
    public void Decide_Admissible_TakesNoReason() =>
        Assert.Equal("applications.reason-unexpected", Decide(AnApplication.Admissible() with { Reason = "legal-form" }));

    [Fact]
    public void Decide_HoldsTheEligibleCostsWithinEachCategorysCosts_ToTheCent()
    {
        Assert.Null(Eligible(("investment", 30_000m), ("communication", 10_000m)));
        Assert.Null(Eligible(("communication", 0m)));
        Assert.Equal("applications.eligible-above-costs", Eligible(("investment", 30_000.01m)));
        Assert.Equal("applications.eligible-above-costs", Eligible(("investment", 15_000m), ("investment", 15_000.01m)));
        Assert.Equal("applications.eligible-above-costs", Eligible(("travel", 0m)));

        static string? Eligible(params (string Category, decimal Amount)[] costs) =>
            Decide(AnApplication.Admissible(null, [.. costs.Select(x => new CategoryCost(x.Category, new Money(x.Amount)))]));
    }

    [Fact]
    public void RemoveDocument_ThatIsNotThere_IsNotFound() =>
        Assert.Equal("applications.document-not-found", AnApplication.Draft().RemoveDocument(Guid.CreateVersion7()).Error?.Code);

    private static string? Decide(AdmissibilityDecision decision)
    {
        var application = AnApplication.In(ApplicationState.Submitted);
        var code = application.DecideAdmissibility(decision).Error?.Code;
        Assert.Equal(code is not null, application.State == ApplicationState.Submitted);
        return code;
    }
}
