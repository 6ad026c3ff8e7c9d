using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.ManageMembers;

/// <summary>Changes what a member may do for its organisation.</summary>
[Roles(Role.Applicant, Role.Administrator)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record ChangeMemberRole(OrganisationId Id, UserId UserId, ExpectedVersion? Version, ChangeMemberRoleBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Removes a member from its organisation.</summary>
[Roles(Role.Applicant, Role.Administrator)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record RemoveMember(OrganisationId Id, UserId UserId, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Another role of a member.</summary>
/// <param name="Role">What it may do for the organisation from now on.</param>
public sealed record ChangeMemberRoleBody(MembershipRole Role);

internal sealed class ChangeMemberRoleValidator : AbstractValidator<ChangeMemberRole>
{
    public ChangeMemberRoleValidator() => RuleFor(x => x.UserId).NotEmpty();
}

internal sealed class RemoveMemberValidator : AbstractValidator<RemoveMember>
{
    public RemoveMemberValidator() => RuleFor(x => x.UserId).NotEmpty();
}

/// <summary>What both have in common: who manages whom.</summary>
internal sealed class MemberChange(IPlatformDbContext db, ICurrentUser user) : ISharedRule
{
    public async Task<Result<Receipt>> RunAsync(
        OrganisationId id,
        UserId member,
        ExpectedVersion? version,
        MembershipRole? role,
        Func<Organisation, Result> change,
        CancellationToken cancellationToken
    )
    {
        if (await db.Organisations.VisibleTo(user).SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } organisation)
        {
            return OrganisationErrors.NotFound;
        }

        var former = organisation.Members.FirstOrDefault(x => x.UserId == member)?.Role ?? MembershipRole.Reader;
        if (
            (
                organisation.WhyNotManage(user, former)
                ?? organisation.WhyNotManage(user, role ?? former)
                ?? ExpectedVersion.WhyStale(version, organisation)
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        var changed = change(organisation);
        if (changed.IsFailure)
        {
            return changed.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(organisation);
    }
}

internal sealed class ChangeMemberRoleHandler(MemberChange members) : ICommandHandler<ChangeMemberRole, Receipt>
{
    public Task<Result<Receipt>> Handle(ChangeMemberRole command, CancellationToken cancellationToken) =>
        members.RunAsync(
            command.Id,
            command.UserId,
            command.Version,
            command.Body.Role,
            x => x.ChangeRole(command.UserId, command.Body.Role),
            cancellationToken
        );
}

internal sealed class RemoveMemberHandler(MemberChange members) : ICommandHandler<RemoveMember, Receipt>
{
    public Task<Result<Receipt>> Handle(RemoveMember command, CancellationToken cancellationToken) =>
        members.RunAsync(command.Id, command.UserId, command.Version, role: null, x => x.RemoveMember(command.UserId), cancellationToken);
}
