using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget.ShowFunds;

/// <summary>
/// Shows a fund to everybody: its financers, and what it has committed and paid per year and theme. Every figure is added up from the ledger
/// and from signed agreements; grants whose outcome is not notified are not in it.
/// </summary>
[Anonymous]
public sealed record GetPublicFundSummary(FundId Id) : IQuery<PublicFundSummary>;

/// <summary>Lists the funds that everybody sees.</summary>
[Anonymous]
public sealed record ListPublicFunds(PageRequest Page) : IQuery<Page<PublicFund>>, IPagedQuery;

/// <summary>A fund of the list.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Its name.</param>
public sealed record PublicFund(FundId Id, string Name);

/// <summary>A fund as everybody sees it.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Contributed">What its financers bring by signed agreements.</param>
/// <param name="Committed">What it has promised in notified grants, less what cancelled ones gave back.</param>
/// <param name="Paid">What of that is paid.</param>
/// <param name="Contributions">What each financer brings for each fiscal year, by year and name.</param>
/// <param name="Commitments">The same by year of the award and theme.</param>
public sealed record PublicFundSummary(
    FundId Id,
    string Name,
    Money Contributed,
    Money Committed,
    Money Paid,
    IReadOnlyList<PublicContribution> Contributions,
    IReadOnlyList<PublicCommitment> Commitments
);

/// <summary>What a financer brings for a fiscal year.</summary>
/// <param name="Financer">Who.</param>
/// <param name="FiscalYear">For which year.</param>
/// <param name="Amount">How much.</param>
public sealed record PublicContribution(string Financer, int FiscalYear, Money Amount);

/// <summary>What stands promised in the grants of one theme that were awarded in one year.</summary>
/// <param name="Year">The calendar year of the award.</param>
/// <param name="Theme">Code of the theme.</param>
/// <param name="Committed">What was promised, less what cancelled grants gave back.</param>
/// <param name="Paid">What of that is paid, in whichever year.</param>
public sealed record PublicCommitment(int Year, string Theme, Money Committed, Money Paid);

internal sealed class ListPublicFundsValidator : AbstractValidator<ListPublicFunds>
{
    public ListPublicFundsValidator() => this.IsPaged();
}

internal sealed class ShowFundsHandler(IBudgetDbContext db, ILedger ledger)
    : IQueryHandler<GetPublicFundSummary, PublicFundSummary>,
        IQueryHandler<ListPublicFunds, Page<PublicFund>>
{
    public async Task<Result<PublicFundSummary>> Handle(GetPublicFundSummary request, CancellationToken cancellationToken)
    {
        if (await db.Funds.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } fund)
        {
            return FundErrors.NotFound;
        }

        var commitments = await ledger.CommittedAsync(fund.Id, cancellationToken);
        var contributions = fund
            .Contributions.Where(x => x.SignedOn is not null)
            .GroupBy(x => (x.FiscalYear, x.Financer))
            .OrderBy(x => x.Key.FiscalYear)
            .ThenBy(x => x.Key.Financer, StringComparer.Ordinal)
            .Select(x => new PublicContribution(x.Key.Financer, x.Key.FiscalYear, Money.Sum(x.Select(y => y.Amount))))
            .ToList();
        return new PublicFundSummary(
            fund.Id,
            fund.Name,
            Money.Sum(contributions.Select(x => x.Amount)),
            new Money(commitments.Sum(x => x.Committed)),
            new Money(commitments.Sum(x => x.Paid)),
            contributions,
            [.. commitments.Select(x => new PublicCommitment(x.Year, x.Theme, new Money(x.Committed), new Money(x.Paid)))]
        );
    }

    public async Task<Result<Page<PublicFund>>> Handle(ListPublicFunds request, CancellationToken cancellationToken)
    {
        var page = await db
            .Funds.AsNoTracking()
            .ToPageAsync(
                x => x.Id,
                descending: false,
                request.Page,
                x => x.Select(y => new PublicFund(y.Id, y.Name)),
                x => x.Id,
                cancellationToken
            );
        return page;
    }
}
