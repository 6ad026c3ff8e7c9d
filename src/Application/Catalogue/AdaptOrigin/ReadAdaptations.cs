using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.AdaptOrigin;

/// <summary>Reads a proposed adaptation.</summary>
[Anonymous]
public sealed record GetAdaptation(AdaptationId Id) : IQuery<AdaptationModel>;

/// <summary>Lists what was proposed back to an innovation, newest first.</summary>
/// <param name="Id">The innovation.</param>
/// <param name="Page">Which page.</param>
/// <param name="Status">Only those that stand there.</param>
[Anonymous]
public sealed record ListAdaptations(InnovationId Id, PageRequest Page, string? Status) : IQuery<Page<AdaptationSummary>>, IPagedQuery;

/// <summary>
/// Lists which adaptations recur: elements of the DNA that replications changed in the same manner in their newest forks, the most frequent
/// first. Where it failed and why is what the list of replications with the status <c>abandoned</c> says.
/// </summary>
/// <param name="Id">The innovation.</param>
/// <param name="Limit">Number of items, 1 to 100; 20 when not given.</param>
/// <param name="After">The former page's <c>nextCursor</c>.</param>
[Anonymous]
public sealed record ListAdaptationPatterns(InnovationId Id, int? Limit, int? After) : IQuery<Page<AdaptationPatternModel>>;

/// <summary>A changed element.</summary>
/// <param name="Part">The part of the DNA, as the member is named.</param>
/// <param name="ElementKey">Key of the element; null for the need.</param>
/// <param name="Kind">What became of it in the fork.</param>
public sealed record DnaChangeModel(string Part, string? ElementKey, DnaChangeKind Kind);

/// <summary>A proposed adaptation.</summary>
public sealed record AdaptationModel
{
    /// <summary>Identifier.</summary>
    public required AdaptationId Id { get; init; }

    /// <summary>The innovation to which it is proposed.</summary>
    public required InnovationId InnovationId { get; init; }

    /// <summary>The replication to which it is credited.</summary>
    public required ReplicationId ReplicationId { get; init; }

    /// <summary>Name of that replication's organisation.</summary>
    public string? OrganisationName { get; init; }

    /// <summary>Number of the innovation's version against which it was made.</summary>
    public required int OriginVersion { get; init; }

    /// <summary>Number of the fork's version in which its elements stand.</summary>
    public required int DnaVersion { get; init; }

    /// <summary>What it would change.</summary>
    public required IReadOnlyList<DnaChangeModel> Elements { get; init; }

    /// <summary>Why the origin should take it.</summary>
    public required string Reason { get; init; }

    /// <summary>Day on which it was proposed.</summary>
    public required DateOnly ProposedOn { get; init; }

    /// <summary>Where it stands.</summary>
    public required AdaptationStatus Status { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? RefusalReason { get; init; }

    /// <summary>Day of the decision.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>Number of the innovation's version that has it, or will have it once it is published.</summary>
    public int? IntoVersion { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The transitions that this caller may take now; absent for anonymous callers.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }
}

/// <summary>A proposed adaptation in a list.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="ReplicationId">The replication to which it is credited.</param>
/// <param name="Elements">What it would change.</param>
/// <param name="Reason">Why the origin should take it.</param>
/// <param name="ProposedOn">Day on which it was proposed.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="RefusalReason">Why it was refused.</param>
/// <param name="IntoVersion">Number of the innovation's version that has it, or will have it once it is published.</param>
public sealed record AdaptationSummary(
    AdaptationId Id,
    ReplicationId ReplicationId,
    IReadOnlyList<DnaChangeModel> Elements,
    string Reason,
    DateOnly ProposedOn,
    AdaptationStatus Status,
    string? RefusalReason,
    int? IntoVersion
);

/// <summary>An adaptation that recurs.</summary>
/// <param name="Part">The part of the DNA, as the member is named.</param>
/// <param name="ElementKey">Key of the element; null for the need.</param>
/// <param name="Kind">What became of it in the forks.</param>
/// <param name="Replications">In how many replications.</param>
/// <param name="ReplicationIds">Which ones, at most 100, the oldest first.</param>
public sealed record AdaptationPatternModel(
    string Part,
    string? ElementKey,
    DnaChangeKind Kind,
    int Replications,
    IReadOnlyList<Guid> ReplicationIds
);

internal sealed class ListAdaptationsValidator : AbstractValidator<ListAdaptations>
{
    public ListAdaptationsValidator()
    {
        this.IsPaged();
        RuleFor(x => x.Status).IsWordOf<ListAdaptations, AdaptationStatus>();
    }
}

internal sealed class ListAdaptationPatternsValidator : AbstractValidator<ListAdaptationPatterns>
{
    public ListAdaptationPatternsValidator() => this.IsPagedBy(x => x.Limit, x => x.After);
}

internal sealed class AdaptationReads(
    ICatalogueDbContext db,
    ReplicationAccess access,
    IReplicationReads reads,
    IOrganisationLookup organisations,
    AllowedActions<Adaptation> actions,
    ICurrentUser user
)
    : IQueryHandler<GetAdaptation, AdaptationModel>,
        IQueryHandler<ListAdaptations, Page<AdaptationSummary>>,
        IQueryHandler<ListAdaptationPatterns, Page<AdaptationPatternModel>>
{
    public async Task<Result<AdaptationModel>> Handle(GetAdaptation request, CancellationToken cancellationToken)
    {
        var visible = (await access.AdaptationsAsync(cancellationToken)).AsNoTracking();
        if (await visible.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } found)
        {
            return AdaptationErrors.NotFound;
        }

        var holder = await db
            .Replications.Where(x => x.Id == found.ReplicationId)
            .Select(x => x.OrganisationId)
            .SingleAsync(cancellationToken);
        var names = await organisations.NamesAsync([holder], cancellationToken);
        return new AdaptationModel
        {
            Id = found.Id,
            InnovationId = found.InnovationId,
            ReplicationId = found.ReplicationId,
            OrganisationName = names.GetValueOrDefault(holder),
            OriginVersion = found.OriginVersion,
            DnaVersion = found.DnaVersion,
            Elements = ToModels(found.Elements),
            Reason = found.Reason,
            ProposedOn = found.ProposedOn,
            Status = found.Status,
            RefusalReason = found.RefusalReason,
            DecidedOn = found.DecidedOn,
            IntoVersion = found.IntoVersion,
            Version = found.Version,
            AllowedActions = user.Caller is null ? null : await actions.ForAsync(found, found.Id.Value, cancellationToken),
        };
    }

    public async Task<Result<Page<AdaptationSummary>>> Handle(ListAdaptations request, CancellationToken cancellationToken)
    {
        var query = (await access.AdaptationsAsync(cancellationToken)).AsNoTracking().Where(x => x.InnovationId == request.Id);
        if (Naming.Parse<AdaptationStatus>(request.Status) is { } status)
        {
            query = query.Where(x => x.Status == status);
        }

        var page = await query.ToPageAsync(x => x.Id, descending: true, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure
            ? page.Error
            : new Page<AdaptationSummary>(
                [
                    .. page.Value.Items.Select(x => new AdaptationSummary(
                        x.Id,
                        x.ReplicationId,
                        ToModels(x.Elements),
                        x.Reason,
                        x.ProposedOn,
                        x.Status,
                        x.RefusalReason,
                        x.IntoVersion
                    )),
                ],
                page.Value.NextCursor
            );
    }

    public async Task<Result<Page<AdaptationPatternModel>>> Handle(ListAdaptationPatterns request, CancellationToken cancellationToken)
    {
        var (size, first) = (request.Limit ?? PageRequest.DefaultLimit, request.After ?? 0);
        var rows = await reads.PatternsAsync(request.Id, first, size + 1, cancellationToken);
        return new Page<AdaptationPatternModel>(
            [.. rows.Take(size).Select(ToModel)],
            rows.Count > size ? (first + size).ToString(System.Globalization.CultureInfo.InvariantCulture) : null
        );
    }

    private static AdaptationPatternModel ToModel(PatternRow row)
    {
        var change = DnaChange.Parse(row.Code);
        return new AdaptationPatternModel(change.Part, change.Key, change.Kind, row.Replications, row.Ids);
    }

    private static IReadOnlyList<DnaChangeModel> ToModels(IReadOnlyList<DnaChange> changes) =>
        [.. changes.Select(x => new DnaChangeModel(x.Part, x.Key, x.Kind))];
}
