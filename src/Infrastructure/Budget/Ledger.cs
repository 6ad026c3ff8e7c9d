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
                select fund_id as owner_id, contribution_id, financer, fiscal_year, balance from budget.accounts
                where kind = 'fund-available' and fund_id = {fund.Value} order by financer, fiscal_year, contribution_id
                """
            )
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(x => x.ToBalance());
    }

    public async Task<IReadOnlyList<FinancerBalance>> LockEnvelopeAsync(EnvelopeId envelope, CancellationToken cancellationToken)
    {
        await LockEnvelopesAsync([envelope], cancellationToken);
        return await ReadEnvelopeAsync(envelope, cancellationToken);
    }

    public Task LockEnvelopesAsync(IReadOnlyCollection<EnvelopeId> envelopes, CancellationToken cancellationToken)
    {
        var ids = envelopes.Select(x => x.Value).ToArray();
        return db.Database.ExecuteSqlAsync(
            $"select 1 from budget.envelopes where id = any({ids}) order by id for update",
            cancellationToken
        );
    }

    public async Task<IReadOnlyList<FinancerBalance>> ReadEnvelopeAsync(EnvelopeId envelope, CancellationToken cancellationToken)
    {
        var rows = await db
            .Database.SqlQuery<BalanceRow>(
                $"""
                select a.envelope_line_id as owner_id, a.contribution_id, a.financer, a.fiscal_year, a.balance
                from budget.accounts a
                join budget.envelopes e on e.id = {envelope.Value}
                join jsonb_array_elements(e.lines) line on (line ->> 'id')::uuid = a.envelope_line_id
                where a.kind = 'envelope-available' and a.fund_id = e.fund_id
                order by a.envelope_line_id, a.financer, a.fiscal_year, a.contribution_id
                """
            )
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(x => x.ToBalance());
    }

    // Who is linked can't change before the transaction ends; whoever changes it takes the first lock alone.
    public Task LockUndertakingsAsync(IEnumerable<string> sirens, CancellationToken cancellationToken)
    {
        var asked = sirens.Distinct().ToArray();
        return db.Database.ExecuteSqlAsync(
            $"""
            select pg_advisory_xact_lock_shared(hashtextextended({UndertakingLocks.Links}, 0));

            select pg_advisory_xact_lock(hashtextextended('de-minimis ' || siren, 0))
            from (
                select siren collate "C" as siren from unnest({asked}) as asked (siren)
                union
                select linked.siren collate "C" from budget.undertaking_members asked
                join budget.undertaking_members linked on linked.undertaking_id = asked.undertaking_id
                where asked.siren = any({asked})
                order by siren
            ) as ordered
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
        var contributions = postings.ConvertAll(x => x.Account.ContributionId);
        var financers = postings.ConvertAll(x => x.Account.Financer);
        var years = postings.ConvertAll(x => x.Account.FiscalYear);
        var amounts = postings.ConvertAll(x => x.Amount.Amount);
        // One command for all of them: three statements, each of which sees what the one before wrote, in the order of the postings. A fund has
        // many accounts: those of a grant are found by the grant, the few others by their kind.
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into budget.ledger_transactions (id, recorded_at, kind, effective_on, decision_reference, actor_id)
            select id, {at}, kind, effective_on, decision_reference, {context.Caller?.Id.Value}::uuid
            from unnest({ids}, {kinds}, {dates}, {decisions}) as movements (id, kind, effective_on, decision_reference);

            insert into budget.accounts (id, kind, fund_id, envelope_line_id, grant_id, contribution_id, financer, fiscal_year)
            select id, kind, fund_id, line_id, grant_id, contribution_id, financer, fiscal_year
            from unnest({accounts}, {places}, {funds}, {lines}, {grants}, {contributions}, {financers}, {years})
                with ordinality as places (id, kind, fund_id, line_id, grant_id, contribution_id, financer, fiscal_year, place)
            order by place
            on conflict on constraint ux_accounts_place do nothing;

            insert into budget.ledger_postings (id, recorded_at, transaction_id, account_id, amount)
            select p.id, {at}, p.transaction_id, a.id, p.amount
            from unnest({entries}, {transactions}, {places}, {funds}, {lines}, {grants}, {contributions}, {amounts})
                with ordinality as p (id, transaction_id, kind, fund_id, line_id, grant_id, contribution_id, amount, place)
            cross join lateral (
                select id from budget.accounts
                where grant_id = p.grant_id and kind = p.kind and fund_id = p.fund_id
                    and contribution_id = p.contribution_id and envelope_line_id is not distinct from p.line_id
                union all
                select id from budget.accounts
                where p.grant_id is null and grant_id is null and kind = p.kind and fund_id = p.fund_id
                    and contribution_id = p.contribution_id and envelope_line_id is not distinct from p.line_id
            ) a
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
                select p.id, p.transaction_id, t.kind as movement, a.kind as account, a.financer, a.contribution_id, a.fiscal_year,
                       p.amount::text as amount, t.effective_on, t.decision_reference, a.envelope_line_id, a.grant_id
                from budget.ledger_postings p
                join budget.ledger_transactions t on t.id = p.transaction_id and t.recorded_at = p.recorded_at
                join budget.accounts a on a.id = p.account_id
                where ({after}::uuid is null or p.id > {after})
                  and ({filter.FundId}::uuid is null or a.fund_id = {filter.FundId})
                  and ({filter.EnvelopeId}::uuid is null or a.envelope_line_id in (
                      select (line ->> 'id')::uuid from budget.envelopes e, jsonb_array_elements(e.lines) line where e.id = {filter.EnvelopeId}))
                  and ({filter.Financer}::text is null or a.financer = {filter.Financer})
                  and ({filter.From}::date is null or t.effective_on >= {filter.From})
                  and ({filter.To}::date is null or t.effective_on <= {filter.To})
                  and ({filter.GrantId}::uuid is null or a.grant_id = {filter.GrantId})
                order by p.id limit {take}
                """
            )
            .ToListAsync(cancellationToken);

    // What is paid leaves the account of what is committed, and stays promised all the same.
    public async Task<IReadOnlyList<CommittedByTheme>> CommittedAsync(FundId fund, CancellationToken cancellationToken) =>
        await db
            .Database.SqlQuery<CommittedByTheme>(
                $"""
                select extract(year from g.awarded_on)::int as year, g.theme, sum(a.balance) as committed,
                    coalesce(sum(a.balance) filter (where a.kind = 'grant-paid'), 0) as paid
                from budget.accounts a
                join budget.grants g on g.id = a.grant_id and g.notified_at is not null
                where a.fund_id = {fund.Value} and a.kind in ('grant-committed', 'grant-paid')
                group by 1, 2 order by 1, 2
                """
            )
            .ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<BalanceModel>> BalancesAsync(
        FundId fund,
        BalancesBy by,
        DateOnly asOf,
        CancellationToken cancellationToken
    )
    {
        var word = Naming.Word(by);
        return await db
            .Database.SqlQuery<BalanceModel>(
                $"""
                select b.account, b.financer, b.contribution_id, b.fiscal_year, line.envelope_id, b.envelope_line_id, line.section, b.grant_id, b.balance
                from (
                    select a.kind as account, of.financer, of.contribution_id, of.fiscal_year, of.envelope_line_id, of.grant_id,
                        sum(p.amount)::numeric(18, 2)::text as balance
                    from budget.ledger_postings p
                    join budget.ledger_transactions t on t.id = p.transaction_id and t.recorded_at = p.recorded_at
                    join budget.accounts a on a.id = p.account_id
                    cross join lateral (
                        select
                            case when {word} in ('financer', 'contribution') then a.financer end as financer,
                            case when {word} = 'contribution' then a.contribution_id end as contribution_id,
                            case when {word} in ('contribution', 'fiscal-year') then a.fiscal_year end as fiscal_year,
                            case when {word} = 'envelope-line' then a.envelope_line_id end as envelope_line_id,
                            case when {word} = 'grant' then a.grant_id end as grant_id
                    ) of
                    where a.fund_id = {fund.Value} and t.effective_on <= {asOf}
                    group by a.kind, of.financer, of.contribution_id, of.fiscal_year, of.envelope_line_id, of.grant_id
                ) b
                left join (
                    select e.id as envelope_id, (line ->> 'id')::uuid as id, line ->> 'section' as section
                    from budget.envelopes e, jsonb_array_elements(e.lines) line where e.fund_id = {fund.Value}
                ) line on line.id = b.envelope_line_id
                order by b.account, b.financer, b.fiscal_year, b.contribution_id, b.envelope_line_id, b.grant_id
                """
            )
            .ToListAsync(cancellationToken);
    }

    private sealed record BalanceRow(Guid OwnerId, Guid ContributionId, string Financer, int FiscalYear, decimal Balance)
    {
        public FinancerBalance ToBalance() => new(OwnerId, ContributionId, Financer, FiscalYear, new Money(Balance));
    }
}
