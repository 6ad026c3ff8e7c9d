using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.EndSession;

/// <summary>Signs the caller out in one browser, and withdraws every token that was given there.</summary>
[SignedIn]
public sealed record EndSession(Guid Id) : ICommand<Receipt>;

internal sealed class EndSessionHandler(ISignInSessions sessions, ICurrentUser user) : ICommandHandler<EndSession, Receipt>
{
    public async Task<Result<Receipt>> Handle(EndSession command, CancellationToken cancellationToken) =>
        await sessions.EndAsync(user.Id!.Value, command.Id, cancellationToken) ? new Receipt(command.Id, 1) : AccountErrors.SessionNotFound;
}
