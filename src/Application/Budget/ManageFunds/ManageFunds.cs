using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget.ManageFunds;

/// <summary>Opens a fund.</summary>
[Roles(Role.BudgetOfficer)]
public sealed record OpenFund(OpenFundBody Body) : ICommand<Receipt>;

/// <summary>A new fund.</summary>
/// <param name="Name">Unique name, at most 200 characters.</param>
public sealed record OpenFundBody(string Name);

/// <summary>Notes a financer's contribution; it counts from the signature of its agreement.</summary>
[Roles(Role.BudgetOfficer)]
public sealed record AddContribution(FundId Id, ExpectedVersion? Version, AddContributionBody Body)
    : ICommand<ContributionReceipt>,
        IVersionedCommand;

/// <summary>A contribution.</summary>
/// <param name="Financer">Who brings the money, at most 200 characters.</param>
/// <param name="FiscalYear">For which fiscal year, 2000 to 2100.</param>
/// <param name="Amount">How much, EUR.</param>
/// <param name="SignedOn">Day of the agreement's signature, when it is signed already.</param>
/// <param name="Earmark">What it may pay for; everything when not given.</param>
public sealed record AddContributionBody(
    string Financer,
    int FiscalYear,
    Money Amount,
    DateOnly? SignedOn = null,
    EarmarkBody? Earmark = null
);

/// <summary>What a contribution may pay for: all three lists must allow it, and an empty one allows everything.</summary>
public sealed record EarmarkBody
{
    /// <summary>Codes of themes.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>Codes of the départements in which the project may take place.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];

    /// <summary>Legal categories of INSEE of the organisation: one, two or four digits; a shorter one stands for all under it.</summary>
    public IReadOnlyList<string> LegalForms { get; init; } = [];

    internal static EarmarkBody Of(Earmark earmark) =>
        new()
        {
            Themes = earmark.Themes,
            Departments = earmark.Departments,
            LegalForms = earmark.LegalForms,
        };

    internal Earmark ToEarmark() => new(Themes, Departments, LegalForms);
}

/// <summary>A contribution was noted.</summary>
/// <param name="Id">Identifier of the fund.</param>
/// <param name="Version">Its version.</param>
/// <param name="ContributionId">Identifier of the contribution.</param>
public sealed record ContributionReceipt(Guid Id, int Version, Guid ContributionId) : Receipt(Id, Version);

/// <summary>Notes the signature of a contribution's agreement: from then on it counts.</summary>
[Roles(Role.BudgetOfficer)]
public sealed record SignContribution(FundId Id, ExpectedVersion? Version, Guid ContributionId, SignContributionBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>A signature.</summary>
/// <param name="SignedOn">Day of the signature.</param>
public sealed record SignContributionBody(DateOnly SignedOn);

/// <summary>Reads a fund.</summary>
[Roles(Role.BudgetOfficer, Role.ProgrammeManager, Role.DecisionRecorder, Role.FinanceSystem, Role.Auditor)]
public sealed record GetFund(FundId Id) : IQuery<FundModel>;

/// <summary>Lists the funds.</summary>
[Roles(Role.BudgetOfficer, Role.ProgrammeManager, Role.DecisionRecorder, Role.FinanceSystem, Role.Auditor)]
public sealed record ListFunds(PageRequest Page) : IQuery<Page<FundModel>>, IPagedQuery;

/// <summary>A fund.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Name.</param>
/// <param name="Contributions">What the financers bring.</param>
/// <param name="Version">Version, which is the ETag.</param>
public sealed record FundModel(FundId Id, string Name, IReadOnlyList<ContributionModel> Contributions, int Version);

/// <summary>What one financer brings for one fiscal year.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Financer">Who.</param>
/// <param name="FiscalYear">For which year.</param>
/// <param name="Amount">How much.</param>
/// <param name="SignedOn">Day of the signature; null while it does not count.</param>
/// <param name="Earmark">What it may pay for.</param>
public sealed record ContributionModel(Guid Id, string Financer, int FiscalYear, Money Amount, DateOnly? SignedOn, EarmarkBody Earmark);

internal sealed class OpenFundValidator : AbstractValidator<OpenFund>
{
    public OpenFundValidator() => RuleFor(x => x.Body.Name).NotEmpty().MaximumLength(Limits.Title);
}

internal sealed class AddContributionValidator : AbstractValidator<AddContribution>
{
    public AddContributionValidator()
    {
        RuleFor(x => x.Body.Financer).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Body.FiscalYear).InclusiveBetween(BudgetLimits.FirstYear, BudgetLimits.LastYear);
        RuleFor(x => x.Body.Amount.Amount).IsMovable();
        RuleFor(x => x.Body.Earmark!)
            .ChildRules(earmark =>
            {
                earmark.RuleFor(x => x.Themes).HasAtMost(Limits.Items);
                earmark.RuleForEach(x => x.Themes).IsCode();
                earmark.RuleFor(x => x.Departments).HasAtMost(Limits.Departments);
                earmark.RuleForEach(x => x.Departments).NotNull().Matches(@"^(\d{2,3}|2[AB])$");
                earmark.RuleFor(x => x.LegalForms).HasAtMost(Limits.Items);
                earmark.RuleForEach(x => x.LegalForms).NotNull().Matches(@"^(\d|\d{2}|\d{4})$");
            })
            .When(x => x.Body.Earmark is not null);
    }
}

internal sealed class SignContributionValidator : AbstractValidator<SignContribution>
{
    public SignContributionValidator() => RuleFor(x => x.Body.SignedOn).NotEmpty();
}

internal sealed class ListFundsValidator : AbstractValidator<ListFunds>
{
    public ListFundsValidator() => this.IsPaged();
}

internal sealed class ManageFundsHandler(IBudgetDbContext db, ILedger ledger, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ICommandHandler<OpenFund, Receipt>,
        ICommandHandler<AddContribution, ContributionReceipt>,
        ICommandHandler<SignContribution, Receipt>,
        IQueryHandler<GetFund, FundModel>,
        IQueryHandler<ListFunds, Page<FundModel>>
{
    public async Task<Result<Receipt>> Handle(OpenFund request, CancellationToken cancellationToken)
    {
        var fund = Fund.Open(EntityId.New<FundId>(), request.Body.Name);
        db.Funds.Add(fund);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(fund);
    }

    public async Task<Result<ContributionReceipt>> Handle(AddContribution request, CancellationToken cancellationToken)
    {
        if (await db.Funds.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } fund)
        {
            return FundErrors.NotFound;
        }

        if (ExpectedVersion.WhyStale(request.Version, fund) is { } stale)
        {
            return stale;
        }

        var body = request.Body;
        var contribution = new Contribution(Uuid.Next(), body.Financer, body.FiscalYear, body.Amount, body.SignedOn)
        {
            Earmark = body.Earmark?.ToEarmark() ?? Earmark.None,
        };
        if (fund.Promise(contribution, clock.Today()).Error is { } error)
        {
            return error;
        }

        await db.SaveChangesAsync(cancellationToken);
        if (body.SignedOn is { } signedOn)
        {
            await PostAsync(fund, contribution, signedOn, cancellationToken);
        }

        return new ContributionReceipt(fund.Id.Value, fund.Version, contribution.Id);
    }

    public async Task<Result<Receipt>> Handle(SignContribution request, CancellationToken cancellationToken)
    {
        if (await db.Funds.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } fund)
        {
            return FundErrors.NotFound;
        }

        if (ExpectedVersion.WhyStale(request.Version, fund) is { } stale)
        {
            return stale;
        }

        var signed = fund.Sign(request.ContributionId, request.Body.SignedOn, clock.Today());
        if (signed.IsFailure)
        {
            return signed.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        await PostAsync(fund, signed.Value, request.Body.SignedOn, cancellationToken);
        return Receipt.Of(fund);
    }

    public async Task<Result<FundModel>> Handle(GetFund request, CancellationToken cancellationToken) =>
        await db.Funds.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } fund
            ? ToModel(fund)
            : FundErrors.NotFound;

    public async Task<Result<Page<FundModel>>> Handle(ListFunds request, CancellationToken cancellationToken)
    {
        var page = await db
            .Funds.AsNoTracking()
            .ToPageAsync(x => x.Id, descending: false, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure ? page.Error : new Page<FundModel>([.. page.Value.Items.Select(ToModel)], page.Value.NextCursor);
    }

    private Task PostAsync(Fund fund, Contribution contribution, DateOnly signedOn, CancellationToken cancellationToken) =>
        ledger.PostAsync([Movement.Signature(fund.Id, contribution, signedOn)], cancellationToken);

    private static FundModel ToModel(Fund fund) =>
        new(
            fund.Id,
            fund.Name,
            [
                .. fund.Contributions.Select(x => new ContributionModel(
                    x.Id,
                    x.Financer,
                    x.FiscalYear,
                    x.Amount,
                    x.SignedOn,
                    EarmarkBody.Of(x.Earmark)
                )),
            ],
            fund.Version
        );
}
