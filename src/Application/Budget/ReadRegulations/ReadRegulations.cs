using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Budget.ReadRegulations;

/// <summary>Lists the regulations on de minimis aid, by their first day; the one in force on the day of an award decides.</summary>
/// <param name="Limit">Number of regulations, 1 to 100.</param>
/// <param name="After">How many come before; the former page's <c>nextCursor</c>.</param>
[Roles(
    Role.ProgrammeManager,
    Role.BudgetOfficer,
    Role.DecisionRecorder,
    Role.FinanceCertifier,
    Role.FinanceOrderer,
    Role.FinanceSystem,
    Role.Auditor
)]
public sealed record ListAidRegulations(int? Limit, int? After) : IQuery<Page<AidRegulationModel>>;

/// <summary>A regulation on de minimis aid.</summary>
/// <param name="Regulation">Its code.</param>
/// <param name="StateAidBasis">The basis of the awards that it is about.</param>
/// <param name="Title">Its title.</param>
/// <param name="From">First day on which an award falls under it.</param>
/// <param name="To">Last day.</param>
/// <param name="Ceiling">The most that a single undertaking may receive in the window; that much is allowed.</param>
/// <param name="Window">The undertaking's fiscal year of the award and the two before, or three years back to the day, itself included.</param>
public sealed record AidRegulationModel(
    string Regulation,
    StateAidBasis StateAidBasis,
    string Title,
    DateOnly From,
    DateOnly To,
    Money Ceiling,
    AidWindow Window
);

internal sealed class ListAidRegulationsValidator : AbstractValidator<ListAidRegulations>
{
    public ListAidRegulationsValidator() => this.IsPagedBy(x => x.Limit, x => x.After);
}

internal sealed class ReadRegulationsHandler(IBudgetDbContext db) : IQueryHandler<ListAidRegulations, Page<AidRegulationModel>>
{
    public async Task<Result<Page<AidRegulationModel>>> Handle(ListAidRegulations request, CancellationToken cancellationToken)
    {
        var all = await db.AidRegulations.AsNoTracking().OrderBy(x => x.From).ThenBy(x => x.Code).ToListAsync(cancellationToken);
        return ComputedPages.Of(
            all,
            request.Limit,
            request.After,
            x => new AidRegulationModel(x.Code, x.Basis, x.Title, x.From, x.To, x.Ceiling, x.Window)
        );
    }
}
