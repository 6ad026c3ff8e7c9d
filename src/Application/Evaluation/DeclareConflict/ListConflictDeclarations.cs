using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.DeclareConflict;

/// <summary>Lists the conflicts of interest that were declared in a call.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Page">Which page.</param>
[Roles(Role.ProgrammeManager, Role.Auditor)]
[Admits(Role.Auditor)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record ListConflictDeclarations(CallId CallId, PageRequest Page) : IQuery<Page<ConflictDeclarationModel>>, IPagedQuery;

/// <summary>A declared conflict of interest.</summary>
public sealed record ConflictDeclarationModel
{
    /// <summary>Identifier.</summary>
    public required ConflictDeclarationId Id { get; init; }

    /// <summary>The application.</summary>
    public required GrantApplicationId ApplicationId { get; init; }

    /// <summary>Who is in conflict.</summary>
    [NamesPerson]
    public required UserId EvaluatorId { get; init; }

    /// <summary>The kind of link.</summary>
    public required ConflictKind Kind { get; init; }

    /// <summary>What the link is.</summary>
    public required string Text { get; init; }

    /// <summary>Who declared it.</summary>
    public required UserId DeclaredBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset DeclaredAt { get; init; }
}

internal sealed class ListConflictDeclarationsValidator : AbstractValidator<ListConflictDeclarations>
{
    public ListConflictDeclarationsValidator() => this.IsPaged();
}

internal sealed class ListConflictDeclarationsHandler(IEvaluationDbContext db, EvaluatedCall calls)
    : IQueryHandler<ListConflictDeclarations, Page<ConflictDeclarationModel>>
{
    public async Task<Result<Page<ConflictDeclarationModel>>> Handle(ListConflictDeclarations query, CancellationToken cancellationToken) =>
        await calls.WhyNotReadAsync(query.CallId, cancellationToken) is { } error
            ? error
            : await db
                .ConflictDeclarations.AsNoTracking()
                .Where(x => x.CallId == query.CallId)
                .ToPageAsync(
                    x => x.Id,
                    descending: false,
                    query.Page,
                    x =>
                        x.Select(y => new ConflictDeclarationModel
                        {
                            Id = y.Id,
                            ApplicationId = y.ApplicationId,
                            EvaluatorId = y.EvaluatorId,
                            Kind = y.Kind,
                            Text = y.Text,
                            DeclaredBy = y.DeclaredBy,
                            DeclaredAt = y.DeclaredAt,
                        }),
                    x => x.Id,
                    cancellationToken
                );
}
