using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;

namespace SocialInnovation.Application.Budget;

/// <summary>Collects the limits of a problem, and which of them each candidate counts for.</summary>
internal sealed class LimitBook(Envelope envelope, CallRules call, IReadOnlyList<RankedCandidate> candidates)
{
    // The first category of the first line comes first: what has no eligible costs stands there.
    private readonly List<string> categories = [.. envelope.Lines.SelectMany(x => x.ExpenseCategories)];
    private readonly List<Limit> limits = [];
    private readonly List<int>[] members = [.. candidates.Select(_ => new List<int>())];

    public IReadOnlyList<Limit> Limits => limits;

    /// <summary>Whether any limit counts parts of grants.</summary>
    public bool AsksForParts => limits.Exists(x => x.Categories is not null);

    public IReadOnlyList<int> Of(int candidate) => members[candidate];

    /// <summary>An application's eligible costs by category, in the problem's order of categories.</summary>
    public IReadOnlyList<Money> CostsOf(ApplicationFacts application)
    {
        var costs = (application.EligibleCosts ?? application.Costs).ToLookup(x => x.Category, x => x.Amount);
        return categories.ConvertAll(x => Money.Sum(costs[x]));
    }

    /// <summary>What each line of the envelope holds.</summary>
    public void AddEnvelope(IReadOnlyList<FinancerBalance> balances)
    {
        foreach (var line in envelope.Lines)
        {
            var limit = new Limit(LimitKind.EnvelopeLine, Naming.Word(line.Section))
            {
                AtMost = Money.Sum(balances.Where(x => x.OwnerId == line.Id).Select(x => x.Balance)),
                Categories = envelope.Lines.Count == 1 ? null : Places(line.ExpenseCategories),
            };
            Add(limit, _ => true);
        }
    }

    /// <summary>What was asked for; refused when a key is unknown.</summary>
    public Error? Add(IReadOnlyList<AskedLimit> asked)
    {
        foreach (var (index, limit) in asked.Index())
        {
            if (MembersOf(limit) is not { } belongs)
            {
                return AllocationErrors.UnknownLimitKey(index, limit.Key);
            }

            var parts = limit.Kind == LimitKind.ExpenseCategory ? Places([limit.Key]) : null;
            Add(
                new Limit(limit.Kind, limit.Key)
                {
                    AtMost = limit.AtMost,
                    AtLeast = limit.AtLeast,
                    Categories = parts,
                },
                belongs
            );
        }

        return null;
    }

    /// <summary>What state aid leaves to each undertaking, where its applications ask for more than that.</summary>
    public static IReadOnlyDictionary<string, Money> AidLeft(
        IEnumerable<RankedCandidate> candidates,
        Func<ApplicationFacts, Money?> left,
        Func<ApplicationFacts, Money> wished
    )
    {
        var rooms = new SortedDictionary<string, Money>(StringComparer.Ordinal);
        foreach (var undertaking in candidates.Select(x => x.Application).GroupBy(x => x.Siren))
        {
            // What it declared last, which may be more than before, counts for all of them.
            var own = undertaking.Select(left).OfType<Money>().ToList();
            if (own.Count > 0 && Money.Sum(undertaking.Select(wished)) > own.Min())
            {
                rooms.Add(undertaking.Key, own.Min());
            }
        }

        return rooms;
    }

    public void AddAid(IReadOnlyDictionary<string, Money> left)
    {
        var places = new Dictionary<string, int>();
        foreach (var (undertaking, room) in left)
        {
            places.Add(undertaking, limits.Count);
            limits.Add(new Limit(LimitKind.DeMinimis, undertaking) { AtMost = room });
        }

        for (var i = 0; i < members.Length; i++)
        {
            if (places.TryGetValue(candidates[i].Application.Siren, out var place))
            {
                members[i].Add(place);
            }
        }
    }

    private Func<ApplicationFacts, bool>? MembersOf(AskedLimit limit) =>
        limit.Kind switch
        {
            LimitKind.Theme when call.Themes.Contains(limit.Key) => x => x.Theme == limit.Key,
            LimitKind.Department => x => x.Department == limit.Key,
            LimitKind.Initiator when Naming.Parse<Initiator>(limit.Key) is { } initiator => x => x.Initiator == initiator,
            LimitKind.ExpenseCategory when call.ExpenseCategories.Contains(limit.Key) => _ => true,
            _ => null,
        };

    private void Add(Limit limit, Func<ApplicationFacts, bool> belongs)
    {
        limits.Add(limit);
        for (var i = 0; i < members.Length; i++)
        {
            if (belongs(candidates[i].Application))
            {
                members[i].Add(limits.Count - 1);
            }
        }
    }

    private List<int> Places(IEnumerable<string> codes) => [.. codes.Select(x => categories.IndexOf(x))];
}
