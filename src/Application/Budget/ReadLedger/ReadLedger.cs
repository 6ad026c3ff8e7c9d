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
/// <param name="EnvelopeId">Only entries on the lines of this envelope, those of its grants included.</param>
/// <param name="GrantId">Only entries of this grant.</param>
/// <param name="Financer">Only entries of this financer's money, at most 200 characters.</param>
/// <param name="From">Only entries that count from this day on.</param>
/// <param name="To">Only entries that count until this day, inclusive.</param>
[Roles(Role.BudgetOfficer, Role.FinanceCertifier, Role.FinanceOrderer, Role.FinanceSystem, Role.Auditor)]
public sealed record ListLedgerEntries(
    int? Limit,
    Guid? After,
    Guid? FundId,
    Guid? EnvelopeId,
    Guid? GrantId,
    string? Financer,
    DateOnly? From,
    DateOnly? To
) : IQuery<Page<LedgerEntryModel>>;

/// <summary>Reads a fund's balances at the end of a day, today when none is named.</summary>
/// <param name="FundId">The fund.</param>
/// <param name="By">
/// What the balances are of, beside the kind of account: <c>account</c> for the whole fund, <c>financer</c> (when not given),
/// <c>contribution</c>, <c>fiscal-year</c>, <c>envelope-line</c> or <c>grant</c>.
/// </param>
/// <param name="AsOf">The balances at the end of this day; now when not given.</param>
[Roles(Role.BudgetOfficer, Role.FinanceCertifier, Role.FinanceOrderer, Role.FinanceSystem, Role.Auditor)]
public sealed record GetBalances(Guid FundId, string? By, DateOnly? AsOf) : IQuery<IReadOnlyList<BalanceModel>>;

internal sealed class ListLedgerEntriesValidator : AbstractValidator<ListLedgerEntries>
{
    public ListLedgerEntriesValidator()
    {
        RuleFor(x => x.Limit).InclusiveBetween(1, PageRequest.MaxLimit);
        RuleFor(x => x.Financer).MaximumLength(Limits.Title);
    }
}

internal sealed class GetBalancesValidator : AbstractValidator<GetBalances>
{
    public GetBalancesValidator() => RuleFor(x => x.By).IsWordOf<GetBalances, BalancesBy>();
}

internal sealed class ReadLedgerHandler(IBudgetDbContext db, ILedger ledger, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : IQueryHandler<ListLedgerEntries, Page<LedgerEntryModel>>,
        IQueryHandler<GetBalances, IReadOnlyList<BalanceModel>>
{
    public async Task<Result<Page<LedgerEntryModel>>> Handle(ListLedgerEntries request, CancellationToken cancellationToken)
    {
        var size = request.Limit ?? PageRequest.DefaultLimit;
        var filter = new LedgerFilter(request.FundId, request.EnvelopeId, request.GrantId, request.Financer, request.From, request.To);
        var entries = await ledger.ReadAsync(filter, request.After, size + 1, cancellationToken);
        return new Page<LedgerEntryModel>([.. entries.Take(size)], entries.Count > size ? entries[size - 1].Id.ToString() : null);
    }

    public async Task<Result<IReadOnlyList<BalanceModel>>> Handle(GetBalances request, CancellationToken cancellationToken) =>
        await db.Funds.AnyAsync(x => x.Id == new FundId(request.FundId), cancellationToken)
            ? (
                await ledger.BalancesAsync(
                    new FundId(request.FundId),
                    Naming.Parse<BalancesBy>(request.By) ?? BalancesBy.Financer,
                    request.AsOf ?? clock.Today(),
                    cancellationToken
                )
            ).ToList()
            : FundErrors.NotFound;
}
