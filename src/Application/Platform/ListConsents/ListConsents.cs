using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Application.Platform.ListConsents;

/// <summary>Lists the programs that the caller lets act in its name.</summary>
[SignedIn]
public sealed record ListConsents : IQuery<IReadOnlyList<Consent>>;

internal sealed class ListConsentsHandler(ISignInSessions sessions, ICurrentUser user) : IQueryHandler<ListConsents, IReadOnlyList<Consent>>
{
    public async Task<Result<IReadOnlyList<Consent>>> Handle(ListConsents query, CancellationToken cancellationToken) =>
        (await sessions.ListConsentsAsync(user.Id!.Value, cancellationToken)).ToList();
}
