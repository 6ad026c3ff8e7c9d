using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research.ReadConsents;

/// <summary>Reads a consent to share a grant's data.</summary>
[Roles(Role.Applicant, Role.Editor, Role.Auditor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record GetSharingConsent(SharingConsentId Id) : IQuery<SharingConsentModel>;

/// <summary>Lists the consents that were given for a grant, those withdrawn or run out included, newest first.</summary>
/// <param name="Id">The grant.</param>
/// <param name="Page">Which page.</param>
[Roles(Role.Applicant, Role.Editor, Role.Auditor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record ListSharingConsents(GrantId Id, PageRequest Page) : IQuery<Page<SharingConsentModel>>, IPagedQuery;

/// <summary>The consent of a funded organisation that data of its grant are shared with research partners.</summary>
public sealed record SharingConsentModel
{
    /// <summary>Identifier.</summary>
    public required SharingConsentId Id { get; init; }

    /// <summary>The grant.</summary>
    public required GrantId GrantId { get; init; }

    /// <summary>What is shared.</summary>
    public required IReadOnlyList<SharedData> Data { get; init; }

    /// <summary>Whether it holds today.</summary>
    public required bool IsInForce { get; init; }

    /// <summary>The last day on which it holds.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Who gave it for the organisation.</summary>
    public required UserId GivenBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>Who took it back.</summary>
    public UserId? WithdrawnBy { get; init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The transitions that this caller may take now; absent in lists.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }

    internal static SharingConsentModel Of(SharingConsent consent, DateOnly today) =>
        new()
        {
            Id = consent.Id,
            GrantId = consent.GrantId,
            Data = consent.Data,
            IsInForce = consent.IsInForceOn(today),
            Until = consent.Until,
            GivenBy = consent.GivenBy,
            GivenAt = consent.GivenAt,
            WithdrawnBy = consent.WithdrawnBy,
            WithdrawnAt = consent.WithdrawnAt,
            Version = consent.Version,
        };
}

internal sealed class ListSharingConsentsValidator : AbstractValidator<ListSharingConsents>
{
    public ListSharingConsentsValidator() => this.IsPaged();
}

// Whether the caller may know of them was answered by the gates.
internal sealed class ConsentReads(
    IResearchDbContext db,
    AllowedActions<SharingConsent> actions,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : IQueryHandler<GetSharingConsent, SharingConsentModel>, IQueryHandler<ListSharingConsents, Page<SharingConsentModel>>
{
    public async Task<Result<SharingConsentModel>> Handle(GetSharingConsent request, CancellationToken cancellationToken) =>
        await db.SharingConsents.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } consent
            ? SharingConsentModel.Of(consent, clock.Today()) with
            {
                AllowedActions = await actions.ForAsync(consent, consent.Id.Value, cancellationToken),
            }
            : ConsentErrors.NotFound;

    public async Task<Result<Page<SharingConsentModel>>> Handle(ListSharingConsents request, CancellationToken cancellationToken)
    {
        var page = await db
            .SharingConsents.AsNoTracking()
            .Where(x => x.GrantId == request.Id)
            .ToPageAsync(x => x.Id, descending: true, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure
            ? page.Error
            : new Page<SharingConsentModel>(
                [.. page.Value.Items.Select(x => SharingConsentModel.Of(x, clock.Today()))],
                page.Value.NextCursor
            );
    }
}
