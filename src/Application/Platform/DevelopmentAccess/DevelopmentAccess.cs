using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.DevelopmentAccess;

/// <summary>For whom a token is wanted.</summary>
/// <param name="UserName">Login of a registered user.</param>
public sealed record TokenBody(string UserName);

internal sealed class TokenBodyValidator : AbstractValidator<TokenBody>
{
    public TokenBodyValidator() => RuleFor(x => x.UserName).IsUserName();
}

/// <summary>Lists who can ask for a development token; routed in Development only.</summary>
[Anonymous]
public sealed record ListDevelopmentUsers : IQuery<IReadOnlyList<DevelopmentUserModel>>;

/// <summary>Somebody who can ask for a development token.</summary>
/// <param name="UserName">Login.</param>
/// <param name="DisplayName">Name as others read it.</param>
/// <param name="Roles">What the user may be.</param>
public sealed record DevelopmentUserModel(string UserName, string DisplayName, IReadOnlyList<Role> Roles);

/// <summary>Makes sure that a fresh database has somebody who can register the others.</summary>
[Anonymous]
public sealed record EnsureFirstUsers : ICommand<Receipt>;

internal sealed class ListDevelopmentUsersHandler(IPlatformDbContext db)
    : IQueryHandler<ListDevelopmentUsers, IReadOnlyList<DevelopmentUserModel>>
{
    private const int Most = 200;

    public async Task<Result<IReadOnlyList<DevelopmentUserModel>>> Handle(ListDevelopmentUsers query, CancellationToken cancellationToken)
    {
        var users = await db.Users.AsNoTracking().OrderBy(x => x.Id).Take(Most).ToListAsync(cancellationToken);
        return users.ConvertAll(x => new DevelopmentUserModel(x.UserName, x.DisplayName, x.Roles));
    }
}

internal sealed class EnsureFirstUsersHandler(IPlatformDbContext db) : ICommandHandler<EnsureFirstUsers, Receipt>
{
    private static readonly (string Name, string Display, Role Role)[] First =
    [
        ("administrator", "Administrator", Role.Administrator),
        ("auditor", "Auditor", Role.Auditor),
    ];

    public async Task<Result<Receipt>> Handle(EnsureFirstUsers command, CancellationToken cancellationToken)
    {
        foreach (var (name, display, role) in First)
        {
            if (!await db.Users.AnyAsync(x => x.UserName == name, cancellationToken))
            {
                db.Users.Add(User.Register(EntityId.New<UserId>(), name, display, [role]));
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return new Receipt(Guid.Empty, 0);
    }
}
