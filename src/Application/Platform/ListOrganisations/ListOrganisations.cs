using AutoMapper;
using AutoMapper.QueryableExtensions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;

namespace SocialInnovation.Application.Platform.ListOrganisations;

/// <summary>Lists organisations: all of them for the back office, its own for an applicant.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Siren">Only the organisation with this SIREN.</param>
[SignedIn]
[AdmitsOffice]
[Relation(Relation.OwnOrganisation)]
public sealed record ListOrganisations(PageRequest Page, string? Siren) : IQuery<Page<OrganisationModel>>, IPagedQuery;

internal sealed class ListOrganisationsValidator : AbstractValidator<ListOrganisations>
{
    public ListOrganisationsValidator()
    {
        this.IsPaged();
        RuleFor(x => x.Siren).Matches(Domain.SharedKernel.Siren.Pattern);
    }
}

internal sealed class ListOrganisationsHandler(IPlatformDbContext db, IMapper mapper, ICurrentUser user)
    : IQueryHandler<ListOrganisations, Page<OrganisationModel>>
{
    public Task<Result<Page<OrganisationModel>>> Handle(ListOrganisations query, CancellationToken cancellationToken)
    {
        var organisations = db.Organisations.AsNoTracking().VisibleTo(user);
        if (query.Siren is { } text)
        {
            var siren = Siren.FromTrusted(text);
            organisations = organisations.Where(x => x.Siren == siren);
        }

        return organisations.ToPageAsync(
            x => x.Id,
            descending: false,
            query.Page,
            x => x.ProjectTo<OrganisationModel>(mapper.ConfigurationProvider),
            x => x.Id,
            cancellationToken
        );
    }
}
