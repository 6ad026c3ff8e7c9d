using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Application.WorkingGroup.ManageGroups;

/// <summary>Founds a working group.</summary>
[Roles(Role.WorkingGroupSecretary)]
public sealed record FoundGroup(FoundGroupBody Body) : ICommand<Receipt>;

/// <summary>A new working group.</summary>
/// <param name="Name">Unique name, at most 200 characters.</param>
/// <param name="QuorumPercent">Share of the members in office who must be present, 1 to 100, rounded up to whole members.</param>
public sealed record FoundGroupBody(string Name, int QuorumPercent = 50);

/// <summary>Appoints a member of a working group.</summary>
[Roles(Role.WorkingGroupSecretary)]
public sealed record AppointMember(StandingGroupId Id, ExpectedVersion? Version, AppointMemberBody Body)
    : ICommand<MemberReceipt>,
        IVersionedCommand;

/// <summary>A new member.</summary>
/// <param name="Name">Name, at most 200 characters.</param>
/// <param name="College">Code of the college it comes from.</param>
/// <param name="From">First day of the mandate.</param>
/// <param name="Until">Last day of the mandate; open when not given.</param>
/// <param name="UserId">The user, when the member is one.</param>
public sealed record AppointMemberBody(string Name, string College, DateOnly From, DateOnly? Until = null, UserId? UserId = null);

/// <summary>A member was appointed.</summary>
/// <param name="Id">Identifier of the group.</param>
/// <param name="Version">Its version.</param>
/// <param name="MemberId">Identifier of the member.</param>
public sealed record MemberReceipt(Guid Id, int Version, Guid MemberId) : Receipt(Id, Version), IAddsPart
{
    Guid IAddsPart.PartId => MemberId;
}

/// <summary>Reads a working group.</summary>
[SignedIn]
public sealed record GetGroup(StandingGroupId Id) : IQuery<GroupModel>;

/// <summary>Lists the working groups.</summary>
[SignedIn]
public sealed record ListGroups(PageRequest Page) : IQuery<Page<GroupModel>>, IPagedQuery;

/// <summary>A working group.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Name.</param>
/// <param name="QuorumPercent">Share of the members in office who must be present.</param>
/// <param name="Members">Its members, former ones included.</param>
/// <param name="Version">Version, which is the ETag.</param>
public sealed record GroupModel(StandingGroupId Id, string Name, int QuorumPercent, IReadOnlyList<MemberModel> Members, int Version);

/// <summary>A member.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Name.</param>
/// <param name="College">Code of its college.</param>
/// <param name="From">First day of the mandate.</param>
/// <param name="Until">Last day of the mandate.</param>
public sealed record MemberModel(Guid Id, [property: NamesPerson] string Name, string College, DateOnly From, DateOnly? Until);

internal sealed class FoundGroupValidator : AbstractValidator<FoundGroup>
{
    public FoundGroupValidator()
    {
        RuleFor(x => x.Body.Name).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Body.QuorumPercent).InclusiveBetween(1, 100);
    }
}

internal sealed class AppointMemberValidator : AbstractValidator<AppointMember>
{
    public AppointMemberValidator()
    {
        RuleFor(x => x.Body.Name).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Body.College).IsCode();
        RuleFor(x => x.Body.From).NotEmpty();
    }
}

internal sealed class ListGroupsValidator : AbstractValidator<ListGroups>
{
    public ListGroupsValidator() => this.IsPaged();
}

internal sealed class ManageGroupsHandler(IWorkingGroupDbContext db, IUserLookup users)
    : ICommandHandler<FoundGroup, Receipt>,
        ICommandHandler<AppointMember, MemberReceipt>,
        IQueryHandler<GetGroup, GroupModel>,
        IQueryHandler<ListGroups, Page<GroupModel>>
{
    public async Task<Result<Receipt>> Handle(FoundGroup request, CancellationToken cancellationToken)
    {
        var group = StandingGroup.Found(EntityId.New<StandingGroupId>(), request.Body.Name, request.Body.QuorumPercent);
        db.StandingGroups.Add(group);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(group);
    }

    public async Task<Result<MemberReceipt>> Handle(AppointMember request, CancellationToken cancellationToken)
    {
        if (await db.StandingGroups.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } group)
        {
            return GroupErrors.NotFound;
        }

        if (ExpectedVersion.WhyStale(request.Version, group) is { } stale)
        {
            return stale;
        }

        var (id, body) = (Uuid.Next(), request.Body);
        if (body.UserId is { } user && await users.FindAsync(user, cancellationToken) is null)
        {
            return GroupErrors.UnknownUser;
        }

        var appointed = group.Appoint(new GroupMember(id, body.UserId, body.Name, body.College, body.From, body.Until));
        if (appointed.IsFailure)
        {
            return appointed.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return new MemberReceipt(group.Id.Value, group.Version, id);
    }

    public async Task<Result<GroupModel>> Handle(GetGroup request, CancellationToken cancellationToken) =>
        await db.StandingGroups.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } group
            ? ToModel(group)
            : GroupErrors.NotFound;

    public async Task<Result<Page<GroupModel>>> Handle(ListGroups request, CancellationToken cancellationToken)
    {
        var page = await db
            .StandingGroups.AsNoTracking()
            .ToPageAsync(x => x.Id, descending: false, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure ? page.Error : new Page<GroupModel>([.. page.Value.Items.Select(ToModel)], page.Value.NextCursor);
    }

    private static GroupModel ToModel(StandingGroup group) =>
        new(
            group.Id,
            group.Name,
            group.QuorumPercent,
            [.. group.Members.Select(x => new MemberModel(x.Id, x.Name, x.College, x.From, x.Until))],
            group.Version
        );
}
