using FluentValidation;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.EndSession;

/// <summary>Signs the caller out, and withdraws every token that was given in that session.</summary>
[SignedIn]
public sealed record EndSession(EndSessionBody Body) : ICommand<Receipt>;

/// <summary>Where to sign out.</summary>
/// <param name="SessionId">The session; without it every session of the caller ends, and every token of it is withdrawn.</param>
public sealed record EndSessionBody(Guid? SessionId = null);

internal sealed class EndSessionValidator : AbstractValidator<EndSession>
{
    public EndSessionValidator() => RuleFor(x => x.Body.SessionId).NotEqual(Guid.Empty);
}

internal sealed class EndSessionHandler(ISignInSessions sessions, ICurrentUser user) : ICommandHandler<EndSession, Receipt>
{
    public async Task<Result<Receipt>> Handle(EndSession command, CancellationToken cancellationToken)
    {
        var id = user.Id!.Value;
        if (command.Body.SessionId is not { } session)
        {
            await sessions.EndAllAsync(id, cancellationToken);
        }
        else if (!await sessions.EndAsync(id, session, cancellationToken))
        {
            return AccountErrors.UnknownSession;
        }

        return new Receipt(id.Value, 0);
    }
}
