using FluentValidation;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.DraftCall;

/// <summary>Drafts a call for projects; its creator is named on it.</summary>
[Roles(Role.ProgrammeManager)]
public sealed record DraftCall(DraftCallBody Body) : ICommand<Receipt>;

/// <summary>A new call.</summary>
public sealed record DraftCallBody : CallTermsBody
{
    /// <summary>Unique reference in capitals, digits and hyphens, 3 to 40 characters; it leads the references of the call's applications.</summary>
    public required string Reference { get; init; }
}

internal sealed class DraftCallValidator : AbstractValidator<DraftCall>
{
    public DraftCallValidator()
    {
        RuleFor(x => x.Body.Reference).NotEmpty().MaximumLength(Limits.Reference).Matches(Limits.ReferencePattern);
        RuleFor(x => x.Body).SetValidator(new CallTermsBodyValidator());
    }
}

internal sealed class DraftCallHandler(ICallsDbContext db, ManagerCheck managers, ICurrentUser user) : ICommandHandler<DraftCall, Receipt>
{
    public async Task<Result<Receipt>> Handle(DraftCall command, CancellationToken cancellationToken)
    {
        if (await managers.WhyNotAsync(command.Body.Managers, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        var call = CallForProjects.Draft(EntityId.New<CallId>(), command.Body.Reference, command.Body.ToTerms(), user.Id!.Value);
        if (call.IsFailure)
        {
            return call.Error;
        }

        db.Calls.Add(call.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(call.Value);
    }
}
