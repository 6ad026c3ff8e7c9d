using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Catalogue.ReadReplications;

/// <summary>Reads a replication.</summary>
[Anonymous]
public sealed record GetReplication(ReplicationId Id) : IQuery<ReplicationModel>;

/// <summary>Lists the replications of an innovation, newest first; the abandoned ones say why they failed.</summary>
/// <param name="Id">The innovation.</param>
/// <param name="Page">Which page.</param>
/// <param name="Status">Only those that stand there.</param>
/// <param name="Department">Only those in this département, such as <c>57</c> or <c>2A</c>.</param>
[Anonymous]
public sealed record ListReplications(InnovationId Id, PageRequest Page, string? Status, string? Department)
    : IQuery<Page<ReplicationSummary>>,
        IPagedQuery;

/// <summary>A replication.</summary>
public sealed record ReplicationModel
{
    /// <summary>Identifier.</summary>
    public required ReplicationId Id { get; init; }

    /// <summary>The innovation.</summary>
    public required InnovationId InnovationId { get; init; }

    /// <summary>The replication that it follows; null when it follows the innovation itself.</summary>
    public ReplicationId? ParentId { get; init; }

    /// <summary>Who replicates.</summary>
    public required OrganisationId OrganisationId { get; init; }

    /// <summary>Name of that organisation.</summary>
    public string? OrganisationName { get; init; }

    /// <summary>Where.</summary>
    public required InnovationPlaceBody Place { get; init; }

    /// <summary>What it is.</summary>
    public required string Summary { get; init; }

    /// <summary>How far it has come.</summary>
    public required ReplicationStatus Status { get; init; }

    /// <summary>The statuses that it reached, in order, with the day on which that was said.</summary>
    public required IReadOnlyList<ReplicationStepModel> Progress { get; init; }

    /// <summary>Number of the innovation's published version from which its lineage began.</summary>
    public required int OriginVersion { get; init; }

    /// <summary>Number of the newest version of its fork of the DNA; null while there is none.</summary>
    public int? DnaVersion { get; init; }

    /// <summary>How many elements of the DNA that fork changed.</summary>
    public required int ChangeCount { get; init; }

    /// <summary>Why it was given up.</summary>
    public string? AbandonmentReason { get; init; }

    /// <summary>Why an editor withdrew it; only its organisation, editors and auditors still see it then.</summary>
    public string? WithdrawalReason { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The transitions that this caller may take now; absent for anonymous callers.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }
}

/// <summary>A status that a replication reached.</summary>
/// <param name="Status">The status.</param>
/// <param name="On">The day.</param>
public sealed record ReplicationStepModel(ReplicationStatus Status, DateOnly On);

/// <summary>A replication in a list.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="ParentId">The replication that it follows; null when it follows the innovation itself.</param>
/// <param name="OrganisationName">Name of the organisation that replicates.</param>
/// <param name="Place">Where.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Since">Since when it stands there.</param>
/// <param name="ChangeCount">How many elements of the DNA its fork changed.</param>
/// <param name="AbandonmentReason">Why it was given up.</param>
public sealed record ReplicationSummary(
    ReplicationId Id,
    ReplicationId? ParentId,
    string? OrganisationName,
    InnovationPlaceBody Place,
    string Summary,
    ReplicationStatus Status,
    DateOnly Since,
    int ChangeCount,
    string? AbandonmentReason
);

internal sealed class ListReplicationsValidator : AbstractValidator<ListReplications>
{
    public ListReplicationsValidator()
    {
        this.IsPaged();
        RuleFor(x => x.Status).IsWordOf<ListReplications, ReplicationStatus>();
        RuleFor(x => x.Department).MaximumLength(3).Matches(CatalogueLimits.DepartmentPattern);
    }
}

internal sealed class ReplicationReads(
    ReplicationAccess access,
    IOrganisationLookup organisations,
    AllowedActions<Replication> actions,
    ICurrentUser user
) : IQueryHandler<GetReplication, ReplicationModel>, IQueryHandler<ListReplications, Page<ReplicationSummary>>
{
    public async Task<Result<ReplicationModel>> Handle(GetReplication request, CancellationToken cancellationToken)
    {
        var visible = (await access.VisibleAsync(cancellationToken)).AsNoTracking();
        if (await visible.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } found)
        {
            return ReplicationErrors.NotFound;
        }

        var names = await organisations.NamesAsync([found.OrganisationId], cancellationToken);
        return new ReplicationModel
        {
            Id = found.Id,
            InnovationId = found.InnovationId,
            ParentId = found.ParentId,
            OrganisationId = found.OrganisationId,
            OrganisationName = names.GetValueOrDefault(found.OrganisationId),
            Place = InnovationPlaceBody.Of(found.Place),
            Summary = found.Summary,
            Status = found.Status,
            Progress = [.. found.Steps.Select(x => new ReplicationStepModel(x.Status, x.On))],
            OriginVersion = found.OriginVersion,
            DnaVersion = found.DnaVersion,
            ChangeCount = found.Changes.Count,
            AbandonmentReason = found.AbandonmentReason,
            WithdrawalReason = found.WithdrawalReason,
            Version = found.Version,
            AllowedActions = user.Caller is null ? null : await actions.ForAsync(found, found.Id.Value, cancellationToken),
        };
    }

    public async Task<Result<Page<ReplicationSummary>>> Handle(ListReplications request, CancellationToken cancellationToken)
    {
        var query = (await access.VisibleAsync(cancellationToken)).AsNoTracking().Where(x => x.InnovationId == request.Id);
        if (Naming.Parse<ReplicationStatus>(request.Status) is { } status)
        {
            query = query.Where(x => x.Status == status);
        }

        if (request.Department is { } department)
        {
            query = query.Where(x => x.Department == department);
        }

        var page = await query.ToPageAsync(x => x.Id, descending: true, request.Page, x => x, x => x.Id, cancellationToken);
        if (page.IsFailure)
        {
            return page.Error;
        }

        var names = await organisations.NamesAsync([.. page.Value.Items.Select(x => x.OrganisationId).Distinct()], cancellationToken);
        return new Page<ReplicationSummary>(
            [
                .. page.Value.Items.Select(x => new ReplicationSummary(
                    x.Id,
                    x.ParentId,
                    names.GetValueOrDefault(x.OrganisationId),
                    InnovationPlaceBody.Of(x.Place),
                    x.Summary,
                    x.Status,
                    x.Steps[^1].On,
                    x.Changes.Count,
                    x.AbandonmentReason
                )),
            ],
            page.Value.NextCursor
        );
    }
}
