using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.MeetExternalUser;

/// <summary>Registers whom another identity provider vouches for, at its first request here; later its roles as they are told. Not routed.</summary>
[Anonymous]
public sealed record MeetExternalUser(UserId Id, string? Name, IReadOnlyList<Role> Roles) : ICommand<Receipt>;

internal sealed class MeetExternalUserValidator : AbstractValidator<MeetExternalUser>
{
    public MeetExternalUserValidator() => RuleFor(x => x.Id).NotEmpty();
}

internal sealed class MeetExternalUserHandler(IPlatformDbContext db) : ICommandHandler<MeetExternalUser, Receipt>
{
    public async Task<Result<Receipt>> Handle(MeetExternalUser command, CancellationToken cancellationToken)
    {
        var user = await db.Users.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken);
        if (user is null)
        {
            var userName = $"external-{command.Id.Value:N}";
            var name = command.Name is { Length: > 0 and <= PlatformLimits.Name } told ? told : userName;
            user = User.Register(command.Id, userName, name, command.Roles);
            db.Users.Add(user);
        }
        else if (user.ErasedAt is not null)
        {
            return UserErrors.Erased;
        }
        else if (!user.Roles.SequenceEqual(command.Roles.Distinct().Order()))
        {
            user.ChangeRoles(command.Roles);
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(user);
    }
}
