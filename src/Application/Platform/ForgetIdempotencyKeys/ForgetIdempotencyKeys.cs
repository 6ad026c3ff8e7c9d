using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;

namespace SocialInnovation.Application.Platform.ForgetIdempotencyKeys;

/// <summary>Drops the idempotency keys that no request is compared with any more.</summary>
[Anonymous]
internal sealed record ForgetIdempotencyKeys : ISweep;

internal sealed class ForgetIdempotencyKeysHandler(IIdempotencyStore store) : ICommandHandler<ForgetIdempotencyKeys, SweepReceipt>
{
    public async Task<Result<SweepReceipt>> Handle(ForgetIdempotencyKeys command, CancellationToken cancellationToken) =>
        new SweepReceipt(await store.ForgetAsync(cancellationToken));
}
