using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Application.Platform.ForgetSignIns;

/// <summary>Drops the tokens and sessions of the embedded identity provider on which nothing depends any more.</summary>
[Anonymous]
internal sealed record ForgetSignIns : ISweep;

internal sealed class ForgetSignInsHandler(ISignInSessions sessions) : ICommandHandler<ForgetSignIns, SweepReceipt>
{
    public async Task<Result<SweepReceipt>> Handle(ForgetSignIns command, CancellationToken cancellationToken) =>
        new SweepReceipt(await sessions.ForgetAsync(cancellationToken));
}
