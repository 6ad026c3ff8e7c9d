using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Applications;

internal sealed class ApplicationReads(AppDbContext db) : IApplicationReads
{
    private static readonly Func<AppDbContext, CallId, UserId, GrantApplicationId, int, IAsyncEnumerable<ApplicationRow>> ListSubmitted =
        EF.CompileAsyncQuery(
            (AppDbContext context, CallId call, UserId reader, GrantApplicationId after, int take) =>
                context
                    .GrantApplications.AsNoTracking()
                    .Where(x => x.CallId == call && x.SubmittedAt != null && x.Id > after)
                    .OrderBy(x => x.Id)
                    .Take(take)
                    .Select(x => new ApplicationRow(
                        x.Id,
                        x.Reference,
                        x.CallId,
                        x.OrganisationId,
                        context.Members.Any(y => y.OrganisationId == x.OrganisationId && y.UserId == reader),
                        x.State,
                        x.CompletionDeadline,
                        JsonText.Of(x.Content, "projectTitle"),
                        JsonText.Of(x.Content, "plan", "requested"),
                        x.SubmittedAt,
                        x.AwardedAmount,
                        x.OutcomeReason,
                        x.NotifiedAt,
                        x.Version
                    ))
        );

    public async Task<List<ApplicationRow>> ListSubmittedAsync(
        CallId call,
        UserId reader,
        GrantApplicationId after,
        int take,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<ApplicationRow>(take);
        await foreach (var row in ListSubmitted(db, call, reader, after, take).WithCancellation(cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }
}
