using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Applications.InstructApplication;

/// <summary>Decides whether an application is admissible, and records its eligible costs.</summary>
[Roles(Role.Instructor)]
public sealed record DecideAdmissibility(GrantApplicationId Id, ExpectedVersion? Version, DecideAdmissibilityBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>The formal check's result.</summary>
/// <param name="Outcome">Whether the application goes on.</param>
/// <param name="Ground">For an inadmissible one: incomplete, or outside the rules.</param>
/// <param name="Reason">For an inadmissible one: a code of the managed list of its ground.</param>
/// <param name="EligibleCosts">Eligible costs, each category once, at most the costs handed in; all of them when not given.</param>
public sealed record DecideAdmissibilityBody(
    AdmissibilityOutcome Outcome,
    InadmissibilityGround? Ground = null,
    string? Reason = null,
    IReadOnlyList<CategoryCostBody>? EligibleCosts = null
);

internal sealed class DecideAdmissibilityValidator : AbstractValidator<DecideAdmissibility>
{
    public DecideAdmissibilityValidator()
    {
        RuleFor(x => x.Body.Reason).MaximumLength(Limits.Code);
        RuleFor(x => x.Body.EligibleCosts).HasAtMost(Limits.Items);
        RuleForEach(x => x.Body.EligibleCosts).NotNull().SetValidator(new CategoryCostBodyValidator());
    }
}

internal sealed class AdmissibilityGuard(
    ICurrentUser user,
    InstructorIndependence independence,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ActionGuard<GrantApplication, DecideAdmissibility>(user)
{
    public override string Action => "admissibility-decision";

    protected override Task<Error?> RelationAsync(GrantApplication aggregate, CancellationToken cancellationToken) =>
        independence.WhyNotAsync(aggregate, cancellationToken);

    protected override Task<Error?> StateAsync(GrantApplication aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotDecideAdmissibility(clock.GetUtcNow()));
}

internal sealed class DecideAdmissibilityHandler(
    ApplicationTransition transition,
    AdmissibilityGuard guard,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<DecideAdmissibility, Receipt>
{
    public Task<Result<Receipt>> Handle(DecideAdmissibility command, CancellationToken cancellationToken) =>
        transition.RunAsync(
            command.Id,
            command.Version,
            guard.WhyNotAsync,
            x =>
                Task.FromResult(
                    x.DecideAdmissibility(
                        new AdmissibilityDecision(
                            command.Body.Outcome,
                            command.Body.Ground,
                            command.Body.Reason,
                            command.Body.EligibleCosts is { } costs
                                ? [.. costs.Select(y => new CategoryCost(y.Category, y.Amount))]
                                : x.Content.Plan.Costs,
                            user.Id!.Value,
                            clock.GetUtcNow()
                        )
                    )
                ),
            cancellationToken
        );
}

/// <summary>Upholds an appeal, or corrects an error, against an inadmissibility or a refusal.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record UpholdAppeal(GrantApplicationId Id, ExpectedVersion? Version, UpholdAppealBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Why an appeal is upheld.</summary>
/// <param name="Reason">What the audit trail keeps, at most 20 000 characters.</param>
/// <param name="WaitingListEndsOn">For a refused application, and required for it: the last day on which it is on the waiting list.</param>
public sealed record UpholdAppealBody(string Reason, DateOnly? WaitingListEndsOn = null);

internal sealed class UpholdAppealValidator : AbstractValidator<UpholdAppeal>
{
    public UpholdAppealValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(ApplicationLimits.Text);
}

internal sealed class AppealGuard(ICurrentUser user, ICallLookup calls) : ActionGuard<GrantApplication, UpholdAppeal>(user)
{
    public override string Action => "appeal";

    protected override async Task<Error?> RelationAsync(GrantApplication aggregate, CancellationToken cancellationToken) =>
        (await calls.FindAsync(aggregate.CallId, cancellationToken))!.Managers.Contains(User.Id!.Value) ? null : CallErrors.NotNamed;

    protected override Task<Error?> StateAsync(GrantApplication aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotUpholdAppeal());
}

internal sealed class UpholdAppealHandler(ApplicationTransition transition, AppealGuard guard) : ICommandHandler<UpholdAppeal, Receipt>
{
    public Task<Result<Receipt>> Handle(UpholdAppeal command, CancellationToken cancellationToken) =>
        transition.RunAsync(
            command.Id,
            command.Version,
            guard.WhyNotAsync,
            x => Task.FromResult(x.UpholdAppeal(command.Body.Reason, command.Body.WaitingListEndsOn)),
            cancellationToken
        );
}
