using FluentValidation;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.WithdrawConsent;

/// <summary>Takes the caller's consent back, and withdraws every token that was given by it.</summary>
[SignedIn]
public sealed record WithdrawConsent(WithdrawConsentBody Body) : ICommand<Receipt>;

/// <summary>Whose consent is taken back.</summary>
/// <param name="ClientId">The program, at most 100 characters; without it every consent is taken back.</param>
public sealed record WithdrawConsentBody(string? ClientId = null);

internal sealed class WithdrawConsentValidator : AbstractValidator<WithdrawConsent>
{
    public WithdrawConsentValidator() => RuleFor(x => x.Body.ClientId).MaximumLength(PlatformLimits.ClientId);
}

internal sealed class WithdrawConsentHandler(ISignInSessions sessions, ICurrentUser user) : ICommandHandler<WithdrawConsent, Receipt>
{
    public async Task<Result<Receipt>> Handle(WithdrawConsent command, CancellationToken cancellationToken)
    {
        var id = user.Id!.Value;
        var withdrawn = await sessions.WithdrawConsentsAsync(id, command.Body.ClientId, cancellationToken);
        return withdrawn == 0 && command.Body.ClientId is not null ? AccountErrors.UnknownConsent : new Receipt(id.Value, 0);
    }
}
