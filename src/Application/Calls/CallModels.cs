using AutoMapper;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls;

/// <summary>A call for projects as a list shows it.</summary>
public record CallSummary
{
    /// <summary>Identifier.</summary>
    public required CallId Id { get; init; }

    /// <summary>Unique reference; it leads the references of the call's applications.</summary>
    public required string Reference { get; init; }

    /// <summary>Where the call stands now.</summary>
    public required CallPhase Status { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Applications are taken from this instant on, itself included.</summary>
    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>The last instant at which an application is taken, itself included.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>IANA name of the time zone in which opening and closing are announced.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The largest grant for one project, EUR.</summary>
    public required Money GrantCeiling { get; init; }

    /// <summary>When it became public; null for a draft.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }
}

/// <summary>A call for projects.</summary>
public sealed record CallModel : CallSummary
{
    /// <summary>What the call is for, Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>The largest share of the costs that a grant may cover, percent.</summary>
    public required Percentage MaximumAidRate { get; init; }

    /// <summary>Codes of the expense categories.</summary>
    public required IReadOnlyList<string> ExpenseCategories { get; init; }

    /// <summary>Codes of the themes.</summary>
    public required IReadOnlyList<string> Themes { get; init; }

    /// <summary>Rules on the place of the project.</summary>
    public required IReadOnlyList<EligibilityRuleBody> EligibilityRules { get; init; }

    /// <summary>Documents that an application must hold.</summary>
    public required IReadOnlyList<DocumentRequirementBody> Documents { get; init; }

    /// <summary>Questions of the application form.</summary>
    public required IReadOnlyList<QuestionBody> Questions { get; init; }

    /// <summary>The criteria by which applications are marked.</summary>
    public required IReadOnlyList<CriterionBody> Criteria { get; init; }

    /// <summary>Applications with a lower score are refused; an equal one passes.</summary>
    public required Percentage MinimumScore { get; init; }

    /// <summary>Number of submitted score sheets that each application needs.</summary>
    public required int MinimumSheets { get; init; }

    /// <summary>What decides between equal scores, in this order.</summary>
    public required IReadOnlyList<string> TieBreaks { get; init; }

    /// <summary>How the envelope is distributed over the ranking.</summary>
    public required AllocationPolicyBody AllocationPolicy { get; init; }

    /// <summary>The steps that a scenario goes through to its adoption, in their order.</summary>
    public required IReadOnlyList<SignOffStep> SignOffSteps { get; init; }

    /// <summary>The state-aid regime of the grants.</summary>
    public required StateAidBasis StateAidBasis { get; init; }

    /// <summary>Reference of the exemption, of an exempted basis only.</summary>
    public string? StateAidReference { get; init; }

    /// <summary>Whether evaluators read without learning who applies.</summary>
    public required bool BlindEvaluation { get; init; }

    /// <summary>What an evaluator sees of the others' marks for an application, once its own are submitted.</summary>
    public required PeerView EvaluatorsSee { get; init; }

    /// <summary>Programme managers named on the call; shown to known callers only.</summary>
    public IReadOnlyList<UserId>? Managers { get; init; }

    /// <summary>When a scenario was adopted.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public CallCancellationReason? CancellationReason { get; init; }

    /// <summary>What the public reads of the cancellation.</summary>
    public string? CancellationExplanation { get; init; }

    /// <summary>The transitions that this caller may take now, and for each other one the code that says why not; absent for anonymous callers.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }

    internal static CallModel Of(CallRecord call, DateTimeOffset now, ICurrentUser user, IReadOnlyList<AllowedAction>? actions) =>
        new()
        {
            Id = call.Id,
            Reference = call.Reference,
            Status = call.PhaseAt(now),
            Title = call.Title,
            Description = call.Description,
            OpensAt = call.OpensAt,
            ClosesAt = call.ClosesAt,
            TimeZone = call.TimeZone,
            GrantCeiling = call.GrantCeiling,
            MaximumAidRate = call.MaximumAidRate,
            ExpenseCategories = call.ExpenseCategories,
            Themes = call.Themes,
            EligibilityRules = [.. call.EligibilityRules.Select(x => new EligibilityRuleBody(x.Code, x.Departments, x.Effect))],
            Documents = [.. call.Documents.Select(x => new DocumentRequirementBody(x.Kind, x.Due))],
            Questions = [.. call.Questions.Select(x => new QuestionBody(x.Code, x.Label, x.Required, x.IsIdentifying))],
            Criteria = [.. call.Criteria.Select(CriterionBody.Of)],
            MinimumScore = call.MinimumScore,
            MinimumSheets = call.MinimumSheets,
            TieBreaks = call.TieBreaks,
            AllocationPolicy = AllocationPolicyBody.Of(call.AllocationPolicy),
            SignOffSteps = call.SignOffSteps,
            StateAidBasis = call.StateAidBasis,
            StateAidReference = call.StateAidReference,
            BlindEvaluation = call.IsBlind,
            EvaluatorsSee = call.EvaluatorsSee,
            Managers = user.Caller is null ? null : call.Managers,
            PublishedAt = call.PublishedAt,
            DecidedAt = call.DecidedAt,
            CancellationReason = call.CancellationReason,
            CancellationExplanation = call.CancellationExplanation,
            Version = call.Version,
            AllowedActions = actions,
        };
}

/// <summary>Says where a call stands at an instant, as <see cref="CallRecord.PhaseAt"/> does, to the database.</summary>
internal static class CallPhases
{
    public static IQueryable<CallForProjects> At(this IQueryable<CallForProjects> calls, CallPhase phase, DateTimeOffset now) =>
        phase switch
        {
            CallPhase.Draft => calls.Where(x => x.Status == CallStatus.Draft),
            CallPhase.Published => calls.Where(x => x.Status == CallStatus.Published && x.OpensAt > now && x.ClosesAt >= now),
            CallPhase.Open => calls.Where(x => x.Status == CallStatus.Published && x.OpensAt <= now && x.ClosesAt >= now),
            CallPhase.Closed => calls.Where(x => x.Status == CallStatus.Closed || (x.Status == CallStatus.Published && x.ClosesAt < now)),
            CallPhase.Decided => calls.Where(x => x.Status == CallStatus.Decided),
            CallPhase.Archived => calls.Where(x => x.Status == CallStatus.Archived),
            _ => calls.Where(x => x.Status == CallStatus.Cancelled),
        };
}

/// <summary>Read models of the module Calls.</summary>
internal sealed class CallsProfile : Profile
{
    public CallsProfile()
    {
        // Set by ProjectTo's parameter of the same name.
        var now = default(DateTimeOffset);
        CreateMap<CallForProjects, CallSummary>()
            .ForMember(
                x => x.Status,
                options =>
                    options.MapFrom(x =>
                        x.Status == CallStatus.Draft ? CallPhase.Draft
                        : x.Status == CallStatus.Decided ? CallPhase.Decided
                        : x.Status == CallStatus.Archived ? CallPhase.Archived
                        : x.Status == CallStatus.Cancelled ? CallPhase.Cancelled
                        : x.Status == CallStatus.Closed || x.ClosesAt < now ? CallPhase.Closed
                        : x.OpensAt <= now ? CallPhase.Open
                        : CallPhase.Published
                    )
            );
    }
}
