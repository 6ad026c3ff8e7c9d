using FluentValidation;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Catalogue.DraftInnovation;

/// <summary>Drafts the record of an innovation: an organisation its own, an editor anybody's.</summary>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record DraftInnovation(DraftInnovationBody Body) : ICommand<Receipt>;

/// <summary>A new innovation.</summary>
/// <param name="Content">What the catalogue says of it; it can be replaced until the submission.</param>
/// <param name="OrganisationId">Whose it is: an organisation for which the caller acts; an editor names any, or none.</param>
public sealed record DraftInnovationBody(InnovationContentBody Content, OrganisationId? OrganisationId = null);

internal sealed class DraftInnovationValidator : AbstractValidator<DraftInnovation>
{
    public DraftInnovationValidator() => RuleFor(x => x.Body.Content).SetValidator(new InnovationContentBodyValidator());
}

internal sealed class DraftInnovationHandler(
    ICatalogueDbContext db,
    IOrganisationLookup organisations,
    ThemeCheck themes,
    ICurrentUser user
) : ICommandHandler<DraftInnovation, Receipt>
{
    public async Task<Result<Receipt>> Handle(DraftInnovation command, CancellationToken cancellationToken)
    {
        var (by, body) = (user.Id!.Value, command.Body);
        if (await WhyNotHolderAsync(body.OrganisationId, by, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var content = body.Content.ToContent();
        if (await themes.WhyNotAsync(content, cancellationToken) is { } unknown)
        {
            return WithinContent(unknown);
        }

        var drafted = Innovation.Draft(EntityId.New<InnovationId>(), body.OrganisationId, content, by);
        if (drafted.IsFailure)
        {
            return WithinContent(drafted.Error);
        }

        db.Innovations.Add(drafted.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(drafted.Value);
    }

    private async Task<Error?> WhyNotHolderAsync(OrganisationId? holder, UserId by, CancellationToken cancellationToken)
    {
        if (holder is not { } id)
        {
            return user.Has(Role.Editor) ? null : InnovationErrors.HolderMissing;
        }

        if (user.Has(Role.Editor))
        {
            return await organisations.FindAsync(id, cancellationToken) is null ? InnovationErrors.UnknownOrganisation : null;
        }

        return await organisations.RightOfAsync(id, by, cancellationToken) switch
        {
            MemberRight.Write => null,
            MemberRight.Read => InnovationErrors.ReaderOnly,
            _ => InnovationErrors.UnknownOrganisation,
        };
    }

    private static Error WithinContent(Error error) => error.At($"#/content{error.Pointer![1..]}");
}
