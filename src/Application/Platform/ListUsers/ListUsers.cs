using AutoMapper;
using AutoMapper.QueryableExtensions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;

namespace SocialInnovation.Application.Platform.ListUsers;

/// <summary>Lists users.</summary>
/// <param name="Page">Which page.</param>
/// <param name="UserName">Only the user with this login.</param>
[Roles(Role.Administrator, Role.Auditor)]
public sealed record ListUsers(PageRequest Page, string? UserName) : IQuery<Page<UserModel>>, IPagedQuery;

internal sealed class ListUsersValidator : AbstractValidator<ListUsers>
{
    public ListUsersValidator()
    {
        this.IsPaged();
        RuleFor(x => x.UserName).MaximumLength(PlatformLimits.UserName);
    }
}

internal sealed class ListUsersHandler(IPlatformDbContext db, IMapper mapper) : IQueryHandler<ListUsers, Page<UserModel>>
{
    public Task<Result<Page<UserModel>>> Handle(ListUsers query, CancellationToken cancellationToken) =>
        db
            .Users.AsNoTracking()
            .Where(x => query.UserName == null || x.UserName == query.UserName)
            .ToPageAsync(
                x => x.Id,
                descending: false,
                query.Page,
                x => x.ProjectTo<UserModel>(mapper.ConfigurationProvider),
                x => x.Id,
                cancellationToken
            );
}
