using FluentValidation;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.RegisterUser;

/// <summary>Registers a person or machine with its roles.</summary>
[Roles(Role.Administrator)]
public sealed record RegisterUser(RegisterUserBody Body) : ICommand<Receipt>;

/// <summary>A new user.</summary>
/// <param name="UserName">Unique login, 2 to 80 lower-case letters, digits, dots and hyphens.</param>
/// <param name="DisplayName">Name as others read it, at most 200 characters.</param>
/// <param name="Roles">What the user may be; at least one.</param>
public sealed record RegisterUserBody(string UserName, string DisplayName, IReadOnlyList<Role> Roles);

internal sealed class RegisterUserValidator : AbstractValidator<RegisterUser>
{
    public RegisterUserValidator()
    {
        RuleFor(x => x.Body.UserName).IsUserName().Matches("^[a-z0-9][a-z0-9.-]*[a-z0-9]$");
        RuleFor(x => x.Body.DisplayName).NotEmpty().MaximumLength(PlatformLimits.Name);
        RuleFor(x => x.Body.Roles).NotEmpty().HasAtMost(Limits.Items);
    }
}

internal sealed class RegisterUserHandler(IPlatformDbContext db) : ICommandHandler<RegisterUser, Receipt>
{
    public async Task<Result<Receipt>> Handle(RegisterUser command, CancellationToken cancellationToken)
    {
        var user = User.Register(EntityId.New<UserId>(), command.Body.UserName, command.Body.DisplayName, command.Body.Roles);
        db.Users.Add(user);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(user);
    }
}
