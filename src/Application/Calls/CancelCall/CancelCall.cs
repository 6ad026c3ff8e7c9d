using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.CancelCall;

/// <summary>Ends a call without a decision; its applications end with it and their applicants are told.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record CancelCall(CallId Id, ExpectedVersion? Version, CancelCallBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Why a call ends without a decision.</summary>
/// <param name="Reason">The kind of reason.</param>
/// <param name="Explanation">What the public reads, at most 20 000 characters.</param>
public sealed record CancelCallBody(CallCancellationReason Reason, string Explanation);

internal sealed class CancelCallValidator : AbstractValidator<CancelCall>
{
    public CancelCallValidator() => RuleFor(x => x.Body.Explanation).NotEmpty().MaximumLength(Limits.Description);
}

internal sealed class CancellationGuard(ICurrentUser user) : ActionGuard<CallForProjects, CancelCall>(user)
{
    public override string Action => "cancellation";

    protected override Task<Error?> RelationAsync(CallForProjects aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotNamed(User));

    protected override Task<Error?> StateAsync(CallForProjects aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotCancel());
}

internal sealed class CancelCallHandler(
    ICallsDbContext db,
    CancellationGuard guard,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<CancelCall, Receipt>
{
    public async Task<Result<Receipt>> Handle(CancelCall command, CancellationToken cancellationToken)
    {
        if (await db.Calls.FindVisibleAsync(command.Id, user, cancellationToken) is not { } call)
        {
            return CallErrors.NotFound;
        }

        if (await guard.WhyNotAsync(call, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var cancelled = call.Cancel(command.Body.Reason, command.Body.Explanation, clock.GetUtcNow());
        if (cancelled.IsFailure)
        {
            return cancelled.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(call);
    }
}
