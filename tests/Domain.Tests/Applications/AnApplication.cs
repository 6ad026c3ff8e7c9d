using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Applications;

/// <summary>Builds grant applications by the transitions that lead to each state.</summary>
internal static class AnApplication
{
    public static readonly DateTimeOffset OpensAt = new(2013, 9, 2, 9, 0, 0, TimeSpan.FromHours(2));
    public static readonly DateTimeOffset ClosesAt = new(2013, 10, 31, 17, 0, 0, TimeSpan.FromHours(1));
    public static readonly DateTimeOffset WhileOpen = OpensAt.AddDays(10);
    public static readonly DateTimeOffset Deadline = ClosesAt.AddDays(14);
    public static readonly DateTimeOffset Decided = ClosesAt.AddDays(40);
    public static readonly DateOnly ListEnd = new(2014, 6, 30);

    private static readonly UserId Instructor = new(new Guid("00000000-0000-7000-8000-000000000009"));

    public static SubmissionTerms Terms { get; } =
        new(
            OpensAt,
            ClosesAt,
            new Money(45_000),
            new Percentage(50),
            ["statutes", "budget"],
            ["why"],
            [
                ["54", "55", "57", "88"],
            ]
        );

    public static ApplicationContent Content { get; } =
        new()
        {
            Siret = "73282932000074",
            ProjectTitle = "Ressourcerie",
            Theme = "culture",
            Initiator = Initiator.Private,
            CommuneCode = "57227",
            Commune = "Forbach",
            Plan = new FinancingPlan(
                [new("investment", new Money(30_000)), new("communication", new Money(10_000))],
                new Money(20_000),
                new Money(15_000),
                new Money(5_000)
            ),
            DeclaredAid = Money.Zero,
            Answers = new Dictionary<string, string> { ["why"] = "Because." },
        };

    public static GrantApplication In(ApplicationState state)
    {
        var application = Draft();
        switch (state)
        {
            case ApplicationState.Draft:
                return application;
            case ApplicationState.Withdrawn:
                Succeed(application.Withdraw(WhileOpen));
                return application;
            case ApplicationState.CallCancelled:
                application.EndWithCall(WhileOpen);
                return application;
        }

        Succeed(application.Submit(Terms, 1, WhileOpen));
        switch (state)
        {
            case ApplicationState.Submitted:
                return application;
            case ApplicationState.CompletionRequested:
                Succeed(AskFor(application, "accounts"));
                return application;
            case ApplicationState.Inadmissible:
                Succeed(application.DecideAdmissibility(Inadmissible(InadmissibilityGround.Eligibility, "legal-form")));
                return application;
        }

        Succeed(application.DecideAdmissibility(Admissible()));
        if (state == ApplicationState.Admissible)
        {
            return application;
        }

        Succeed(application.StartEvaluation());
        if (state == ApplicationState.UnderEvaluation)
        {
            return application;
        }

        Succeed(application.CloseEvaluation());
        if (state != ApplicationState.Evaluated)
        {
            Succeed(RecordOutcome(application, Enum.Parse<ApplicationOutcome>(state.ToString())));
        }

        return application;
    }

    public static GrantApplication Draft(ApplicationContent? content = null)
    {
        var application = GrantApplication.Draft(
            new GrantApplicationId(new Guid("00000000-0000-7000-8000-000000000001")),
            new CallId(new Guid("00000000-0000-7000-8000-000000000002")),
            new OrganisationId(new Guid("00000000-0000-7000-8000-000000000003")),
            "9220",
            "2013-LOR-0001",
            content ?? Content
        );
        Succeed(application.AddDocument(Document("statutes", WhileOpen)));
        Succeed(application.AddDocument(Document("budget", WhileOpen)));
        return application;
    }

    public static ApplicationDocument Document(string kind, DateTimeOffset at) => new(Guid.CreateVersion7(), kind, $"{kind}.pdf", 1024, at);

    public static Result AskFor(GrantApplication application, string kind, DateTimeOffset? at = null) =>
        application.RequestCompletion([kind], null, Deadline, Instructor, at ?? WhileOpen);

    public static AdmissibilityDecision Admissible(DateTimeOffset? at = null, params CategoryCost[] eligible) =>
        new(
            AdmissibilityOutcome.Admissible,
            null,
            null,
            eligible.Length == 0 ? Content.Plan.Costs : eligible,
            Instructor,
            at ?? ClosesAt.AddDays(1)
        );

    public static AdmissibilityDecision Inadmissible(InadmissibilityGround? ground, string? reason) =>
        Admissible() with
        {
            Outcome = AdmissibilityOutcome.Inadmissible,
            Ground = ground,
            Reason = reason,
        };

    public static Result RecordOutcome(GrantApplication application, ApplicationOutcome outcome) =>
        application.RecordOutcome(outcome, new Money(20_000), null, ListEnd, Decided);

    private static void Succeed(Result result) => Assert.Null(result.Error);
}
