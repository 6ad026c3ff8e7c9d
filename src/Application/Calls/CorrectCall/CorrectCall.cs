using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.CorrectCall;

/// <summary>Mends the texts of a published call (corrigendum); nothing that decides an outcome.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record CorrectCall(CallId Id, ExpectedVersion? Version, CorrectCallBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Mended texts.</summary>
/// <param name="Title">Title as the public reads it, at most 200 characters.</param>
/// <param name="Description">What the call is for, Markdown, at most 20 000 characters.</param>
public sealed record CorrectCallBody(string Title, string? Description);

internal sealed class CorrectCallValidator : AbstractValidator<CorrectCall>
{
    public CorrectCallValidator()
    {
        RuleFor(x => x.Body.Title).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Body.Description).MaximumLength(Limits.Description);
    }
}

internal sealed class CorrigendumGuard(ICurrentUser user, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ActionGuard<CallForProjects, CorrectCall>(user)
{
    public override string Action => "corrigenda";

    protected override Task<Error?> RelationAsync(CallForProjects aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotNamed(User));

    protected override Task<Error?> StateAsync(CallForProjects aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotCorrect(clock.GetUtcNow()));
}

internal sealed class CorrectCallHandler(
    ICallsDbContext db,
    CorrigendumGuard guard,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<CorrectCall, Receipt>
{
    public async Task<Result<Receipt>> Handle(CorrectCall command, CancellationToken cancellationToken)
    {
        if (await db.Calls.FindVisibleAsync(command.Id, user, cancellationToken) is not { } call)
        {
            return CallErrors.NotFound;
        }

        if (await guard.WhyNotAsync(call, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var corrected = call.Correct(command.Body.Title, command.Body.Description, clock.GetUtcNow());
        if (corrected.IsFailure)
        {
            return corrected.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(call);
    }
}
