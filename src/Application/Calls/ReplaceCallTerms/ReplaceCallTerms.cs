using FluentValidation;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.ReplaceCallTerms;

/// <summary>Replaces the terms of a draft.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record ReplaceCallTerms(CallId Id, ExpectedVersion? Version, CallTermsBody Body) : ICommand<Receipt>, IVersionedCommand;

internal sealed class ReplaceCallTermsValidator : AbstractValidator<ReplaceCallTerms>
{
    public ReplaceCallTermsValidator() => RuleFor(x => x.Body).SetValidator(new CallTermsBodyValidator());
}

internal sealed class ReplaceCallTermsHandler(ICallsDbContext db, ManagerCheck managers, ICurrentUser user)
    : ICommandHandler<ReplaceCallTerms, Receipt>
{
    public async Task<Result<Receipt>> Handle(ReplaceCallTerms command, CancellationToken cancellationToken)
    {
        if (await db.Calls.FindVisibleAsync(command.Id, user, cancellationToken) is not { } call)
        {
            return CallErrors.NotFound;
        }

        if (
            (
                call.WhyNotNamed(user)
                ?? ExpectedVersion.WhyStale(command.Version, call)
                ?? call.WhyNotReplaceTerms()
                ?? await managers.WhyNotAsync(command.Body.Managers, cancellationToken)
            ) is
            { } error
        )
        {
            return error;
        }

        var replaced = call.ReplaceTerms(command.Body.ToTerms());
        if (replaced.IsFailure)
        {
            return replaced.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(call);
    }
}
