using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.FindUserByName;

/// <summary>Finds a user by its login, for the service itself; not routed.</summary>
[Anonymous]
public sealed record FindUserByName(string UserName) : IQuery<UserFacts>;

internal sealed class FindUserByNameValidator : AbstractValidator<FindUserByName>
{
    public FindUserByNameValidator() => RuleFor(x => x.UserName).IsUserName();
}

internal sealed class FindUserByNameHandler(IPlatformDbContext db) : IQueryHandler<FindUserByName, UserFacts>
{
    public async Task<Result<UserFacts>> Handle(FindUserByName query, CancellationToken cancellationToken) =>
        await db.Users.AsNoTracking().SingleOrDefaultAsync(x => x.UserName == query.UserName, cancellationToken) is { } user
            ? new UserFacts(user.Id, user.UserName, user.DisplayName, user.Roles)
            : UserErrors.NotFound;
}
