using AutoMapper;
using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.GetOrganisation;

/// <summary>Reads an organisation.</summary>
[SignedIn]
public sealed record GetOrganisation(OrganisationId Id) : IQuery<OrganisationModel>;

internal sealed class GetOrganisationHandler(IPlatformDbContext db, IMapper mapper, ICurrentUser user)
    : IQueryHandler<GetOrganisation, OrganisationModel>
{
    public async Task<Result<OrganisationModel>> Handle(GetOrganisation query, CancellationToken cancellationToken)
    {
        var organisation = await db
            .Organisations.AsNoTracking()
            .VisibleTo(user)
            .Where(x => x.Id == query.Id)
            .ProjectTo<OrganisationModel>(mapper.ConfigurationProvider)
            .SingleOrDefaultAsync(cancellationToken);
        return organisation is null ? OrganisationErrors.NotFound : organisation;
    }
}
