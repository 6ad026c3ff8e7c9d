using Google.OrTools.Sat;
using SocialInnovation.Domain.Budget.Allocation;

namespace SocialInnovation.Infrastructure.Budget.Allocation;

/// <summary>The choice that a search came to.</summary>
/// <param name="Status">How far it came.</param>
/// <param name="IsIn">By column; null when there is no choice.</param>
/// <param name="Bound">No choice has a greater value.</param>
/// <param name="IsTieBroken">Whether no other choice of this value has better ranks.</param>
internal sealed record Choice(SearchStatus Status, bool[]? IsIn, long Bound, bool IsTieBroken);

/// <summary>
/// Looks for the choice of the greatest value. The linear relaxation is unsure about a few columns only; those are decided by CP-SAT, the
/// others as the relaxation has them. The value found then proves of almost all columns where they are in every choice that is as good, and
/// CP-SAT decides the rest once more, where that is more than before.
/// </summary>
internal static class OptimalChoice
{
    // By how much the core grows when nothing comes of it.
    private const int Growth = 8;

    public static Choice Of(OptimalModel model, SearchLimits limits, CancellationToken cancellationToken)
    {
        var search = new CpSatSearch(model, limits.DeterministicTime, cancellationToken);
        var gap = model.Count >= limits.Many ? limits.GapOfMany : 0;
        var relaxation = model.Count > limits.Core ? Relaxation.Of(model) : null;
        var choice = relaxation is null ? Whole(model, search, gap) : ByCore(model, relaxation, search, limits, gap);
        if (choice.Status != SearchStatus.Optimal)
        {
            return choice;
        }

        var sure = relaxation?.Sure(choice.Bound) ?? Relaxation.Nothing(model);
        return TieBreak.Of(model, sure, choice, limits, cancellationToken);
    }

    private static Choice Whole(OptimalModel model, CpSatSearch search, double gap) =>
        ChoiceOf(model, search.Maximise(Relaxation.Nothing(model), model.Values, gap: gap), long.MaxValue);

    private static Choice ByCore(OptimalModel model, Relaxation relaxation, CpSatSearch search, SearchLimits limits, double gap)
    {
        var most = (long)Int128.Min(relaxation.Bound, long.MaxValue);
        var size = limits.Core;
        var fates = relaxation.Core(size);
        var found = search.Maximise(fates, model.Values, most: limits.CoreTime);
        while (found.IsIn is null && size < model.Count)
        {
            size = (int)Math.Min((long)size * Growth, model.Count);
            fates = relaxation.Core(size);
            found = search.Maximise(fates, model.Values, most: limits.CoreTime);
        }

        if (found.IsIn is not { } isIn)
        {
            return ChoiceOf(model, search.Maximise(Relaxation.Nothing(model), model.Values, gap: gap), most);
        }

        var value = model.ValueOf(isIn);
        var sure = relaxation.Sure(value);
        if (found.Status == CpSolverStatus.Optimal && sure.Zip(fates).All(x => x.First != Fate.Open || x.Second == Fate.Open))
        {
            return new Choice(SearchStatus.Optimal, isIn, value, false);
        }

        if (most - value <= gap * most)
        {
            return new Choice(most == value ? SearchStatus.Optimal : SearchStatus.Feasible, isIn, most, false);
        }

        var last = search.Maximise(sure, model.Values, value, isIn, gap);
        return last.IsIn is null
            ? new Choice(SearchStatus.Feasible, isIn, Math.Min(most, Math.Max(last.Bound, value)), false)
            : ChoiceOf(model, last, most);
    }

    private static Choice ChoiceOf(OptimalModel model, Found found, long most)
    {
        if (found.IsIn is not { } isIn)
        {
            return new Choice(
                found.Status == CpSolverStatus.Infeasible ? SearchStatus.Infeasible : SearchStatus.Unknown,
                null,
                most,
                false
            );
        }

        var value = model.ValueOf(isIn);
        // Every choice that is better than this one is among those that the run looked at.
        var bound = Math.Max(value, Math.Min(most, found.Bound));
        return new Choice(bound == value ? SearchStatus.Optimal : SearchStatus.Feasible, isIn, bound, false);
    }
}
