using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget.ReadLedger;

/// <summary>Reads the journal, oldest first.</summary>
/// <param name="Limit">Number of entries, 1 to 100.</param>
/// <param name="After">Only entries after this one; the former page's <c>nextCursor</c>.</param>
/// <param name="FundId">Only entries of this fund.</param>
/// <param name="GrantId">Only entries of this grant.</param>
[Roles(Role.BudgetOfficer, Role.FinanceCertifier, Role.FinanceOrderer, Role.FinanceSystem, Role.Auditor)]
public sealed record ListLedgerEntries(int? Limit, Guid? After, Guid? FundId, Guid? GrantId) : IQuery<Page<LedgerEntryModel>>;

/// <summary>Reads a fund's balances at the end of a day, today when none is named.</summary>
/// <param name="FundId">The fund.</param>
/// <param name="AsOf">The balances at the end of this day; now when not given.</param>
[Roles(Role.BudgetOfficer, Role.FinanceCertifier, Role.FinanceOrderer, Role.FinanceSystem, Role.Auditor)]
public sealed record GetBalances(Guid FundId, DateOnly? AsOf) : IQuery<IReadOnlyList<BalanceModel>>;

internal sealed class ListLedgerEntriesValidator : AbstractValidator<ListLedgerEntries>
{
    public ListLedgerEntriesValidator() => RuleFor(x => x.Limit).InclusiveBetween(1, PageRequest.MaxLimit);
}

internal sealed class ReadLedgerHandler(IBudgetDbContext db, ILedger ledger, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : IQueryHandler<ListLedgerEntries, Page<LedgerEntryModel>>,
        IQueryHandler<GetBalances, IReadOnlyList<BalanceModel>>
{
    public async Task<Result<Page<LedgerEntryModel>>> Handle(ListLedgerEntries request, CancellationToken cancellationToken)
    {
        var size = request.Limit ?? PageRequest.DefaultLimit;
        var entries = await ledger.ReadAsync(new LedgerFilter(request.FundId, request.GrantId), request.After, size + 1, cancellationToken);
        return new Page<LedgerEntryModel>([.. entries.Take(size)], entries.Count > size ? entries[size - 1].Id.ToString() : null);
    }

    public async Task<Result<IReadOnlyList<BalanceModel>>> Handle(GetBalances request, CancellationToken cancellationToken) =>
        await db.Funds.AnyAsync(x => x.Id == new FundId(request.FundId), cancellationToken)
            ? (await ledger.BalancesAsync(new FundId(request.FundId), request.AsOf ?? clock.Today(), cancellationToken)).ToList()
            : FundErrors.NotFound;
}
