using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Blog.WriteComment;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.BanCommenters;

/// <summary>Bans a person from commenting for a time; what it wrote before stays.</summary>
[Roles(Role.Editor)]
public sealed record BanCommenter(BanCommenterBody Body) : ICommand<Receipt>;

/// <summary>A new ban.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Reason">Why, at most 1 000 characters.</param>
/// <param name="EndsAt">From when on the person may comment again; in the future.</param>
public sealed record BanCommenterBody(UserId UserId, string Reason, DateTimeOffset EndsAt);

/// <summary>Ends a ban before its time.</summary>
[Roles(Role.Editor)]
public sealed record LiftBan(CommentBanId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Reads a ban.</summary>
[Roles(Role.Editor, Role.Auditor)]
public sealed record GetBan(CommentBanId Id) : IQuery<BanModel>;

/// <summary>Lists the bans, past ones included, newest first.</summary>
[Roles(Role.Editor, Role.Auditor)]
public sealed record ListBans(PageRequest Page) : IQuery<Page<BanModel>>, IPagedQuery;

/// <summary>A ban from commenting.</summary>
public sealed record BanModel
{
    /// <summary>Identifier.</summary>
    public required CommentBanId Id { get; init; }

    /// <summary>Who is banned.</summary>
    public required UserId UserId { get; init; }

    /// <summary>Why.</summary>
    [NamesPerson(Of = nameof(UserId))]
    public required string Reason { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset ImposedAt { get; init; }

    /// <summary>From when on the person may comment again.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When it was ended before its time.</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The transitions that this caller may take now; absent in lists.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }

    internal static BanModel Of(CommentBan ban) =>
        new()
        {
            Id = ban.Id,
            UserId = ban.UserId,
            Reason = ban.Reason,
            ImposedAt = ban.ImposedAt,
            EndsAt = ban.EndsAt,
            LiftedAt = ban.LiftedAt,
            Version = ban.Version,
        };
}

internal sealed class BanCommenterValidator : AbstractValidator<BanCommenter>
{
    public BanCommenterValidator()
    {
        RuleFor(x => x.Body.UserId).NotEmpty();
        RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(BlogLimits.Reason);
        RuleFor(x => x.Body.EndsAt).NotEmpty();
    }
}

internal sealed class ListBansValidator : AbstractValidator<ListBans>
{
    public ListBansValidator() => this.IsPaged();
}

internal sealed class LiftingGuard(ICurrentUser user, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ActionGuard<CommentBan, LiftBan>(user)
{
    public override string Action => "lifting";

    protected override Task<Error?> StateAsync(CommentBan aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotLift(clock.GetUtcNow()));
}

internal sealed class BanCommenterHandler(
    IBlogDbContext db,
    CurrentBan bans,
    LiftingGuard lifting,
    IUserLookup users,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<BanCommenter, Receipt>, ICommandHandler<LiftBan, Receipt>
{
    public async Task<Result<Receipt>> Handle(BanCommenter request, CancellationToken cancellationToken)
    {
        var (now, body) = (clock.GetUtcNow(), request.Body);
        if (await users.FindAsync(body.UserId, cancellationToken) is null)
        {
            return CommentErrors.UnknownUser;
        }

        if (await bans.FindAsync(body.UserId, cancellationToken) is not null)
        {
            return CommentErrors.AlreadyBanned;
        }

        var ban = CommentBan.Impose(EntityId.New<CommentBanId>(), body.UserId, body.Reason, body.EndsAt, user.Id!.Value, now);
        if (ban.IsFailure)
        {
            return ban.Error;
        }

        db.CommentBans.Add(ban.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(ban.Value);
    }

    public async Task<Result<Receipt>> Handle(LiftBan request, CancellationToken cancellationToken)
    {
        if (await db.CommentBans.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } ban)
        {
            return CommentErrors.BanNotFound;
        }

        if (await lifting.WhyNotAsync(ban, request.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var lifted = ban.Lift(clock.GetUtcNow());
        if (lifted.IsFailure)
        {
            return lifted.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(ban);
    }
}

internal sealed class BanReads(IBlogDbContext db, AllowedActions<CommentBan> actions)
    : IQueryHandler<GetBan, BanModel>,
        IQueryHandler<ListBans, Page<BanModel>>
{
    public async Task<Result<BanModel>> Handle(GetBan request, CancellationToken cancellationToken) =>
        await db.CommentBans.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } ban
            ? BanModel.Of(ban) with
            {
                AllowedActions = await actions.ForAsync(ban, ban.Id.Value, cancellationToken),
            }
            : CommentErrors.BanNotFound;

    public async Task<Result<Page<BanModel>>> Handle(ListBans request, CancellationToken cancellationToken)
    {
        var page = await db
            .CommentBans.AsNoTracking()
            .ToPageAsync(x => x.Id, descending: true, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure ? page.Error : new Page<BanModel>([.. page.Value.Items.Select(BanModel.Of)], page.Value.NextCursor);
    }
}
