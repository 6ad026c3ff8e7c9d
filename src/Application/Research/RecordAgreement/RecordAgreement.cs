using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research.RecordAgreement;

/// <summary>
/// Records an agreement between a partner and the region or an organisation, about a subject, an innovation or a grant; about a grant only
/// while its organisation consents that its data are shared.
/// </summary>
[Roles(Role.Editor)]
public sealed record RecordResearchAgreement(ResearchAgreementBody Body) : ICommand<Receipt>;

/// <summary>Mends an agreement that was recorded, under the same rules.</summary>
[Roles(Role.Editor)]
public sealed record ReplaceResearchAgreement(ResearchAgreementId Id, ExpectedVersion? Version, ResearchAgreementBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>What an agreement says.</summary>
public sealed record ResearchAgreementBody
{
    /// <summary>Its unique reference: 3 to 40 capital letters, digits and hyphens.</summary>
    public required string Reference { get; init; }

    /// <summary>The partner.</summary>
    public required ResearchPartnerId PartnerId { get; init; }

    /// <summary>The organisation with which the partner agrees; the region when not given.</summary>
    public OrganisationId? OrganisationId { get; init; }

    /// <summary>The subject that it is about; one of subject, innovation and grant is given.</summary>
    public ResearchSubjectId? SubjectId { get; init; }

    /// <summary>The public innovation that it is about.</summary>
    public InnovationId? InnovationId { get; init; }

    /// <summary>The grant that it is about.</summary>
    public GrantId? GrantId { get; init; }

    /// <summary>The day of the last signature; not in the future.</summary>
    public required DateOnly SignedOn { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day; not before the first.</summary>
    public required DateOnly Until { get; init; }

    internal AgreementTerms ToTerms() =>
        new()
        {
            Reference = Reference,
            PartnerId = PartnerId,
            OrganisationId = OrganisationId,
            SubjectId = SubjectId,
            InnovationId = InnovationId,
            GrantId = GrantId,
            SignedOn = SignedOn,
            From = From,
            Until = Until,
        };
}

internal sealed class RecordResearchAgreementValidator : AbstractValidator<RecordResearchAgreement>
{
    public RecordResearchAgreementValidator() => RuleFor(x => x.Body).SetValidator(new ResearchAgreementBodyValidator());
}

internal sealed class ReplaceResearchAgreementValidator : AbstractValidator<ReplaceResearchAgreement>
{
    public ReplaceResearchAgreementValidator() => RuleFor(x => x.Body).SetValidator(new ResearchAgreementBodyValidator());
}

internal sealed class ResearchAgreementBodyValidator : AbstractValidator<ResearchAgreementBody>
{
    public ResearchAgreementBodyValidator()
    {
        RuleFor(x => x.Reference).NotEmpty().MaximumLength(Limits.Reference).Matches(Limits.ReferencePattern);
        RuleFor(x => x.PartnerId).NotEmpty();
        RuleFor(x => x.SignedOn).NotEmpty();
        RuleFor(x => x.From).NotEmpty();
        RuleFor(x => x.Until).NotEmpty();
    }
}

internal sealed class RecordAgreementHandler(
    IResearchDbContext db,
    ReferenceCheck references,
    IOrganisationLookup organisations,
    SharedGrants shared,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<RecordResearchAgreement, Receipt>, ICommandHandler<ReplaceResearchAgreement, Receipt>
{
    public async Task<Result<Receipt>> Handle(RecordResearchAgreement request, CancellationToken cancellationToken)
    {
        if (await WhyNotAsync(request.Body, cancellationToken) is { } error)
        {
            return error;
        }

        var consent = await FindConsentAsync(request.Body, cancellationToken);
        var agreement = ResearchAgreement.Record(EntityId.New<ResearchAgreementId>(), request.Body.ToTerms(), consent, clock.Today());
        if (agreement.IsFailure)
        {
            return agreement.Error;
        }

        db.ResearchAgreements.Add(agreement.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(agreement.Value);
    }

    public async Task<Result<Receipt>> Handle(ReplaceResearchAgreement request, CancellationToken cancellationToken)
    {
        if (await db.ResearchAgreements.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } agreement)
        {
            return AgreementErrors.NotFound;
        }

        var error = ExpectedVersion.WhyStale(request.Version, agreement) ?? await WhyNotAsync(request.Body, cancellationToken);
        if (error is not null)
        {
            return error;
        }

        var consent = await FindConsentAsync(request.Body, cancellationToken);
        var replaced = agreement.Replace(request.Body.ToTerms(), consent, clock.Today());
        if (replaced.IsFailure)
        {
            return replaced.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(agreement);
    }

    private async Task<SharingConsent?> FindConsentAsync(ResearchAgreementBody body, CancellationToken cancellationToken) =>
        body.GrantId is { } grant ? await shared.FindConsentAsync(grant, cancellationToken) : null;

    private async Task<Error?> WhyNotAsync(ResearchAgreementBody body, CancellationToken cancellationToken) =>
        await references.WhyNotPartnerAsync(body.PartnerId, cancellationToken)
        ?? await references.WhyNotSubjectAsync(body.SubjectId, cancellationToken)
        ?? await references.WhyNotInnovationAsync(body.InnovationId, cancellationToken)
        ?? (
            body.OrganisationId is { } organisation && await organisations.FindAsync(organisation, cancellationToken) is null
                ? AgreementErrors.UnknownOrganisation
                : null
        );
}
