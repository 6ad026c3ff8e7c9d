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
        var keys = sirens.Distinct().Order(StringComparer.Ordinal).Select(x => $"de-minimis {x}").ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
            select pg_advisory_xact_lock(hashtextextended(key, 0))
            from (select key from unnest({keys}) with ordinality as keys (key, place) order by place) as ordered
            """,
            cancellationToken
        );
    }

    public Task PostAsync(IReadOnlyList<Movement> movements, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var ids = movements.Select(_ => Uuid.Next()).ToArray();
        var kinds = movements.Select(x => Naming.Word(x.Kind)).ToArray();
        var dates = movements.Select(x => x.EffectiveOn).ToArray();
        var decisions = movements.Select(x => x.DecisionReference).ToArray();
        var postings = movements
            .Zip(ids)
            .SelectMany(x => x.First.Postings.Select(y => (Transaction: x.Second, y.Account, y.Amount)))
            .ToList();
        var (accounts, entries) = (postings.ConvertAll(_ => Uuid.Next()), postings.ConvertAll(_ => Uuid.Next()));
        var transactions = postings.ConvertAll(x => x.Transaction);
        var places = postings.ConvertAll(x => Naming.Word(x.Account.Kind));
        var funds = postings.ConvertAll(x => x.Account.FundId.Value);
        var lines = postings.ConvertAll(x => x.Account.EnvelopeLineId);
        var grants = postings.ConvertAll(x => x.Account.GrantId?.Value);
        var financers = postings.ConvertAll(x => x.Account.Financer);
        var amounts = postings.ConvertAll(x => x.Amount.Amount);
        // One command for all of them: three statements, each of which sees what the one before wrote, in the order of the postings.
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into budget.ledger_transactions (id, recorded_at, kind, effective_on, decision_reference, actor_id)
            select id, {at}, kind, effective_on, decision_reference, {context.Caller?.Id.Value}::uuid
            from unnest({ids}, {kinds}, {dates}, {decisions}) as movements (id, kind, effective_on, decision_reference);

            insert into budget.accounts (id, kind, fund_id, envelope_line_id, grant_id, financer)
            select id, kind, fund_id, line_id, grant_id, financer
            from unnest({accounts}, {places}, {funds}, {lines}, {grants}, {financers})
                with ordinality as places (id, kind, fund_id, line_id, grant_id, financer, place)
            order by place
            on conflict on constraint ux_accounts_place do nothing;

            insert into budget.ledger_postings (id, recorded_at, transaction_id, account_id, amount)
            select p.id, {at}, p.transaction_id, a.id, p.amount
            from unnest({entries}, {transactions}, {places}, {funds}, {lines}, {grants}, {financers}, {amounts})
                with ordinality as p (id, transaction_id, kind, fund_id, line_id, grant_id, financer, amount, place)
            join budget.accounts a on a.kind = p.kind and a.fund_id = p.fund_id and a.envelope_line_id is not distinct from p.line_id
                and a.grant_id is not distinct from p.grant_id and a.financer = p.financer
            order by p.place
            """,
            cancellationToken
        );
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

    private sealed record BalanceRow(Guid OwnerId, string Financer, decimal Balance)
    {
        public FinancerBalance ToBalance() => new(OwnerId, Financer, new Money(Balance));
    }
}
