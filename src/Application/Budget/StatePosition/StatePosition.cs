using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget.StatePosition;

/// <summary>
/// States as a member of the working group whether one agrees with the whole list of a scenario in sign-off. Who states again replaces what it
/// said.
/// </summary>
[Roles(Role.Evaluator)]
public sealed record StatePosition(AllocationScenarioId Id, StatePositionBody Body) : ICommand<Receipt>;

/// <summary>A member's position.</summary>
/// <param name="Position">Whether it agrees.</param>
/// <param name="Note">What it wants to say, at most 20 000 characters.</param>
public sealed record StatePositionBody(PositionWord Position, string? Note = null);

/// <summary>Whether a member agrees with the whole list.</summary>
public enum PositionWord
{
    Agree,
    Disagree,
}

/// <summary>Lists the members' positions on a scenario, oldest first; of each member the last one counts.</summary>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor)]
public sealed record ListPositions(AllocationScenarioId Id, PageRequest Page) : IQuery<Page<PositionModel>>, IPagedQuery;

/// <summary>What a member of the working group thinks of a scenario.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="StatedBy">Who.</param>
/// <param name="Position">Whether it agrees.</param>
/// <param name="Note">What it wanted to say.</param>
/// <param name="StatedAt">When.</param>
public sealed record PositionModel(MemberPositionId Id, UserId StatedBy, PositionWord Position, string? Note, DateTimeOffset StatedAt);

internal sealed class StatePositionValidator : AbstractValidator<StatePosition>
{
    public StatePositionValidator() => RuleFor(x => x.Body.Note).MaximumLength(Limits.Description);
}

internal sealed class ListPositionsValidator : AbstractValidator<ListPositions>
{
    public ListPositionsValidator() => this.IsPaged();
}

internal sealed class StatePositionHandler(IBudgetDbContext db, ICurrentUser user, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ICommandHandler<StatePosition, Receipt>,
        IQueryHandler<ListPositions, Page<PositionModel>>
{
    public async Task<Result<Receipt>> Handle(StatePosition command, CancellationToken cancellationToken)
    {
        if (
            await db.AllocationScenarios.AsNoTracking().SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } scenario
        )
        {
            return ScenarioErrors.NotFound;
        }

        if (scenario.State != ScenarioState.InSignOff)
        {
            return ScenarioErrors.NotInSignOff;
        }

        var position = MemberPosition.State(
            EntityId.New<MemberPositionId>(),
            scenario.Id,
            user.Id!.Value,
            command.Body.Position == PositionWord.Agree,
            command.Body.Note,
            clock.GetUtcNow()
        );
        db.MemberPositions.Add(position);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(position);
    }

    public async Task<Result<Page<PositionModel>>> Handle(ListPositions request, CancellationToken cancellationToken)
    {
        if (!await db.AllocationScenarios.AnyAsync(x => x.Id == request.Id, cancellationToken))
        {
            return ScenarioErrors.NotFound;
        }

        var page = await db
            .MemberPositions.AsNoTracking()
            .Where(x => x.ScenarioId == request.Id)
            .ToPageAsync(x => x.Id, descending: false, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure ? page.Error : new Page<PositionModel>([.. page.Value.Items.Select(ToModel)], page.Value.NextCursor);
    }

    internal static PositionModel ToModel(MemberPosition position) =>
        new(position.Id, position.StatedBy, position.Agrees ? PositionWord.Agree : PositionWord.Disagree, position.Note, position.StatedAt);
}
