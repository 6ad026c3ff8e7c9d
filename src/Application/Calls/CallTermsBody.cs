using FluentValidation;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls;

/// <summary>Everything that a call says. All of it but the texts is frozen by publication.</summary>
public record CallTermsBody
{
    /// <summary>Title as the public reads it, at most 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>What the call is for, Markdown, at most 20 000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Applications are taken from this instant on, itself included.</summary>
    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>The last instant at which an application is taken, itself included.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>IANA name of the time zone in which opening and closing are announced.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The largest grant for one project, EUR.</summary>
    public required Money GrantCeiling { get; init; }

    /// <summary>The largest share of the costs that a grant may cover, percent.</summary>
    public required Percentage MaximumAidRate { get; init; }

    /// <summary>Codes of the expense categories that an application's costs are split into.</summary>
    public required IReadOnlyList<string> ExpenseCategories { get; init; }

    /// <summary>Codes of the themes of which an application names one.</summary>
    public required IReadOnlyList<string> Themes { get; init; }

    /// <summary>Rules on the place of the project.</summary>
    public IReadOnlyList<EligibilityRuleBody> EligibilityRules { get; init; } = [];

    /// <summary>Documents that an application must hold.</summary>
    public IReadOnlyList<DocumentRequirementBody> Documents { get; init; } = [];

    /// <summary>Questions of the application form.</summary>
    public IReadOnlyList<QuestionBody> Questions { get; init; } = [];

    /// <summary>The criteria by which applications are marked.</summary>
    public required IReadOnlyList<CriterionBody> Criteria { get; init; }

    /// <summary>Applications with a lower score are refused; an equal one passes. 0 to 100.</summary>
    public required Percentage MinimumScore { get; init; }

    /// <summary>Number of submitted score sheets that each application needs, 1 to 50.</summary>
    public required int MinimumSheets { get; init; }

    /// <summary>What decides between equal scores, in this order: a criterion's code, <c>submittedAt</c> or <c>reference</c>.</summary>
    public required IReadOnlyList<string> TieBreaks { get; init; }

    /// <summary>How the envelope is distributed over the ranking.</summary>
    public required AllocationPolicyBody AllocationPolicy { get; init; }

    /// <summary>
    /// The steps that a scenario goes through to its adoption, each by another person: first <c>programme-manager</c>, last <c>decision</c>,
    /// between them <c>budget-visa</c> and, when the call wants it, <c>working-group-opinion</c>. All four in this order when not given.
    /// </summary>
    public IReadOnlyList<SignOffStep> SignOffSteps { get; init; } = CallTerms.DefaultSteps;

    /// <summary>The state-aid regime of the grants.</summary>
    public required StateAidBasis StateAidBasis { get; init; }

    /// <summary>Reference of the exemption, at most 200 characters: an exempted basis needs one, and no other takes one.</summary>
    public string? StateAidReference { get; init; }

    /// <summary>
    /// Whether the evaluation is blind: evaluators read no organisation, establishment, place, file name, or answer to an identifying question.
    /// </summary>
    public bool BlindEvaluation { get; init; }

    /// <summary>What an evaluator sees of the others' marks for an application, once its own are submitted.</summary>
    public PeerView EvaluatorsSee { get; init; }

    /// <summary>Programme managers named on the call beside its creator.</summary>
    public IReadOnlyList<UserId> Managers { get; init; } = [];

    internal CallTerms ToTerms() =>
        new()
        {
            Title = Title,
            Description = Description,
            OpensAt = OpensAt,
            ClosesAt = ClosesAt,
            TimeZone = TimeZone,
            GrantCeiling = GrantCeiling,
            MaximumAidRate = MaximumAidRate,
            ExpenseCategories = ExpenseCategories,
            Themes = Themes,
            EligibilityRules = [.. EligibilityRules.Select(x => new EligibilityRule(x.Code, x.Departments, x.Effect))],
            Documents = [.. Documents.Select(x => new DocumentRequirement(x.Kind, x.Due))],
            Questions = [.. Questions.Select(x => new Question(x.Code, x.Label, x.Required) { IsIdentifying = x.Identifying })],
            Criteria = [.. Criteria.Select(x => x.ToCriterion())],
            MinimumScore = MinimumScore,
            MinimumSheets = MinimumSheets,
            TieBreaks = TieBreaks,
            AllocationPolicy = AllocationPolicy.ToPolicy(),
            SignOffSteps = SignOffSteps,
            StateAidBasis = StateAidBasis,
            StateAidReference = StateAidReference,
            IsBlind = BlindEvaluation,
            EvaluatorsSee = EvaluatorsSee,
            Managers = Managers,
        };
}

/// <summary>A document that an application must hold.</summary>
/// <param name="Kind">Code of the kind, kebab case.</param>
/// <param name="Due">When it is due.</param>
public sealed record DocumentRequirementBody(string Kind, DocumentDue Due);

/// <summary>A question of the application form.</summary>
/// <param name="Code">Unique within the call, kebab case.</param>
/// <param name="Label">The question as the applicant reads it.</param>
/// <param name="Required">Whether an application can't be submitted without an answer.</param>
/// <param name="Identifying">Whether the answer tells who applies; evaluators of a blind call don't read it.</param>
public sealed record QuestionBody(string Code, string Label, bool Required, bool Identifying = false);

/// <summary>A rule on the place of the project.</summary>
/// <param name="Code">Unique within the call, kebab case.</param>
/// <param name="Departments">Codes of the départements in which a project may take place.</param>
/// <param name="Effect">Whether breaking it blocks the submission or is the instructor's to judge.</param>
public sealed record EligibilityRuleBody(string Code, IReadOnlyList<string> Departments, EligibilityEffect Effect);

internal sealed class CallTermsBodyValidator : AbstractValidator<CallTermsBody>
{
    public CallTermsBodyValidator()
    {
        RuleFor(x => x.Title).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Description).MaximumLength(Limits.Description);
        RuleFor(x => x.TimeZone).NotEmpty().MaximumLength(Limits.Code);
        RuleFor(x => x.GrantCeiling.Amount).GreaterThan(0).OverridePropertyName("grantCeiling.amount");
        RuleFor(x => x.ExpenseCategories).NotEmpty().HasAtMost(Limits.Items);
        RuleForEach(x => x.ExpenseCategories).IsCode();
        RuleFor(x => x.Themes).NotEmpty().HasAtMost(Limits.Items);
        RuleForEach(x => x.Themes).IsCode();
        RuleFor(x => x.EligibilityRules).HasAtMost(Limits.Items);
        RuleForEach(x => x.EligibilityRules)
            .NotNull()
            .ChildRules(rule =>
            {
                rule.RuleFor(x => x.Code).IsCode();
                rule.RuleFor(x => x.Departments).NotEmpty().HasAtMost(Limits.Departments);
                rule.RuleForEach(x => x.Departments).NotNull().Matches(@"^(\d{2,3}|2[AB])$");
            });
        RuleFor(x => x.Documents).HasAtMost(Limits.Items);
        RuleForEach(x => x.Documents).NotNull().ChildRules(document => document.RuleFor(x => x.Kind).IsCode());
        RuleFor(x => x.Questions).HasAtMost(Limits.Items);
        RuleForEach(x => x.Questions)
            .NotNull()
            .ChildRules(question =>
            {
                question.RuleFor(x => x.Code).IsCode();
                question.RuleFor(x => x.Label).NotEmpty().MaximumLength(Limits.Title);
            });
        RuleFor(x => x.Criteria).NotEmpty().HasAtMost(Limits.Items);
        RuleForEach(x => x.Criteria).NotNull().SetValidator(new CriterionBodyValidator());
        RuleFor(x => x.MinimumSheets).InclusiveBetween(1, 50);
        RuleFor(x => x.TieBreaks).HasAtMost(Limits.Items);
        RuleForEach(x => x.TieBreaks).NotEmpty().MaximumLength(Limits.Code);
        RuleFor(x => x.AllocationPolicy).SetValidator(new AllocationPolicyBodyValidator());
        RuleFor(x => x.SignOffSteps).NotEmpty().HasAtMost(CallTerms.DefaultSteps.Count);
        RuleFor(x => x.StateAidReference).MaximumLength(Limits.Title);
        RuleFor(x => x.Managers).HasAtMost(Limits.Items);
    }
}
