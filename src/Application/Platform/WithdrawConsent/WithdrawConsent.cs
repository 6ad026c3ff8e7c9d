using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.WithdrawConsent;

/// <summary>Takes the caller's consent to a program back, and withdraws every token that it has.</summary>
[SignedIn]
public sealed record WithdrawConsent(Guid Id) : ICommand<Receipt>;

internal sealed class WithdrawConsentHandler(ISignInSessions sessions, ICurrentUser user) : ICommandHandler<WithdrawConsent, Receipt>
{
    public async Task<Result<Receipt>> Handle(WithdrawConsent command, CancellationToken cancellationToken) =>
        await sessions.WithdrawConsentAsync(user.Id!.Value, command.Id, cancellationToken)
            ? new Receipt(command.Id, 1)
            : AccountErrors.ConsentNotFound;
}
