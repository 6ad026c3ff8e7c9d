using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Budget.ReserveEnvelope;

/// <summary>Sets a part of a fund aside for a draft call.</summary>
[Roles(Role.BudgetOfficer)]
public sealed record ReserveEnvelope(ReserveEnvelopeBody Body) : ICommand<Receipt>;

/// <summary>A new envelope.</summary>
/// <param name="FundId">The fund that the money comes from.</param>
/// <param name="CallId">The call, a draft.</param>
/// <param name="Lines">One line or two, by section of the budget; each expense category of the call stands on exactly one.</param>
public sealed record ReserveEnvelopeBody(FundId FundId, CallId CallId, IReadOnlyList<EnvelopeLineBody> Lines);

/// <summary>The part of an envelope in one section of the budget.</summary>
/// <param name="Section">Investment (AP) or operating (AE).</param>
/// <param name="Amount">How much, EUR.</param>
/// <param name="ExpenseCategories">Expense categories of the call that are paid from it.</param>
/// <param name="LapsesOn">The last day on which money of the line may be awarded (caducité); it does not lapse when not given.</param>
public sealed record EnvelopeLineBody(
    BudgetSection Section,
    Money Amount,
    IReadOnlyList<string> ExpenseCategories,
    DateOnly? LapsesOn = null
)
{
    /// <summary>When the money may be paid out (crédits de paiement): each year once, in sum the line's amount; nothing is said when empty.</summary>
    public IReadOnlyList<PaymentCreditBody> PaymentCredits { get; init; } = [];

    /// <summary>What each contribution brings, in sum the line's amount; in proportion to what each has when empty.</summary>
    public IReadOnlyList<LineShareBody> Shares { get; init; } = [];

    internal EnvelopeLine ToLine() =>
        new(Uuid.Next(), Section, Amount, ExpenseCategories)
        {
            PaymentCredits = [.. PaymentCredits.Select(x => x.ToCredit())],
            LapsesOn = LapsesOn,
        };
}

/// <summary>What may be paid out in one year (crédit de paiement).</summary>
/// <param name="Year">The year, 2000 to 2100.</param>
/// <param name="Amount">How much, EUR.</param>
public sealed record PaymentCreditBody(int Year, Money Amount)
{
    internal PaymentCredit ToCredit() => new(Year, Amount);
}

/// <summary>What one contribution brings to a line.</summary>
/// <param name="ContributionId">The contribution, of the fund.</param>
/// <param name="Amount">How much, EUR.</param>
public sealed record LineShareBody(Guid ContributionId, Money Amount);

/// <summary>Reads an envelope with what is available on each line.</summary>
[Roles(Role.BudgetOfficer, Role.ProgrammeManager, Role.DecisionRecorder, Role.FinanceSystem, Role.Auditor)]
public sealed record GetEnvelope(EnvelopeId Id) : IQuery<EnvelopeModel>;

/// <summary>Finds the envelope of a call.</summary>
[Roles(Role.BudgetOfficer, Role.ProgrammeManager, Role.DecisionRecorder, Role.FinanceSystem, Role.Auditor)]
public sealed record GetEnvelopeOfCall(CallId CallId) : IQuery<EnvelopeModel>;

/// <summary>The part of a fund that is set aside for one call.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="FundId">The fund.</param>
/// <param name="CallId">The call.</param>
/// <param name="Amount">All lines together.</param>
/// <param name="Available">What is not committed.</param>
/// <param name="Lines">By section of the budget.</param>
/// <param name="Version">Version, which is the ETag.</param>
public sealed record EnvelopeModel(
    EnvelopeId Id,
    FundId FundId,
    CallId CallId,
    Money Amount,
    Money Available,
    IReadOnlyList<EnvelopeLineModel> Lines,
    int Version
);

/// <summary>A line of an envelope.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Section">Section of the budget.</param>
/// <param name="Amount">What was reserved.</param>
/// <param name="Available">What is not committed.</param>
/// <param name="ExpenseCategories">What is paid from it.</param>
/// <param name="PaymentCredits">When the money may be paid out; empty when nothing was said.</param>
/// <param name="LapsesOn">The last day on which money of the line may be awarded; null when it does not lapse.</param>
/// <param name="Contributions">What each contribution has left on the line.</param>
public sealed record EnvelopeLineModel(
    Guid Id,
    BudgetSection Section,
    Money Amount,
    Money Available,
    IReadOnlyList<string> ExpenseCategories,
    IReadOnlyList<PaymentCreditBody> PaymentCredits,
    DateOnly? LapsesOn,
    IReadOnlyList<LineContributionModel> Contributions
);

/// <summary>What one contribution has left on a line.</summary>
/// <param name="ContributionId">The contribution.</param>
/// <param name="Financer">Whose money.</param>
/// <param name="FiscalYear">For which fiscal year.</param>
/// <param name="Available">What is not committed.</param>
public sealed record LineContributionModel(Guid ContributionId, string Financer, int FiscalYear, Money Available);

internal sealed class PaymentCreditBodyValidator : AbstractValidator<PaymentCreditBody>
{
    public PaymentCreditBodyValidator()
    {
        RuleFor(x => x.Year).InclusiveBetween(BudgetLimits.FirstYear, BudgetLimits.LastYear);
        RuleFor(x => x.Amount.Amount).IsMovable().OverridePropertyName("amount.amount");
    }
}

internal sealed class ReserveEnvelopeValidator : AbstractValidator<ReserveEnvelope>
{
    public ReserveEnvelopeValidator()
    {
        RuleFor(x => x.Body.Lines).NotEmpty().HasAtMost(2);
        RuleForEach(x => x.Body.Lines)
            .NotNull()
            .ChildRules(line =>
            {
                line.RuleFor(x => x.Amount.Amount).IsMovable().OverridePropertyName("amount.amount");
                line.RuleFor(x => x.ExpenseCategories).NotEmpty().HasAtMost(Limits.Items);
                line.RuleForEach(x => x.ExpenseCategories).IsCode();
                line.RuleFor(x => x.PaymentCredits).HasAtMost(BudgetLimits.Years);
                line.RuleForEach(x => x.PaymentCredits).NotNull().SetValidator(new PaymentCreditBodyValidator());
                line.RuleFor(x => x.Shares).HasAtMost(BudgetLimits.Shares);
                line.RuleForEach(x => x.Shares)
                    .NotNull()
                    .ChildRules(share => share.RuleFor(x => x.Amount.Amount).IsMovable().OverridePropertyName("amount.amount"));
            });
    }
}

internal sealed class ReserveEnvelopeHandler(
    IBudgetDbContext db,
    ICallLookup calls,
    ILedger ledger,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<ReserveEnvelope, Receipt>
{
    public async Task<Result<Receipt>> Handle(ReserveEnvelope command, CancellationToken cancellationToken)
    {
        var body = command.Body;
        if (await db.Funds.SingleOrDefaultAsync(x => x.Id == body.FundId, cancellationToken) is not { } fund)
        {
            return FundErrors.UnknownFund;
        }

        if (await calls.FindAsync(body.CallId, cancellationToken) is not { } call)
        {
            return EnvelopeErrors.UnknownCall;
        }

        if (call.Phase != CallPhase.Draft)
        {
            return EnvelopeErrors.CallNotDraft;
        }

        var envelope = Envelope.Reserve(
            EntityId.New<EnvelopeId>(),
            fund.Id,
            call.Id,
            [.. body.Lines.Select(x => x.ToLine())],
            call.ExpenseCategories
        );
        if (envelope.IsFailure)
        {
            return envelope.Error;
        }

        var balances = await ledger.LockFundAsync(fund.Id, cancellationToken);
        var stated = body.Lines.Select(x => x.Shares.Select(y => new StatedShare(y.ContributionId, y.Amount)).ToList()).ToList();
        var parts = ReservationPlan.Of(envelope.Value, stated, balances, fund);
        if (parts.IsFailure)
        {
            return parts.Error;
        }

        db.Envelopes.Add(envelope.Value);
        await db.SaveChangesAsync(cancellationToken);
        await ledger.PostAsync([Movement.Reservation(fund.Id, parts.Value, clock.Today())], cancellationToken);
        return Receipt.Of(envelope.Value);
    }
}

internal sealed class ReadEnvelopeHandler(IBudgetDbContext db, ILedger ledger)
    : IQueryHandler<GetEnvelope, EnvelopeModel>,
        IQueryHandler<GetEnvelopeOfCall, EnvelopeModel>
{
    public async Task<Result<EnvelopeModel>> Handle(GetEnvelope request, CancellationToken cancellationToken) =>
        await ToModelAsync(
            await db.Envelopes.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken),
            cancellationToken
        );

    public async Task<Result<EnvelopeModel>> Handle(GetEnvelopeOfCall request, CancellationToken cancellationToken) =>
        await ToModelAsync(
            await db.Envelopes.AsNoTracking().SingleOrDefaultAsync(x => x.CallId == request.CallId, cancellationToken),
            cancellationToken
        );

    private async Task<Result<EnvelopeModel>> ToModelAsync(Envelope? envelope, CancellationToken cancellationToken)
    {
        if (envelope is null)
        {
            return EnvelopeErrors.NotFound;
        }

        var balances = (await ledger.ReadEnvelopeAsync(envelope.Id, cancellationToken)).ToLookup(x => x.OwnerId);
        var lines = envelope
            .Lines.Select(x => new EnvelopeLineModel(
                x.Id,
                x.Section,
                x.Amount,
                Money.Sum(balances[x.Id].Select(y => y.Balance)),
                x.ExpenseCategories,
                [.. x.PaymentCredits.Select(y => new PaymentCreditBody(y.Year, y.Amount))],
                x.LapsesOn,
                [.. balances[x.Id].Select(y => new LineContributionModel(y.ContributionId, y.Financer, y.FiscalYear, y.Balance))]
            ))
            .ToList();
        return new EnvelopeModel(
            envelope.Id,
            envelope.FundId,
            envelope.CallId,
            envelope.Amount,
            Money.Sum(lines.Select(x => x.Available)),
            lines,
            envelope.Version
        );
    }
}
