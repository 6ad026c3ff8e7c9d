using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.ArchiveCall;

/// <summary>Archives a decided call when every grant of it has ended.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record ArchiveCall(CallId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

internal sealed class ArchivingGuard(ICurrentUser user, IGrantsOfCall grants) : ActionGuard<CallForProjects, ArchiveCall>(user)
{
    public override string Action => "archiving";

    protected override Task<Error?> RelationAsync(CallForProjects aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotNamed(User));

    protected override async Task<Error?> StateAsync(CallForProjects aggregate, CancellationToken cancellationToken) =>
        aggregate.WhyNotArchive(await grants.HaveAllEndedAsync(aggregate.Id, cancellationToken));
}

internal sealed class ArchiveCallHandler(ICallsDbContext db, ArchivingGuard guard, ICurrentUser user, IGrantsOfCall grants)
    : ICommandHandler<ArchiveCall, Receipt>
{
    public async Task<Result<Receipt>> Handle(ArchiveCall command, CancellationToken cancellationToken)
    {
        if (await db.Calls.FindVisibleAsync(command.Id, user, cancellationToken) is not { } call)
        {
            return CallErrors.NotFound;
        }

        if (await guard.WhyNotAsync(call, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var archived = call.Archive(await grants.HaveAllEndedAsync(call.Id, cancellationToken));
        if (archived.IsFailure)
        {
            return archived.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(call);
    }
}
