using Google.OrTools.Sat;

namespace SocialInnovation.Infrastructure.Budget.Allocation;

/// <summary>
/// Of all choices of the greatest value, the one of the best ranks: the first column that is not in both is in it. Columns are decided in
/// rank order, some at a time: the greatest sum of weights, of which each is more than all that follow it together, says which are in.
/// </summary>
internal static class TieBreak
{
    /// <param name="model">The model.</param>
    /// <param name="sure">What is the same in all of these choices.</param>
    /// <param name="choice">One of them.</param>
    public static Choice Of(OptimalModel model, Fate[] sure, Choice choice, SearchLimits limits, CancellationToken cancellationToken)
    {
        var search = new CpSatSearch(model, limits.DeterministicTime, cancellationToken);
        var (fates, isIn, value) = ((Fate[])sure.Clone(), choice.IsIn!, choice.Bound);
        var open = Enumerable.Range(0, fates.Length).Where(x => fates[x] == Fate.Open).ToArray();
        foreach (var chunk in open.Chunk(limits.Chunk))
        {
            // Those at its front that are in cannot be better.
            var front = chunk.TakeWhile(x => isIn[x]).Count();
            Decide(fates, isIn, chunk.Take(front));
            if (front == chunk.Length)
            {
                continue;
            }

            var weights = new long[fates.Length];
            for (var i = front; i < chunk.Length; i++)
            {
                weights[chunk[i]] = 1L << (chunk.Length - 1 - i);
            }

            var found = search.Maximise(fates, weights, value, isIn);
            if (found.Status != CpSolverStatus.Optimal)
            {
                return choice with { IsIn = found.IsIn is { } better && Sum(better, weights) > Sum(isIn, weights) ? better : isIn };
            }

            isIn = found.IsIn!;
            Decide(fates, isIn, chunk);
        }

        return choice with
        {
            IsIn = isIn,
            IsTieBroken = true,
        };
    }

    private static long Sum(bool[] isIn, long[] weights) => isIn.Zip(weights, (x, y) => x ? y : 0).Sum();

    private static void Decide(Fate[] fates, bool[] isIn, IEnumerable<int> columns)
    {
        foreach (var column in columns)
        {
            fates[column] = isIn[column] ? Fate.In : Fate.Out;
        }
    }
}
