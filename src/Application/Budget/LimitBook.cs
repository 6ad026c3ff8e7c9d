using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;

namespace SocialInnovation.Application.Budget;

/// <summary>Collects the limits of a problem, and which of them each candidate counts for.</summary>
internal sealed class LimitBook(Envelope envelope, Fund fund, CallRules call, IReadOnlyList<ApplicationFacts> candidates)
{
    /// <summary>So many different sets of contributions are combined; beyond them the adoption still looks at each.</summary>
    private const int MostDrawable = 10;

    private static readonly IEqualityComparer<IReadOnlySet<Guid>> SetComparer = EqualityComparer<IReadOnlySet<Guid>>.Create(
        (a, b) => a!.SetEquals(b!),
        x => x.Aggregate(0, (hash, id) => hash ^ id.GetHashCode())
    );

    private readonly Lazy<IReadOnlySet<Guid>[]> allowed = new(() =>
        [.. candidates.Select(x => (IReadOnlySet<Guid>)fund.ContributionsFor(x.Theme, x.Department, x.LegalForm).ToHashSet())]
    );

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
            var onLine = balances.Where(x => x.OwnerId == line.Id).ToList();
            var parts = envelope.Lines.Count == 1 ? null : Places(line.ExpenseCategories);
            var limit = new Limit(LimitKind.EnvelopeLine, Naming.Word(line.Section))
            {
                AtMost = Money.Sum(onLine.Select(x => x.Balance)),
                Categories = parts,
            };
            Add(limit, _ => true);
            AddEarmarks(line, onLine, parts);
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
    public static IReadOnlyList<AidRoom> AidRooms(
        IEnumerable<ApplicationFacts> candidates,
        GrantRules rules,
        Func<ApplicationFacts, Money> wished
    )
    {
        var rooms = new List<AidRoom>();
        foreach (var undertaking in candidates.GroupBy(x => rules.UndertakingOf(x.Siren)))
        {
            // The least of what their statements leave holds for all of them.
            var own = undertaking.Select(rules.AidLeft).OfType<Money>().ToList();
            if (own.Count > 0 && Money.Sum(undertaking.Select(wished)) > own.Min())
            {
                rooms.Add(new AidRoom([.. undertaking.Select(x => x.Siren).Distinct().Order(StringComparer.Ordinal)], own.Min()));
            }
        }

        return rooms;
    }

    public void AddAid(IReadOnlyList<AidRoom> rooms)
    {
        var places = new Dictionary<string, int>();
        foreach (var room in rooms)
        {
            foreach (var siren in room.Sirens)
            {
                places.Add(siren, limits.Count);
            }

            limits.Add(new Limit(LimitKind.DeMinimis, room.Sirens[0]) { AtMost = room.Left });
        }

        for (var i = 0; i < members.Length; i++)
        {
            if (places.TryGetValue(candidates[i].Siren, out var place))
            {
                members[i].Add(place);
            }
        }
    }

    // A set of awards can be paid exactly when, for each set of contributions, those that only it may pay ask for no more than it has. Sets that
    // are no union of what applications may draw on say nothing of their own.
    private void AddEarmarks(EnvelopeLine line, IReadOnlyList<FinancerBalance> balances, IReadOnlyList<int>? parts)
    {
        var onLine = balances.Select(x => x.ContributionId).ToHashSet();
        var own = Array.ConvertAll(allowed.Value, x => (IReadOnlySet<Guid>)x.Intersect(onLine).ToHashSet());
        var drawable = own.Distinct(SetComparer).Take(MostDrawable).ToList();
        var sets = new HashSet<IReadOnlySet<Guid>>(SetComparer);
        foreach (var set in drawable)
        {
            sets.UnionWith(sets.Select(x => (IReadOnlySet<Guid>)x.Union(set).ToHashSet()).Append(set).ToList());
        }

        foreach (var set in sets)
        {
            var payers = balances.Where(x => set.Contains(x.ContributionId)).ToList();
            if (payers.Count == balances.Count)
            {
                continue;
            }

            var financers = string.Join(", ", payers.Select(x => $"{x.Financer} {x.FiscalYear}").Distinct().Order(StringComparer.Ordinal));
            limits.Add(
                new Limit(LimitKind.Earmark, $"{Naming.Word(line.Section)}: {financers}")
                {
                    AtMost = Money.Sum(payers.Select(x => x.Balance)),
                    Categories = parts,
                }
            );
            for (var i = 0; i < members.Length; i++)
            {
                if (own[i].IsSubsetOf(set))
                {
                    members[i].Add(limits.Count - 1);
                }
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
            LimitKind.Earmark
                when Guid.TryParse(limit.Key, out var id) && fund.Contributions.FirstOrDefault(x => x.Id == id) is { } contribution => x =>
                contribution.Earmark.Allows(x.Theme, x.Department, x.LegalForm),
            _ => null,
        };

    private void Add(Limit limit, Func<ApplicationFacts, bool> belongs)
    {
        limits.Add(limit);
        for (var i = 0; i < members.Length; i++)
        {
            if (belongs(candidates[i]))
            {
                members[i].Add(limits.Count - 1);
            }
        }
    }

    private List<int> Places(IEnumerable<string> codes) => [.. codes.Select(x => categories.IndexOf(x))];
}
