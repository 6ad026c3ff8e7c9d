using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Infrastructure.Evaluation;

/// <summary>
/// Lets applications exchange readers at random: of a plan that is the most even the solver finds one in which the same few may read much
/// together, and calibration needs a graph of readers that hangs together. Who exchanges is of the same college, so that loads and colleges
/// stay as they are. Deterministic: the random numbers are always the same.
/// </summary>
internal sealed class ReaderExchange(AssignmentProblem problem, List<ReadingNeed> needs, List<Reader> readers)
{
    private const int Rounds = 4;

    /// <param name="given">By need, the reader that it is given; in order of the needs.</param>
    public List<(int Need, int Reader)> Of(List<(int Need, int Reader)> given)
    {
        var (mixed, random) = (given.ToArray(), new Random(1));
        var readersOf = given.GroupBy(x => x.Need).ToDictionary(x => x.Key, x => x.Select(y => y.Reader).ToHashSet());
        // Where one college is enough, all are as one.
        var colleges = given
            .Index()
            .GroupBy(x => problem.Rule.CollegesPerApplication > 1 ? readers[x.Item.Reader].College : "", x => x.Index);
        foreach (var college in colleges.Select(x => x.ToArray()))
        {
            for (var i = 0; i < Rounds * college.Length; i++)
            {
                TryExchange(ref mixed[college[i % college.Length]], ref mixed[college[random.Next(college.Length)]], readersOf);
            }
        }

        return [.. mixed.Order()];
    }

    private void TryExchange(ref (int Need, int Reader) one, ref (int Need, int Reader) other, Dictionary<int, HashSet<int>> readersOf)
    {
        var (ofOne, ofOther) = (readersOf[one.Need], readersOf[other.Need]);
        if (CanRead(one.Need, other.Reader, ofOne) && CanRead(other.Need, one.Reader, ofOther))
        {
            ofOne.Remove(one.Reader);
            ofOne.Add(other.Reader);
            ofOther.Remove(other.Reader);
            ofOther.Add(one.Reader);
            (one.Reader, other.Reader) = (other.Reader, one.Reader);
        }
    }

    private bool CanRead(int need, int reader, HashSet<int> others)
    {
        var (application, user) = (needs[need].Application, readers[reader].UserId);
        return !others.Contains(reader)
            && !problem.Barred.Contains(new Reading(application.Id, user))
            && !application.PresentReaders.Contains(user);
    }
}
