using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Calls.Events;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Calls;

/// <summary>What a draft must satisfy at once, and each guard of its publication alone.</summary>
public sealed class CallTermsTests
{
    private static readonly Dictionary<string, (Func<CallTerms, CallTerms> Vary, string Code, string Pointer)> Faults = new()
    {
        ["no time zone"] = (x => x with { TimeZone = "Europe/Metz" }, "unknown-time-zone", "#/timeZone"),
        ["a time zone of another list"] = (x => x with { TimeZone = "Romance Standard Time" }, "unknown-time-zone", "#/timeZone"),
        ["a scale of one mark"] = (x => x with { Criteria = [x.Criteria[0], Risk(3, 3)] }, "scale-empty", "#/criteria/1/maximumMark"),
        ["a scale turned round"] = (x => x with { Criteria = [x.Criteria[0], Risk(5, 0)] }, "scale-empty", "#/criteria/1/maximumMark"),
        ["a level beside the scale"] = (
            x => x with { Criteria = [Leveled(new CriterionLevel(3, null, "Fair."), new CriterionLevel(6, null, "More than all."))] },
            "level-outside-scale",
            "#/criteria/0/levels/1/mark"
        ),
        ["a level twice"] = (
            x => x with { Criteria = [Leveled(new CriterionLevel(3, null, "Fair."), new CriterionLevel(3, null, "Good."))] },
            "level-twice",
            "#/criteria/0/levels/1/mark"
        ),
        ["a level without the name that others have"] = (
            x => x with { Criteria = [Leveled(new CriterionLevel(0, "none", null), new CriterionLevel(5, null, "Good."))] },
            "levels-partly-named",
            "#/criteria/0/levels/1/name"
        ),
        ["a minimum of its own beside the scale"] = (
            x => x with { Criteria = [x.Criteria[0], Risk(1, 5) with { EliminatoryMinimum = 0 }] },
            "eliminatory-minimum-outside-scale",
            "#/criteria/1/eliminatoryMinimum"
        ),
        ["a tie-break without criterion"] = (x => x with { TieBreaks = ["effects", "beauty"] }, "unknown-tie-break", "#/tieBreaks/1"),
        ["a tie-break in other case"] = (x => x with { TieBreaks = ["submittedat"] }, "unknown-tie-break", "#/tieBreaks/0"),
        ["a policy that is for comparison"] = (
            x => x with { AllocationPolicy = new AllocationPolicy("equal-shares", WhenExceeded.Skip) },
            "unknown-policy",
            "#/allocationPolicy/name"
        ),
        ["bands without bands"] = (
            x => x with { AllocationPolicy = new AllocationPolicy("bands", WhenExceeded.Skip) },
            "bands-misplaced",
            "#/allocationPolicy/bands"
        ),
        ["bands for another policy"] = (
            x => x with { AllocationPolicy = Bands("ranked", 60) },
            "bands-misplaced",
            "#/allocationPolicy/bands"
        ),
        ["a band twice"] = (x => x with { AllocationPolicy = Bands("bands", 60, 60) }, "band-twice", "#/allocationPolicy/bands"),
        ["sign-off without visa"] = (
            x => x with { SignOffSteps = [SignOffStep.ProgrammeManager, SignOffStep.Decision] },
            "sign-off-steps-invalid",
            "#/signOffSteps"
        ),
        ["sign-off that ends before the decision"] = (
            x => x with { SignOffSteps = [SignOffStep.ProgrammeManager, SignOffStep.Decision, SignOffStep.BudgetVisa] },
            "sign-off-steps-invalid",
            "#/signOffSteps"
        ),
        ["a criterion twice"] = (x => x with { Criteria = [x.Criteria[0], x.Criteria[0]] }, "duplicate-code", "#/criteria"),
        ["a category twice"] = (x => x with { ExpenseCategories = ["a", "b", "a"] }, "duplicate-code", "#/expenseCategories"),
        ["a theme twice"] = (x => x with { Themes = ["a", "a"] }, "duplicate-code", "#/themes"),
        ["a document twice"] = (
            x => x with { Documents = [.. x.Documents, new DocumentRequirement("statutes", DocumentDue.Completion)] },
            "duplicate-code",
            "#/documents"
        ),
        ["a question twice"] = (x => x with { Questions = [.. x.Questions, .. x.Questions] }, "duplicate-code", "#/questions"),
        ["a rule twice"] = (
            x => x with { EligibilityRules = [.. x.EligibilityRules, .. x.EligibilityRules] },
            "duplicate-code",
            "#/eligibilityRules"
        ),
        ["an exemption without reference"] = (
            x => x with { StateAidBasis = StateAidBasis.Exempted },
            "state-aid-reference-missing",
            "#/stateAidReference"
        ),
        ["an exemption with a blank reference"] = (
            x => x with { StateAidBasis = StateAidBasis.Exempted, StateAidReference = " " },
            "state-aid-reference-missing",
            "#/stateAidReference"
        ),
        ["a reference without exemption"] = (
            x => x with { StateAidReference = "SA.1" },
            "state-aid-reference-unwanted",
            "#/stateAidReference"
        ),
        ["a tie-break twice"] = (x => x with { TieBreaks = ["reference", "reference"] }, "duplicate-code", "#/tieBreaks"),
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void Terms_ThatDoNotFitTogether_AreRefusedOfADraft_AndOfItsReplacement(string fault)
    {
        var (vary, code, pointer) = Faults[fault];
        var call = ACall.Draft();

        var drafted = ACall.Try(vary(ACall.Terms)).Error;
        var replaced = call.ReplaceTerms(vary(ACall.Terms with { Title = "Another title" })).Error;

        Assert.Equal(($"calls.{code}", pointer), (drafted?.Code, drafted?.Pointer));
        Assert.Equal(($"calls.{code}", pointer), (replaced?.Code, replaced?.Pointer));
        Assert.Equal(ACall.Terms.Title, call.Title);
    }

    [Theory]
    [InlineData(59, "calls.weights-not-hundred")]
    [InlineData(60, null)]
    [InlineData(61, "calls.weights-not-hundred")]
    public void Publish_NeedsWeightsThatSumToAHundred(int weight, string? code)
    {
        var terms = ACall.Terms with { Criteria = [ACall.Terms.Criteria[0] with { Weight = weight }, ACall.Terms.Criteria[1]] };

        AssertPublication(terms, ACall.Envelope, ACall.BeforeOpening, code);
    }

    [Theory]
    [InlineData(-1, "calls.closing-not-after-opening")]
    [InlineData(0, "calls.closing-not-after-opening")]
    [InlineData(1, null)]
    public void Publish_NeedsAClosingAfterTheOpening(int ticks, string? code)
    {
        // The same instants in two offsets: what counts is the instant, not its spelling.
        var terms = ACall.Terms with
        {
            ClosesAt = ACall.OpensAt.AddTicks(ticks).ToOffset(TimeSpan.FromHours(-5)),
        };

        AssertPublication(terms, ACall.Envelope, ACall.BeforeOpening, code);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "calls.closing-passed")]
    public void Publish_NeedsAClosingThatHasNotPassed(int ticks, string? code) =>
        AssertPublication(ACall.Terms, ACall.Envelope, ACall.ClosesAt.AddTicks(ticks), code);

    [Fact]
    public void Publish_WithoutAnEnvelope_IsRefused() =>
        AssertPublication(ACall.Terms, null, ACall.BeforeOpening, "calls.envelope-missing");

    [Theory]
    [InlineData("44999.99", "calls.ceiling-above-envelope")]
    [InlineData("45000.00", null)]
    [InlineData("0.00", "calls.ceiling-above-envelope")]
    public void Publish_NeedsACeilingWithinTheEnvelope_ToTheCent(string envelope, string? code) =>
        AssertPublication(
            ACall.Terms,
            new Money(decimal.Parse(envelope, System.Globalization.CultureInfo.InvariantCulture)),
            ACall.BeforeOpening,
            code
        );

    [Fact]
    public void Draft_NamesItsCreatorFirst_AndNobodyTwice()
    {
        var call = ACall.Draft(ACall.Terms with { Managers = [ACall.Other, ACall.Creator, ACall.Other] });
        Assert.Equal([ACall.Creator, ACall.Other], call.Managers);

        Assert.Null(call.ReplaceTerms(ACall.Terms with { Managers = [] }).Error);

        Assert.True(call.Names(ACall.Creator));
        Assert.False(call.Names(ACall.Other));
    }

    private static void AssertPublication(CallTerms terms, Money? envelope, DateTimeOffset now, string? code)
    {
        var call = ACall.Draft(terms);

        Assert.Equal(code, call.Publish(envelope, now).Error?.Code);

        if (code is null)
        {
            Assert.Equal((CallStatus.Published, now), (call.Status, call.PublishedAt));
            Assert.Equal(new CallPublished(call.Id, "CALL-1", now), Assert.Single(call.DomainEvents));
        }
        else
        {
            Assert.Equal((CallStatus.Draft, null), (call.Status, call.PublishedAt));
            Assert.Empty(call.DomainEvents);
        }
    }

    private static AllocationPolicy Bands(string policy, params int[] scores) =>
        new(policy, WhenExceeded.Skip) { Bands = [.. scores.Select(x => new ScoreBand(new Percentage(x), new Percentage(80)))] };

    private static Criterion Leveled(params CriterionLevel[] levels) => new("effects", "Positive effects", 60, 0, 5) { Levels = levels };

    private static Criterion Risk(int minimum, int maximum) => new("risk", "Risk-taking", 40, minimum, maximum);
}
