using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform.Events;

namespace SocialInnovation.Application.Evaluation.ForgetPersons;

/// <summary>That an erased evaluator had a conflict stays; of what it told about its life nothing does.</summary>
internal sealed class ForgetPersons(IEvaluationDbContext db) : IDomainEventHandler<UserErased>
{
    public async Task HandleAsync(UserErased domainEvent, CancellationToken cancellationToken)
    {
        foreach (
            var declaration in await db.ConflictDeclarations.Where(x => x.EvaluatorId == domainEvent.UserId).ToListAsync(cancellationToken)
        )
        {
            declaration.Forget(domainEvent.Pseudonym);
        }

        (await db.InterestDeclarations.SingleOrDefaultAsync(x => x.UserId == domainEvent.UserId, cancellationToken))?.Forget();
    }
}
