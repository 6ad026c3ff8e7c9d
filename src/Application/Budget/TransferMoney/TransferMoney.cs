using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Budget.ReserveEnvelope;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget.TransferMoney;

/// <summary>
/// Gives money of one envelope, that is not committed, to the line of the same section of another envelope of its fund (virement). A call that
/// is published and not yet decided keeps at least its ceiling.
/// </summary>
[Roles(Role.BudgetOfficer)]
public sealed record TransferMoney(EnvelopeId Id, ExpectedVersion? Version, TransferMoneyBody Body)
    : ICommand<TransferReceipt>,
        IVersionedCommand;

/// <summary>A transfer.</summary>
/// <param name="ToEnvelopeId">The envelope that receives it, of the same fund.</param>
/// <param name="Section">Section of the budget, the same in both envelopes.</param>
/// <param name="Amount">How much, EUR.</param>
/// <param name="Reason">Why, at most 20 000 characters.</param>
/// <param name="DecisionReference">Number of the act, at most 200 characters.</param>
/// <param name="DecisionDate">Day of the act, on which the transfer counts.</param>
public sealed record TransferMoneyBody(
    EnvelopeId ToEnvelopeId,
    BudgetSection Section,
    Money Amount,
    string Reason,
    string DecisionReference,
    DateOnly DecisionDate
)
{
    /// <summary>
    /// Of which years payment credits go along, in sum the amount; in proportion to those of the giving line when empty. A line without
    /// payment credits neither gives nor gets any.
    /// </summary>
    public IReadOnlyList<PaymentCreditBody> PaymentCredits { get; init; } = [];
}

/// <summary>A transfer was made.</summary>
/// <param name="Id">Identifier of the giving envelope.</param>
/// <param name="Version">Its version.</param>
/// <param name="TransferId">Identifier of the transfer.</param>
public sealed record TransferReceipt(Guid Id, int Version, Guid TransferId) : Receipt(Id, Version);

/// <summary>Lists the transfers out of an envelope and into it, oldest first.</summary>
[Roles(Role.BudgetOfficer, Role.ProgrammeManager, Role.DecisionRecorder, Role.FinanceSystem, Role.Auditor)]
public sealed record ListTransfers(EnvelopeId Id, PageRequest Page) : IQuery<Page<TransferModel>>, IPagedQuery;

/// <summary>A transfer between envelopes.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="FromEnvelopeId">The envelope that gave.</param>
/// <param name="ToEnvelopeId">The envelope that received.</param>
/// <param name="Section">Section of the budget.</param>
/// <param name="Amount">How much.</param>
/// <param name="Reason">Why.</param>
/// <param name="DecisionReference">Number of the act.</param>
/// <param name="DecisionDate">Day of the act.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="RecordedAt">When it was recorded.</param>
public sealed record TransferModel(
    EnvelopeTransferId Id,
    EnvelopeId FromEnvelopeId,
    EnvelopeId ToEnvelopeId,
    BudgetSection Section,
    Money Amount,
    string Reason,
    string DecisionReference,
    DateOnly DecisionDate,
    UserId RecordedBy,
    DateTimeOffset RecordedAt
);

internal sealed class TransferMoneyValidator : AbstractValidator<TransferMoney>
{
    public TransferMoneyValidator()
    {
        RuleFor(x => x.Body.Amount.Amount).IsMovable();
        RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
        RuleFor(x => x.Body.DecisionReference).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Body.DecisionDate).NotEmpty();
        RuleFor(x => x.Body.PaymentCredits).HasAtMost(BudgetLimits.Years);
        RuleForEach(x => x.Body.PaymentCredits).NotNull().SetValidator(new PaymentCreditBodyValidator());
    }
}

internal sealed class ListTransfersValidator : AbstractValidator<ListTransfers>
{
    public ListTransfersValidator() => this.IsPaged();
}

internal sealed class TransferMoneyHandler(
    IBudgetDbContext db,
    ICallLookup calls,
    ILedger ledger,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<TransferMoney, TransferReceipt>
{
    private static readonly CallPhase[] Undecided = [CallPhase.Published, CallPhase.Open, CallPhase.Closed];

    public async Task<Result<TransferReceipt>> Handle(TransferMoney command, CancellationToken cancellationToken)
    {
        var body = command.Body;
        await ledger.LockEnvelopesAsync([command.Id, body.ToEnvelopeId], cancellationToken);
        if (await db.Envelopes.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } from)
        {
            return EnvelopeErrors.NotFound;
        }

        if (ExpectedVersion.WhyStale(command.Version, from) is { } stale)
        {
            return stale;
        }

        if (body.DecisionDate > clock.Today())
        {
            return ScenarioErrors.DecisionInFuture;
        }

        if (await db.Envelopes.SingleOrDefaultAsync(x => x.Id == body.ToEnvelopeId, cancellationToken) is not { } to)
        {
            return TransferErrors.UnknownEnvelope;
        }

        var credits = body.PaymentCredits.Select(x => x.ToCredit()).ToList();
        var given = from.Give(to, body.Section, body.Amount, credits, body.DecisionDate);
        if (given.IsFailure)
        {
            return given.Error;
        }

        var onLine = (await ledger.ReadEnvelopeAsync(from.Id, cancellationToken)).Where(x => x.OwnerId == given.Value.From.Id).ToList();
        var available = Money.Sum(onLine.Select(x => x.Balance));
        if (body.Amount > available)
        {
            return EnvelopeErrors.Exceeded(available).At("#/amount");
        }

        var call = (await calls.FindAsync(from.CallId, cancellationToken))!;
        if (Undecided.Contains(call.Phase) && from.Amount < call.GrantCeiling)
        {
            return TransferErrors.BelowCeiling(from.Amount, call.GrantCeiling);
        }

        var transfer = EnvelopeTransfer.Record(
            EntityId.New<EnvelopeTransferId>(),
            from.Id,
            to.Id,
            body.Section,
            body.Amount,
            body.Reason,
            body.DecisionReference,
            body.DecisionDate,
            user.Id!.Value,
            clock.GetUtcNow()
        );
        db.EnvelopeTransfers.Add(transfer);
        await db.SaveChangesAsync(cancellationToken);
        var parts = FinancerSplit
            .Of(body.Amount, onLine)
            .Select(x => new GrantShare(x.From.OwnerId, x.From.ContributionId, x.From.Financer, x.From.FiscalYear, x.Amount));
        await ledger.PostAsync(
            [Movement.Transfer(from.FundId, parts, given.Value.To.Id, body.DecisionDate, body.DecisionReference)],
            cancellationToken
        );
        return new TransferReceipt(from.Id.Value, from.Version, transfer.Id.Value);
    }
}

internal sealed class ListTransfersHandler(IBudgetDbContext db) : IQueryHandler<ListTransfers, Page<TransferModel>>
{
    public async Task<Result<Page<TransferModel>>> Handle(ListTransfers request, CancellationToken cancellationToken) =>
        await db
            .EnvelopeTransfers.AsNoTracking()
            .Where(x => x.FromEnvelopeId == request.Id || x.ToEnvelopeId == request.Id)
            .ToPageAsync(
                x => x.Id,
                descending: false,
                request.Page,
                page =>
                    page.Select(x => new TransferModel(
                        x.Id,
                        x.FromEnvelopeId,
                        x.ToEnvelopeId,
                        x.Section,
                        x.Amount,
                        x.Reason,
                        x.DecisionReference,
                        x.DecisionDate,
                        x.RecordedBy,
                        x.RecordedAt
                    )),
                x => x.Id,
                cancellationToken
            );
}
