using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Application.Platform.ListSessions;

/// <summary>Lists the browsers in which the caller is signed in at the embedded identity provider, the one that was seen last first.</summary>
[SignedIn]
public sealed record ListSessions : IQuery<IReadOnlyList<SignInSession>>;

internal sealed class ListSessionsHandler(ISignInSessions sessions, ICurrentUser user)
    : IQueryHandler<ListSessions, IReadOnlyList<SignInSession>>
{
    public async Task<Result<IReadOnlyList<SignInSession>>> Handle(ListSessions query, CancellationToken cancellationToken) =>
        (await sessions.ListAsync(user.Id!.Value, cancellationToken)).ToList();
}
