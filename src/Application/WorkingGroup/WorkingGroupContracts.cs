using SocialInnovation.Application.Budget.Contracts;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.WorkingGroup;

internal sealed class OpinionLookup(IWorkingGroupDbContext db) : IOpinionLookup
{
    public async Task<OpinionFacts?> FindAsync(AllocationScenarioId id, CancellationToken cancellationToken) =>
        await db.FindMeetingWithOpinionAsync(id.Value, cancellationToken) is { } meeting
        && meeting.Opinions.Last(x => x.ScenarioId == id) is var opinion
            ? new OpinionFacts(opinion.IsFavourable, opinion.GivenAt, meeting.Id)
            : null;
}
