using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.PublishCall;

/// <summary>Publishes a draft: everybody sees it, and all that decides an outcome freezes.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record PublishCall(CallId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

internal sealed class PublicationGuard(
    ICurrentUser user,
    IEnvelopeLookup envelopes,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ActionGuard<CallForProjects, PublishCall>(user)
{
    public override string Action => "publication";

    protected override Task<Error?> RelationAsync(CallForProjects aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotNamed(User));

    protected override async Task<Error?> StateAsync(CallForProjects aggregate, CancellationToken cancellationToken) =>
        aggregate.WhyNotPublish(await envelopes.FindAmountAsync(aggregate.Id, cancellationToken), clock.GetUtcNow());
}

internal sealed class PublishCallHandler(
    ICallsDbContext db,
    PublicationGuard guard,
    IEnvelopeLookup envelopes,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<PublishCall, Receipt>
{
    public async Task<Result<Receipt>> Handle(PublishCall command, CancellationToken cancellationToken)
    {
        if (await db.Calls.FindVisibleAsync(command.Id, user, cancellationToken) is not { } call)
        {
            return CallErrors.NotFound;
        }

        if (await guard.WhyNotAsync(call, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var published = call.Publish(await envelopes.FindAmountAsync(call.Id, cancellationToken), clock.GetUtcNow());
        if (published.IsFailure)
        {
            return published.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(call);
    }
}
