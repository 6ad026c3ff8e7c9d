using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Budget;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Budget;

/// <summary>The journal in PostgreSQL. Places are locked by the row of their fund or envelope, balances moved by the database's trigger.</summary>
internal sealed class Ledger(AppDbContext db, RequestContext context, [FromKeyedServices(Clocks.Real)] TimeProvider clock) : ILedger
{
    public async Task<IReadOnlyList<FinancerBalance>> LockFundAsync(FundId fund, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from budget.funds where id = {fund.Value} for update", cancellationToken);
        var rows = await db
            .Database.SqlQuery<BalanceRow>(
                $"""
                select fund_id as owner_id, financer, balance from budget.accounts
                where kind = 'fund-available' and fund_id = {fund.Value} order by financer
                """
            )
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(x => x.ToBalance());
    }

    public async Task<IReadOnlyList<FinancerBalance>> LockEnvelopeAsync(EnvelopeId envelope, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from budget.envelopes where id = {envelope.Value} for update", cancellationToken);
        return await ReadEnvelopeAsync(envelope, cancellationToken);
    }

    public async Task<IReadOnlyList<FinancerBalance>> ReadEnvelopeAsync(EnvelopeId envelope, CancellationToken cancellationToken)
    {
        var rows = await db
            .Database.SqlQuery<BalanceRow>(
                $"""
                select a.envelope_line_id as owner_id, a.financer, a.balance
                from budget.accounts a
                join budget.envelopes e on e.id = {envelope.Value}
                join jsonb_array_elements(e.lines) line on (line ->> 'id')::uuid = a.envelope_line_id
                where a.kind = 'envelope-available' and a.fund_id = e.fund_id
                order by a.envelope_line_id, a.financer
                """
            )
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(x => x.ToBalance());
    }

    public async Task LockUndertakingsAsync(IEnumerable<string> sirens, CancellationToken cancellationToken)
    {
        foreach (var siren in sirens.Distinct().Order(StringComparer.Ordinal))
        {
            var key = $"de-minimis {siren}";
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", cancellationToken);
        }
    }

    public async Task PostAsync(Movement movement, CancellationToken cancellationToken)
    {
        var (transaction, at, kind) = (Guid.CreateVersion7(), clock.GetUtcNow(), Naming.Word(movement.Kind));
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into budget.ledger_transactions (id, recorded_at, kind, effective_on, decision_reference, actor_id)
            values ({transaction}, {at}, {kind}, {movement.EffectiveOn}, {movement.DecisionReference}, {context.Caller?.Id.Value})
            """,
            cancellationToken
        );
        foreach (var posting in movement.Postings)
        {
            await PostAsync(transaction, at, posting, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<LedgerEntryModel>> ReadAsync(
        LedgerFilter filter,
        Guid? after,
        int take,
        CancellationToken cancellationToken
    ) =>
        await db
            .Database.SqlQuery<LedgerEntryModel>(
                $"""
                select p.id, p.transaction_id, t.kind as movement, a.kind as account, a.financer, p.amount::text as amount,
                       t.effective_on, t.decision_reference, a.grant_id
                from budget.ledger_postings p
                join budget.ledger_transactions t on t.id = p.transaction_id and t.recorded_at = p.recorded_at
                join budget.accounts a on a.id = p.account_id
                where ({after}::uuid is null or p.id > {after})
                  and ({filter.FundId}::uuid is null or a.fund_id = {filter.FundId})
                  and ({filter.GrantId}::uuid is null or a.grant_id = {filter.GrantId})
                order by p.id limit {take}
                """
            )
            .ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<BalanceModel>> BalancesAsync(FundId fund, DateOnly asOf, CancellationToken cancellationToken) =>
        await db
            .Database.SqlQuery<BalanceModel>(
                $"""
                select a.kind as account, a.financer, sum(p.amount)::numeric(18, 2)::text as balance
                from budget.ledger_postings p
                join budget.ledger_transactions t on t.id = p.transaction_id and t.recorded_at = p.recorded_at
                join budget.accounts a on a.id = p.account_id
                where a.fund_id = {fund.Value} and t.effective_on <= {asOf}
                group by a.kind, a.financer order by a.kind, a.financer
                """
            )
            .ToListAsync(cancellationToken);

    private async Task PostAsync(Guid transaction, DateTimeOffset at, Posting posting, CancellationToken cancellationToken)
    {
        var account = posting.Account;
        var (kind, amount) = (Naming.Word(account.Kind), posting.Amount.Amount);
        var (line, grant) = (account.EnvelopeLineId, account.GrantId?.Value);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into budget.accounts (id, kind, fund_id, envelope_line_id, grant_id, financer)
            values ({Guid.CreateVersion7()}, {kind}, {account.FundId.Value}, {line}, {grant}, {account.Financer})
            on conflict on constraint ux_accounts_place do nothing
            """,
            cancellationToken
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into budget.ledger_postings (id, recorded_at, transaction_id, account_id, amount)
            select {Guid.CreateVersion7()}, {at}, {transaction}, id, {amount} from budget.accounts
            where kind = {kind} and fund_id = {account.FundId.Value} and envelope_line_id is not distinct from {line}::uuid
              and grant_id is not distinct from {grant}::uuid and financer = {account.Financer}
            """,
            cancellationToken
        );
    }

    private sealed record BalanceRow(Guid OwnerId, string Financer, decimal Balance)
    {
        public FinancerBalance ToBalance() => new(OwnerId, Financer, new Money(Balance));
    }
}
