using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.OpenAccount;

/// <summary>Lets a registered user sign in at the embedded identity provider: a mail brings the link by which the password is set.</summary>
[Roles(Role.Administrator)]
public sealed record OpenAccount(UserId Id, OpenAccountBody Body) : ICommand<Receipt>;

/// <summary>An account of a user.</summary>
/// <param name="Email">Address, at most 254 characters; unique.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>: the language of its mails.</param>
public sealed record OpenAccountBody(string Email, string Language);

internal sealed class OpenAccountValidator : AbstractValidator<OpenAccount>
{
    public OpenAccountValidator()
    {
        RuleFor(x => x.Body.Email).NotEmpty().MaximumLength(Limits.Email).Matches(Limits.EmailPattern);
        RuleFor(x => x.Body.Language).NotEmpty().Matches("^(fr|en)$");
    }
}

internal sealed class OpenAccountHandler(IPlatformDbContext db, IAccounts accounts) : ICommandHandler<OpenAccount, Receipt>
{
    public async Task<Result<Receipt>> Handle(OpenAccount command, CancellationToken cancellationToken)
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } user)
        {
            return UserErrors.NotFound;
        }

        var account = new NewAccount(user.Id, user.UserName, user.DisplayName, command.Body.Email, command.Body.Language);
        await accounts.OpenAsync(account, cancellationToken);
        return Receipt.Of(user);
    }
}
