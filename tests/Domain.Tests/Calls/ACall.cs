using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Calls;

/// <summary>Builds calls by the transitions that lead to each state.</summary>
internal static class ACall
{
    public static readonly DateTimeOffset OpensAt = new(2013, 9, 2, 9, 0, 0, TimeSpan.FromHours(2));
    public static readonly DateTimeOffset ClosesAt = new(2013, 10, 31, 17, 0, 0, TimeSpan.FromHours(1));
    public static readonly DateTimeOffset BeforeOpening = OpensAt.AddDays(-10);
    public static readonly DateTimeOffset AfterClosing = ClosesAt.AddDays(1);
    public static readonly Money Envelope = new(230_000);
    public static readonly UserId Creator = new(new Guid("00000000-0000-7000-8000-000000000009"));
    public static readonly UserId Other = new(new Guid("00000000-0000-7000-8000-00000000000a"));

    public static CallTerms Terms { get; } =
        new()
        {
            Title = "Social innovation",
            Description = "Investment, job creation, communication.",
            OpensAt = OpensAt,
            ClosesAt = ClosesAt,
            TimeZone = "Europe/Paris",
            GrantCeiling = new Money(45_000),
            MaximumAidRate = new Percentage(50),
            ExpenseCategories = ["investment", "communication"],
            Themes = ["culture"],
            EligibilityRules = [new EligibilityRule("territory", ["54", "55", "57", "88"], EligibilityEffect.ForTheInstructor)],
            Documents = [new DocumentRequirement("statutes", DocumentDue.Submission)],
            Questions = [new Question("why", "Why?", true)],
            Criteria = [new Criterion("effects", "Positive effects", 60, 0, 5), new Criterion("risk", "Risk-taking", 40, 0, 5)],
            MinimumScore = new Percentage(60),
            MinimumSheets = 3,
            TieBreaks = ["effects", TieBreak.SubmittedAt, TieBreak.Reference],
            AllocationPolicy = new AllocationPolicy(AllocationPolicy.Ranked, WhenExceeded.Skip),
            StateAidBasis = StateAidBasis.DeMinimis,
            Managers = [Other],
        };

    public static Result<CallForProjects> Try(CallTerms terms) =>
        CallForProjects.Draft(new CallId(new Guid("00000000-0000-7000-8000-000000000001")), "CALL-1", terms, Creator);

    public static CallForProjects Draft(CallTerms? terms = null)
    {
        var call = Try(terms ?? Terms);
        Assert.Null(call.Error);
        return call.Value;
    }

    public static CallForProjects In(CallStatus status)
    {
        var call = Draft();
        if (status == CallStatus.Draft)
        {
            return call;
        }

        if (status == CallStatus.Cancelled)
        {
            Succeed(call.Cancel(CallCancellationReason.Abandoned, "No money.", BeforeOpening));
            return call;
        }

        Succeed(call.Publish(Envelope, BeforeOpening));
        if (status == CallStatus.Published)
        {
            return call;
        }

        Assert.True(call.RecordClosing(AfterClosing));
        if (status == CallStatus.Closed)
        {
            return call;
        }

        Succeed(call.Decide(AfterClosing));
        if (status == CallStatus.Archived)
        {
            Succeed(call.Archive(grantsHaveEnded: true));
        }

        return call;
    }

    private static void Succeed(Result result) => Assert.Null(result.Error);
}
