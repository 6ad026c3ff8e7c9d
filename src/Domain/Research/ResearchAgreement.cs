using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Research;

/// <summary>What an agreement says.</summary>
public sealed record AgreementTerms
{
    public required string Reference { get; init; }

    public required ResearchPartnerId PartnerId { get; init; }

    /// <summary>With whom the partner agrees; null for the region.</summary>
    public OrganisationId? OrganisationId { get; init; }

    public ResearchSubjectId? SubjectId { get; init; }

    public InnovationId? InnovationId { get; init; }

    public GrantId? GrantId { get; init; }

    public required DateOnly SignedOn { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly Until { get; init; }
}

/// <summary>An agreement between a partner and the region or an organisation, about a subject, an innovation or a grant.</summary>
public sealed class ResearchAgreement : AggregateRoot<ResearchAgreementId>
{
    private ResearchAgreement() { }

    public string Reference { get; private set; } = null!;

    public ResearchPartnerId PartnerId { get; private set; }

    public OrganisationId? OrganisationId { get; private set; }

    public ResearchSubjectId? SubjectId { get; private set; }

    public InnovationId? InnovationId { get; private set; }

    public GrantId? GrantId { get; private set; }

    public DateOnly SignedOn { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly Until { get; private set; }

    public static Result<ResearchAgreement> Record(ResearchAgreementId id, AgreementTerms terms, SharingConsent? consent, DateOnly today)
    {
        var agreement = new ResearchAgreement { Id = id };
        return agreement.Write(terms, consent, today) is { } error ? error : agreement;
    }

    /// <summary>Mends what was recorded.</summary>
    public Result Replace(AgreementTerms terms, SharingConsent? consent, DateOnly today) =>
        Write(terms, consent, today) is { } error ? error : Result.Success;

    private Error? Write(AgreementTerms terms, SharingConsent? consent, DateOnly today)
    {
        var objects = new[] { terms.SubjectId is not null, terms.InnovationId is not null, terms.GrantId is not null };
        var error =
            objects.Count(x => x) != 1 ? AgreementErrors.NotOneObject
            : terms.Until < terms.From ? ResearchErrors.PeriodInvalid
            : terms.SignedOn > today ? AgreementErrors.SignedInTheFuture
            : terms.GrantId is { } grant && !(consent?.GrantId == grant && consent.IsInForceOn(today)) ? AgreementErrors.ConsentMissing
            : null;
        if (error is not null)
        {
            return error;
        }

        (Reference, PartnerId, OrganisationId) = (terms.Reference, terms.PartnerId, terms.OrganisationId);
        (SubjectId, InnovationId, GrantId) = (terms.SubjectId, terms.InnovationId, terms.GrantId);
        (SignedOn, From, Until) = (terms.SignedOn, terms.From, terms.Until);
        return null;
    }
}
