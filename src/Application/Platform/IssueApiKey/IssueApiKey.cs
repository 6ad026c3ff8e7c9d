using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.IssueApiKey;

/// <summary>Issues a key with which a registered machine calls. The key is in this answer and nowhere else: only its hash is kept.</summary>
[Roles(Role.Administrator)]
public sealed record IssueApiKey(IssueApiKeyBody Body) : ICommand<ApiKeyReceipt>;

/// <summary>A new key.</summary>
/// <param name="UserId">Whose rights it uses: a machine, none of whose roles decides, signs or administers.</param>
/// <param name="Name">What it is for, at most 200 characters.</param>
/// <param name="Scopes">To what it is restricted beside the roles; <c>api</c> for everything that they allow.</param>
/// <param name="AllowedNetworks">From where it may be used, such as <c>203.0.113.0/24</c> or <c>2001:db8::/32</c>; empty for anywhere.</param>
/// <param name="ExpiresAt">Until when it may be used, at most two years away; in Swagger UI the example's becomes a year from now.</param>
public sealed record IssueApiKeyBody(
    UserId UserId,
    string Name,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> AllowedNetworks,
    DateTimeOffset ExpiresAt
);

/// <summary>A key was issued.</summary>
/// <param name="Id">Identifier of the key, which is no secret.</param>
/// <param name="Version">Its version.</param>
/// <param name="Key">
/// The key, told this once; send it as <c>Authorization: Bearer sik_…</c>. Null when the answer repeats an earlier one
/// (<c>Idempotency-Replayed</c>): what was lost with it can't be told again, so revoke that key and issue another.
/// </param>
public sealed record ApiKeyReceipt(Guid Id, int Version, string? Key) : Receipt(Id, Version), ITellsSecret
{
    Receipt ITellsSecret.WithoutSecret() => this with { Key = null };

    public override string ToString() => $"{nameof(ApiKeyReceipt)} {Id}";
}

internal sealed class IssueApiKeyValidator : AbstractValidator<IssueApiKey>
{
    public IssueApiKeyValidator()
    {
        RuleFor(x => x.Body.UserId).NotEmpty();
        RuleFor(x => x.Body.Name).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Body.Scopes).NotEmpty().HasAtMost(Limits.Items);
        RuleForEach(x => x.Body.Scopes).NotEmpty().IsOneOf([.. Scopes.All]);
        RuleFor(x => x.Body.AllowedNetworks).NotNull().HasAtMost(Limits.Items);
        RuleForEach(x => x.Body.AllowedNetworks).NotEmpty().MaximumLength(AllowedNetworks.Length).Matches(AllowedNetworks.Pattern);
    }
}

/// <summary>Whether a user may have a key; that there is such a user the table sees to.</summary>
internal sealed class KeyHolderRule(IPlatformDbContext db) : ISharedRule
{
    public async Task<Error?> WhyNotAsync(UserId id, CancellationToken cancellationToken)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken);
        return user is null || user.Roles.All(ApiKey.MayCarry) ? null : ApiKeyErrors.UserIsPerson;
    }
}

internal sealed class IssueApiKeyHandler(
    IPlatformDbContext db,
    KeyHolderRule holder,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock
) : ICommandHandler<IssueApiKey, ApiKeyReceipt>
{
    public async Task<Result<ApiKeyReceipt>> Handle(IssueApiKey command, CancellationToken cancellationToken)
    {
        var body = command.Body;
        if (await holder.WhyNotAsync(body.UserId, cancellationToken) is { } error)
        {
            return error;
        }

        var networks = AllowedNetworks.Read(body.AllowedNetworks);
        if (networks.IsFailure)
        {
            return networks.Error;
        }

        var text = ApiKeyText.New();
        var reach = new ApiKeyReach(body.Scopes, networks.Value);
        var issued = ApiKey.Issue(body.UserId, body.Name, ApiKeyText.Read(text)!, reach, body.ExpiresAt, user.Id!.Value, clock.GetUtcNow());
        if (issued.IsFailure)
        {
            return issued.Error;
        }

        db.ApiKeys.Add(issued.Value);
        await db.SaveChangesAsync(cancellationToken);
        return new ApiKeyReceipt(issued.Value.Id.Value, issued.Value.Version, text);
    }
}
