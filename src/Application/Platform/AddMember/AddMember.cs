using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.AddMember;

/// <summary>Lets a person act for an organisation.</summary>
[Roles(Role.Applicant, Role.Administrator)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record AddMember(OrganisationId Id, ExpectedVersion? Version, AddMemberBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>A new member of an organisation.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Role">What it may do for the organisation.</param>
public sealed record AddMemberBody(UserId UserId, MembershipRole Role);

internal sealed class AddMemberValidator : AbstractValidator<AddMember>
{
    public AddMemberValidator() => RuleFor(x => x.Body.UserId).NotEmpty();
}

internal sealed class AddMemberHandler(IPlatformDbContext db, ICurrentUser user) : ICommandHandler<AddMember, Receipt>
{
    public async Task<Result<Receipt>> Handle(AddMember command, CancellationToken cancellationToken)
    {
        if (await db.Organisations.VisibleTo(user).SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } organisation)
        {
            return OrganisationErrors.NotFound;
        }

        if (organisation.WhyNotManage(user, command.Body.Role) is { } refusal)
        {
            return refusal;
        }

        if (ExpectedVersion.WhyStale(command.Version, organisation) is { } stale)
        {
            return stale;
        }

        if (!await db.Users.AnyAsync(x => x.Id == command.Body.UserId, cancellationToken))
        {
            return OrganisationErrors.UnknownUser;
        }

        var added = organisation.AddMember(command.Body.UserId, command.Body.Role);
        if (added.IsFailure)
        {
            return added.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(organisation);
    }
}
