using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.IssueApiKey;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.EndApiKey;

/// <summary>Takes a key back: from now on it opens nothing.</summary>
[Roles(Role.Administrator)]
public sealed record RevokeApiKey(ApiKeyId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Issues the key that takes another's place, with the same user, scopes and networks; for an overlap both may be used.</summary>
[Roles(Role.Administrator)]
public sealed record RotateApiKey(ApiKeyId Id, ExpectedVersion? Version, RotateApiKeyBody Body)
    : ICommand<ApiKeyReceipt>,
        IVersionedCommand;

/// <summary>How a key takes another's place.</summary>
/// <param name="OverlapDays">For how many days the former key may be used yet, 0 for not at all; never longer than it could have been.</param>
/// <param name="ExpiresAt">Until when the new key may be used, at most two years away; in Swagger UI the example's becomes a year from now.</param>
public sealed record RotateApiKeyBody(int OverlapDays, DateTimeOffset ExpiresAt);

internal sealed class RotateApiKeyValidator : AbstractValidator<RotateApiKey>
{
    public RotateApiKeyValidator() => RuleFor(x => x.Body.OverlapDays).InclusiveBetween(0, ApiKey.MostOverlapDays);
}

internal sealed class RevocationGuard(ICurrentUser user, [FromKeyedServices(Clocks.Real)] TimeProvider clock)
    : ActionGuard<ApiKey, RevokeApiKey>(user)
{
    public override string Action => "revocation";

    protected override Task<Error?> StateAsync(ApiKey aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotRevoke(clock.GetUtcNow()));
}

internal sealed class RotationGuard(ICurrentUser user, KeyHolderRule holder, [FromKeyedServices(Clocks.Real)] TimeProvider clock)
    : ActionGuard<ApiKey, RotateApiKey>(user)
{
    public override string Action => "rotation";

    protected override async Task<Error?> StateAsync(ApiKey aggregate, CancellationToken cancellationToken) =>
        aggregate.WhyNotRotate(clock.GetUtcNow()) ?? await holder.WhyNotAsync(aggregate.UserId, cancellationToken);
}

internal sealed class RevokeApiKeyHandler(IPlatformDbContext db, RevocationGuard guard, [FromKeyedServices(Clocks.Real)] TimeProvider clock)
    : ICommandHandler<RevokeApiKey, Receipt>
{
    public async Task<Result<Receipt>> Handle(RevokeApiKey command, CancellationToken cancellationToken)
    {
        if (await db.ApiKeys.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } key)
        {
            return ApiKeyErrors.NotFound;
        }

        if (await guard.WhyNotAsync(key, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var revoked = key.Revoke(clock.GetUtcNow());
        if (revoked.IsFailure)
        {
            return revoked.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(key);
    }
}

internal sealed class RotateApiKeyHandler(
    IPlatformDbContext db,
    RotationGuard guard,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock
) : ICommandHandler<RotateApiKey, ApiKeyReceipt>
{
    public async Task<Result<ApiKeyReceipt>> Handle(RotateApiKey command, CancellationToken cancellationToken)
    {
        if (await db.ApiKeys.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } key)
        {
            return ApiKeyErrors.NotFound;
        }

        if (await guard.WhyNotAsync(key, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var text = ApiKeyText.New();
        var (body, secret) = (command.Body, ApiKeyText.Read(text)!);
        var next = key.Rotate(secret, body.ExpiresAt, body.OverlapDays, user.Id!.Value, clock.GetUtcNow());
        if (next.IsFailure)
        {
            return next.Error;
        }

        db.ApiKeys.Add(next.Value);
        await db.SaveChangesAsync(cancellationToken);
        return new ApiKeyReceipt(next.Value.Id.Value, next.Value.Version, text);
    }
}
