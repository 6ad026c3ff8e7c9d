using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.GetMe;

/// <summary>Reads who the caller is and for which organisations it acts.</summary>
[SignedIn]
[OwnData]
public sealed record GetMe : IQuery<MeModel>;

/// <summary>The caller.</summary>
public sealed record MeModel
{
    /// <summary>Identifier.</summary>
    public required UserId Id { get; init; }

    /// <summary>Unique login.</summary>
    [NamesPerson]
    public required string UserName { get; init; }

    /// <summary>Name as others read it.</summary>
    [NamesPerson]
    public required string DisplayName { get; init; }

    /// <summary>The roles of the token with which the caller came.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>To what the token or key is restricted with which the caller came; null when to nothing but its roles.</summary>
    public required IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The organisations for which the caller acts.</summary>
    public required IReadOnlyList<OwnOrganisation> Organisations { get; init; }
}

/// <summary>An organisation for which the caller acts.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Legal name.</param>
/// <param name="Role">What the caller may do for it.</param>
public sealed record OwnOrganisation(OrganisationId Id, string Name, MembershipRole Role);

internal sealed class GetMeHandler(IPlatformDbContext db, ICurrentUser caller) : IQueryHandler<GetMe, MeModel>
{
    public async Task<Result<MeModel>> Handle(GetMe query, CancellationToken cancellationToken)
    {
        var id = caller.Id!.Value;
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } user)
        {
            return UserErrors.NotFound;
        }

        var organisations = await db
            .Organisations.AsNoTracking()
            .Where(x => x.Members.Any(y => y.UserId == id))
            .OrderBy(x => x.Id)
            .ToListAsync(cancellationToken);
        return new MeModel
        {
            Id = id,
            UserName = user.UserName,
            DisplayName = user.DisplayName,
            Roles = [.. caller.Caller!.Roles.Order()],
            Scopes = caller.Caller.Scopes?.Order(StringComparer.Ordinal).ToList(),
            Organisations = [.. organisations.Select(x => new OwnOrganisation(x.Id, x.Name, x.Members.First(y => y.UserId == id).Role))],
        };
    }
}
