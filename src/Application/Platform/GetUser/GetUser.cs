using AutoMapper;
using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.GetUser;

/// <summary>Reads a user.</summary>
[Roles(Role.Administrator, Role.Auditor)]
public sealed record GetUser(UserId Id) : IQuery<UserModel>;

internal sealed class GetUserHandler(IPlatformDbContext db, IMapper mapper) : IQueryHandler<GetUser, UserModel>
{
    public async Task<Result<UserModel>> Handle(GetUser query, CancellationToken cancellationToken) =>
        await db
            .Users.AsNoTracking()
            .Where(x => x.Id == query.Id)
            .ProjectTo<UserModel>(mapper.ConfigurationProvider)
            .SingleOrDefaultAsync(cancellationToken)
            is { } user
            ? user
            : UserErrors.NotFound;
}
