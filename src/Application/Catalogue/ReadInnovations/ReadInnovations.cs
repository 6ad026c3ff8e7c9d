using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Catalogue.ReadContacts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.ReadInnovations;

/// <summary>Reads an innovation: its newest published version; its authors and the editors read what is being written.</summary>
[Anonymous]
public sealed record GetInnovation(InnovationId Id) : IQuery<InnovationModel>;

/// <summary>Lists innovations, newest first: the published ones, or by status those that the caller writes or reviews.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Theme">Only innovations with this theme.</param>
/// <param name="Initiator">Only innovations that were started so; a word of the initiator.</param>
/// <param name="Department">Only innovations with a place in this département, such as <c>57</c> or <c>2A</c>.</param>
/// <param name="Status">
/// Only records that stand there, of those that the caller writes or reviews; every published innovation when not given.
/// </param>
[Anonymous]
public sealed record ListInnovations(PageRequest Page, string? Theme, string? Initiator, string? Department, string? Status)
    : IQuery<Page<InnovationSummary>>,
        IPagedQuery;

/// <summary>An innovation.</summary>
public sealed record InnovationModel
{
    /// <summary>Identifier.</summary>
    public required InnovationId Id { get; init; }

    /// <summary>Where its record stands; <c>published</c> for whoever does not see what is being written.</summary>
    public required InnovationStatus Status { get; init; }

    /// <summary>Whose it is; null when it is no known organisation's.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>Name of that organisation.</summary>
    public string? OrganisationName { get; init; }

    /// <summary>The grant out of which it was born.</summary>
    public Guid? GrantId { get; init; }

    /// <summary>What is said of it.</summary>
    public required InnovationContentBody Content { get; init; }

    /// <summary>Its pictures in their order.</summary>
    public required IReadOnlyList<ShownPictureModel> Pictures { get; init; }

    /// <summary>Number of the newest published version; null before the first.</summary>
    public int? PublishedVersion { get; init; }

    /// <summary>When that version was published.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>
    /// How many visitors wrote that they want to reproduce it, as far as somebody has taken their message up and not found it to be spam.
    /// </summary>
    public required int ReplicationInterest { get; init; }

    /// <summary>Why an editor returned it; null once it was submitted again, and for whoever does not see what is being written.</summary>
    public string? ReturnReason { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public string? WithdrawalReason { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The transitions that this caller may take now; absent for anonymous callers.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }
}

/// <summary>An innovation in a list.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Status">Where its record stands; <c>published</c> in the list of the published ones.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>: the language of its texts.</param>
/// <param name="Title">Title.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Stage">How far the innovation itself has come.</param>
/// <param name="Initiator">Who started it.</param>
/// <param name="Themes">Codes of its themes.</param>
/// <param name="Departments">The départements of its places.</param>
/// <param name="PublishedVersion">Number of the newest published version; null before the first.</param>
/// <param name="PublishedAt">When that version was published.</param>
public sealed record InnovationSummary(
    InnovationId Id,
    InnovationStatus Status,
    string Language,
    string Title,
    string? Summary,
    InnovationStage Stage,
    Initiator Initiator,
    IReadOnlyList<string> Themes,
    IReadOnlyList<string> Departments,
    int? PublishedVersion,
    DateTimeOffset? PublishedAt
);

internal sealed class ListInnovationsValidator : AbstractValidator<ListInnovations>
{
    public ListInnovationsValidator()
    {
        this.IsPaged();
        RuleFor(x => x.Theme).MaximumLength(Limits.Code).Matches(Limits.CodePattern);
        RuleFor(x => x.Initiator).IsWordOf<ListInnovations, Initiator>();
        RuleFor(x => x.Department).MaximumLength(3).Matches(CatalogueLimits.DepartmentPattern);
        RuleFor(x => x.Status).IsWordOf<ListInnovations, InnovationStatus>();
    }
}

internal sealed class InnovationReads(
    ICatalogueDbContext db,
    InnovationAccess access,
    IOrganisationLookup organisations,
    AllowedActions<Innovation> actions,
    IPictures pictures,
    ICurrentUser user
) : IQueryHandler<GetInnovation, InnovationModel>, IQueryHandler<ListInnovations, Page<InnovationSummary>>
{
    public async Task<Result<InnovationModel>> Handle(GetInnovation request, CancellationToken cancellationToken)
    {
        var visible = (await access.VisibleAsync(cancellationToken)).AsNoTracking();
        if (await visible.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } innovation)
        {
            return InnovationErrors.NotFound;
        }

        var seesDraft = await access.SeesDraftAsync(innovation, cancellationToken);
        var (content, shown) = seesDraft ? (innovation.Content, innovation.Pictures) : await PublishedAsync(innovation, cancellationToken);
        var sizes = await pictures.SizesOfAsync([.. shown.Select(x => x.Id)], cancellationToken);
        var holder = innovation.OrganisationId;
        var names = holder is { } id ? await organisations.NamesAsync([id], cancellationToken) : null;
        return new InnovationModel
        {
            Id = innovation.Id,
            Status = seesDraft ? innovation.Status : InnovationStatus.Published,
            OrganisationId = holder?.Value,
            OrganisationName = names?.Values.SingleOrDefault(),
            GrantId = innovation.GrantId?.Value,
            Content = InnovationContentBody.Of(content),
            Pictures = ShownPictureModel.Of(shown, sizes),
            PublishedVersion = innovation.PublishedVersion,
            PublishedAt = innovation.PublishedAt,
            ReplicationInterest = await db.ContactRequests.WantingToReplicate(innovation.Id).CountAsync(cancellationToken),
            ReturnReason = seesDraft ? innovation.ReturnReason : null,
            WithdrawalReason = innovation.WithdrawalReason,
            Version = innovation.Version,
            AllowedActions = user.Caller is null ? null : await actions.ForAsync(innovation, innovation.Id.Value, cancellationToken),
        };
    }

    public async Task<Result<Page<InnovationSummary>>> Handle(ListInnovations request, CancellationToken cancellationToken)
    {
        var filter = new InnovationFilter(request.Theme, request.Initiator, request.Department);
        if (Naming.Parse<InnovationStatus>(request.Status) is not { } status)
        {
            var versions = await db.PublicOf(filter)
                .AsNoTracking()
                .ToPageAsync(x => x.InnovationId, descending: true, request.Page, x => x, x => x.InnovationId, cancellationToken);
            return versions.IsFailure
                ? versions.Error
                : new Page<InnovationSummary>([.. versions.Value.Items.Select(ToSummary)], versions.Value.NextCursor);
        }

        var own = await access.WrittenOrReviewedAsync(db.RecordsOf(filter).AsNoTracking(), cancellationToken);
        var records = await own.Where(x => x.Status == status)
            .ToPageAsync(x => x.Id, descending: true, request.Page, x => x, x => x.Id, cancellationToken);
        return records.IsFailure
            ? records.Error
            : new Page<InnovationSummary>([.. records.Value.Items.Select(ToSummary)], records.Value.NextCursor);
    }

    private async Task<(InnovationContent Content, IReadOnlyList<ShownPicture> Pictures)> PublishedAsync(
        Innovation innovation,
        CancellationToken cancellationToken
    )
    {
        var version = await db
            .InnovationVersions.AsNoTracking()
            .SingleAsync(x => x.InnovationId == innovation.Id && x.Number == innovation.PublishedVersion, cancellationToken);
        return (version.Content, version.Pictures);
    }

    private static InnovationSummary ToSummary(InnovationVersion version) =>
        new(
            version.InnovationId,
            InnovationStatus.Published,
            version.Content.Language,
            version.Content.Title,
            version.Content.Summary,
            version.Content.Stage,
            version.Initiator,
            version.Themes,
            version.Departments,
            version.Number,
            version.PublishedAt
        );

    private static InnovationSummary ToSummary(Innovation innovation) =>
        new(
            innovation.Id,
            innovation.Status,
            innovation.Content.Language,
            innovation.Content.Title,
            innovation.Content.Summary,
            innovation.Content.Stage,
            innovation.Initiator,
            innovation.Themes,
            innovation.Departments,
            innovation.PublishedVersion,
            innovation.PublishedAt
        );
}
