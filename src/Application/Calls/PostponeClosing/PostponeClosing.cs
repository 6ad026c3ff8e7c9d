using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.PostponeClosing;

/// <summary>Moves the closing of a call, only later and only before it has passed.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record PostponeClosing(CallId Id, ExpectedVersion? Version, PostponeClosingBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>A later closing.</summary>
/// <param name="ClosesAt">The new last instant at which an application is taken; later than the present one.</param>
public sealed record PostponeClosingBody(DateTimeOffset ClosesAt);

internal sealed class PostponeClosingValidator : AbstractValidator<PostponeClosing>
{
    public PostponeClosingValidator() => RuleFor(x => x.Body.ClosesAt).NotEmpty();
}

internal sealed class ClosingChangeGuard(ICurrentUser user, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ActionGuard<CallForProjects, PostponeClosing>(user)
{
    public override string Action => "closing-change";

    protected override Task<Error?> RelationAsync(CallForProjects aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotNamed(User));

    protected override Task<Error?> StateAsync(CallForProjects aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotPostponeClosing(clock.GetUtcNow()));
}

internal sealed class PostponeClosingHandler(
    ICallsDbContext db,
    ClosingChangeGuard guard,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<PostponeClosing, Receipt>
{
    public async Task<Result<Receipt>> Handle(PostponeClosing command, CancellationToken cancellationToken)
    {
        if (await db.Calls.FindVisibleAsync(command.Id, user, cancellationToken) is not { } call)
        {
            return CallErrors.NotFound;
        }

        if (await guard.WhyNotAsync(call, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var postponed = call.PostponeClosing(command.Body.ClosesAt, clock.GetUtcNow());
        if (postponed.IsFailure)
        {
            return postponed.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(call);
    }
}
