using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Testing.Allocation;

/// <summary>A problem without some of its constraints.</summary>
internal static class Lifted
{
    /// <summary>Without these, for one candidate only; a minimum grant can't be lifted for one, and is for all.</summary>
    public static AllocationProblem Alone(AllocationProblem problem, int index, IReadOnlyList<Binding> bindings)
    {
        var id = problem.Candidates[index].ApplicationId;
        foreach (var binding in bindings)
        {
            // Another rank is another place.
            index = problem.Candidates.Index().Single(x => x.Item.ApplicationId == id).Index;
            problem = binding.Kind switch
            {
                BindingKind.MinimumGrant => Everywhere(problem, index, binding),
                BindingKind.ListStop => Before(problem, index, (int)binding.Figure),
                BindingKind.ExclusiveSet => With(problem, index, x => x with { ExclusiveSets = [.. x.ExclusiveSets.Where(IsOther)] }),
                _ when Own(problem.Candidates[index], binding) is { } own => With(problem, index, _ => own),
                _ => WithoutCap(problem, index, Place(problem, binding)),
            };

            bool IsOther(int set) => problem.ExclusiveSets[set].Name != binding.Key;
        }

        return problem;
    }

    /// <summary>Without this one, for all.</summary>
    public static AllocationProblem Everywhere(AllocationProblem problem, int index, Binding binding) =>
        binding.Kind switch
        {
            BindingKind.MinimumGrant => problem with { Policy = problem.Policy with { MinimumGrant = Money.Zero } },
            BindingKind.ListStop => problem with { Policy = problem.Policy with { WhenExceeded = WhenExceeded.Skip } },
            BindingKind.ExclusiveSet => problem with
            {
                Candidates =
                [
                    .. problem.Candidates.Select(x =>
                        x with
                        {
                            ExclusiveSets = [.. x.ExclusiveSets.Where(y => problem.ExclusiveSets[y].Name != binding.Key)],
                        }
                    ),
                ],
            },
            _ when Own(problem.Candidates[index], binding) is { } own => With(problem, index, _ => own),
            _ => problem with
            {
                Limits = [.. problem.Limits.Select((x, i) => i == Place(problem, binding) ? x with { AtMost = null } : x)],
            },
        };

    // What binds the candidate whatever the others get.
    private static Candidate? Own(Candidate candidate, Binding binding) =>
        binding.Kind switch
        {
            BindingKind.MinimumScore => candidate with { Score = candidate.Score + binding.Margin },
            BindingKind.Ruling => candidate with { Ruling = Ruling.None },
            _ when candidate.Obstacle == binding => candidate with { Obstacle = null },
            _ => null,
        };

    private static int Place(AllocationProblem problem, Binding binding) =>
        problem.Limits.Index().Single(x => AllocationState.Word(x.Item.Kind) == binding.Kind && x.Item.Key == binding.Key).Index;

    private static AllocationProblem With(AllocationProblem problem, int index, Func<Candidate, Candidate> change) =>
        problem with
        {
            Candidates = [.. problem.Candidates.Select((x, i) => i == index ? change(x) : x)],
        };

    // The floor stays for all, the cap becomes one of its own for the others.
    private static AllocationProblem WithoutCap(AllocationProblem problem, int index, int place)
    {
        var cap = problem.Limits[place] with { AtLeast = null, Key = problem.Limits[place].Key + " of others" };
        return problem with
        {
            Limits = [.. problem.Limits.Select((x, i) => i == place ? x with { AtMost = null } : x), cap],
            Candidates =
            [
                .. problem.Candidates.Select(
                    (x, i) => i != index && x.Limits.Contains(place) ? x with { Limits = [.. x.Limits, problem.Limits.Count] } : x
                ),
            ],
        };
    }

    private static AllocationProblem Before(AllocationProblem problem, int index, int rank) =>
        problem with
        {
            Candidates = [.. problem.Candidates.Select((x, i) => x with { Rank = i == index ? (2 * rank) - 1 : 2 * x.Rank })],
        };
}
