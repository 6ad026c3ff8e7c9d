using System.Globalization;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Testing;
using SocialInnovation.Testing.Allocation;

namespace SocialInnovation.Domain.Tests.Budget.Allocation;

/// <summary>An election of the Pabulib format: an application is a project, a voter's mark is 1 where he approves.</summary>
internal sealed record Election(AllocationProblem Problem, IReadOnlyList<IReadOnlyDictionary<GrantApplicationId, Fraction>> Voters)
{
    public static readonly string Folder = Path.Combine(Repository.Root, "tests", "Domain.Tests", "Budget", "Allocation", "elections");

    public static Election Read(string file)
    {
        var sections = new Dictionary<string, List<string[]>>();
        foreach (var line in File.ReadLines(Path.Combine(Folder, file)).Where(x => x.Length > 0))
        {
            if (line is "META" or "PROJECTS" or "VOTES")
            {
                sections.Add(line, []);
            }
            else
            {
                sections.Last().Value.Add(line.Split(';'));
            }
        }

        var budget = decimal.Parse(sections["META"].Single(x => x[0] == "budget")[1], CultureInfo.InvariantCulture);
        var candidates = sections["PROJECTS"]
            .Skip(1)
            .Select((x, i) => Applicants.Of(i + 1, decimal.Parse(x[1], CultureInfo.InvariantCulture), reference: x[0]))
            .ToList();
        var ids = candidates.ToDictionary(x => x.Reference, x => x.ApplicationId);
        var voters = sections["VOTES"]
            .Skip(1)
            .Select(x => (IReadOnlyDictionary<GrantApplicationId, Fraction>)x[1].Split(',').ToDictionary(y => ids[y], _ => (Fraction)1))
            .ToList();
        return new Election(Applicants.Problem(Applicants.Policy(AllocationPolicy.EqualShares), budget, candidates), voters);
    }

    public EqualSharesBallots Ballots(EqualSharesUtility utility) => new(Voters, utility);
}
