using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Budget.Contracts;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.DraftInnovation;

/// <summary>
/// Drafts the innovation that a grant paid for, once its outcome is notified and unless it is cancelled: organisation, title, summary, theme,
/// place and initiator are those of the funded project. A grant gives birth to one innovation.
/// </summary>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record DraftGrantInnovation(GrantId Id) : ICommand<Receipt>;

internal sealed class DraftGrantInnovationHandler(
    ICatalogueDbContext db,
    InnovationAccess access,
    IGrantLookup grants,
    IProjectLookup projects,
    ICurrentUser user
) : ICommandHandler<DraftGrantInnovation, Receipt>
{
    public async Task<Result<Receipt>> Handle(DraftGrantInnovation command, CancellationToken cancellationToken)
    {
        if (
            await grants.FindNotifiedAsync(command.Id, cancellationToken) is not { } grant
            || await projects.FindAsync(grant.ApplicationId, cancellationToken) is not { } project
        )
        {
            return InnovationErrors.GrantNotFound;
        }

        if (!user.Has(Role.Editor) && await access.WhyNotWriteForAsync(grant.OrganisationId, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (grant.IsCancelled)
        {
            return InnovationErrors.GrantCancelled;
        }

        if (await db.Innovations.AnyAsync(x => x.GrantId == grant.Id, cancellationToken))
        {
            return InnovationErrors.GrantHasInnovation;
        }

        var born = Innovation.BornOf(grant.Id, EntityId.New<InnovationId>(), grant.OrganisationId, ToContent(project), user.Id!.Value);
        db.Innovations.Add(born);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(born);
    }

    private static InnovationContent ToContent(ProjectFacts project) =>
        new()
        {
            // An application is written in French.
            Language = "fr",
            Title = project.Title,
            // An application's summary can be longer; what does not fit is for the author to shorten.
            Summary = project.Summary is { Length: > CatalogueLimits.Summary } text ? text[..CatalogueLimits.Summary] : project.Summary,
            Stage = InnovationStage.Experiment,
            Initiator = project.Initiator,
            Themes = [project.Theme],
            Places = [new InnovationPlace(project.CommuneCode, project.Commune, null, null)],
        };
}
