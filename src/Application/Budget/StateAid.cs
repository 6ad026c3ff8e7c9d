using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget;

/// <summary>Gathers what the rules on grants need to know of the undertakings that a decision is about.</summary>
internal sealed class StateAid(IBudgetDbContext db, IApplicationLookup applications) : ISharedRule
{
    /// <summary>The rules on the grants of one decision.</summary>
    /// <param name="call">The call, which states the basis.</param>
    /// <param name="sirens">Who may receive a grant.</param>
    /// <param name="awardedOn">The day of the decision.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<GrantRules> RulesAsync(
        CallRules call,
        IEnumerable<string> sirens,
        DateOnly awardedOn,
        CancellationToken cancellationToken
    )
    {
        var none = new AidFile(call.StateAidBasis, [], [], [], []);
        return new GrantRules(call, none.IsLimited ? await ReadAsync(call, sirens, cancellationToken) : none, awardedOn);
    }

    private async Task<AidFile> ReadAsync(CallRules call, IEnumerable<string> sirens, CancellationToken cancellationToken)
    {
        var basis = call.StateAidBasis;
        var asked = sirens.Distinct().Select(Siren.FromTrusted).ToList();
        var regulations = await db.AidRegulations.AsNoTracking().ToListAsync(cancellationToken);
        var undertakings = await db
            .Undertakings.AsNoTracking()
            .Where(x => x.Members.Any(y => asked.Contains(y.Siren)))
            .ToListAsync(cancellationToken);
        var linked = undertakings.SelectMany(x => x.Members).Select(x => x.Siren).Concat(asked).Distinct().ToList();
        var granted = await db
            .Grants.AsNoTracking()
            .Where(x => linked.Contains(x.Siren) && x.Status != GrantStatus.Cancelled && x.StateAidBasis == basis)
            .Select(x => new ReceivedAid(x.Siren, x.AwardedOn, x.Amount))
            .ToListAsync(cancellationToken);
        var declared = await db
            .AidDeclarations.AsNoTracking()
            .Where(x => linked.Contains(x.Siren) && x.Basis == basis)
            .Select(x => new ReceivedAid(x.Siren, x.GrantedOn, x.Amount))
            .ToListAsync(cancellationToken);
        var stated = undertakings.Count == 0 ? [] : await StatedAsync(call, linked, cancellationToken);
        return new AidFile(basis, regulations, undertakings, [.. granted, .. declared], stated);
    }

    private async Task<IReadOnlyList<StatedAid>> StatedAsync(CallRules call, List<Siren> linked, CancellationToken cancellationToken)
    {
        var wanted = linked.Select(x => x.Value).ToHashSet();
        return
        [
            .. (await applications.OfCallAsync(call.Id, cancellationToken))
                .Where(x => wanted.Contains(x.Siren))
                .Select(x => new StatedAid(
                    Siren.FromTrusted(x.Siren),
                    new AidStatement(x.DeclaredAid, RegionalDate.DateOf(x.SubmittedAt!.Value))
                )),
        ];
    }
}
