using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Catalogue.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research.ReadSubjects;

/// <summary>Reads a research subject.</summary>
[Anonymous]
public sealed record GetSubject(ResearchSubjectId Id) : IQuery<SubjectModel>;

/// <summary>Lists the research subjects that the caller sees, newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Direction">Only those that are offered, or sought.</param>
/// <param name="Kind">Only those of this kind.</param>
/// <param name="Theme">Only those with this theme.</param>
/// <param name="Status">Only those that stand there.</param>
[Anonymous]
public sealed record ListSubjects(PageRequest Page, string? Direction, string? Kind, string? Theme, string? Status)
    : IQuery<Page<SubjectSummary>>,
        IPagedQuery;

/// <summary>A research subject.</summary>
public sealed record SubjectModel
{
    /// <summary>Identifier.</summary>
    public required ResearchSubjectId Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required SubjectStatus Status { get; init; }

    /// <summary>Whether the partner offers it or seeks it.</summary>
    public required SubjectDirection Direction { get; init; }

    /// <summary>What is to come out of it.</summary>
    public required SubjectKind Kind { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>The subject in plain text.</summary>
    public required string Text { get; init; }

    /// <summary>Codes of its themes.</summary>
    public required IReadOnlyList<string> Themes { get; init; }

    /// <summary>Who offers or seeks it.</summary>
    public required ResearchPartnerId PartnerId { get; init; }

    /// <summary>Name of that partner.</summary>
    public required string PartnerName { get; init; }

    /// <summary>The innovation that it is about.</summary>
    public InnovationId? InnovationId { get; init; }

    /// <summary>Title of that innovation, as long as it is public.</summary>
    public string? InnovationTitle { get; init; }

    /// <summary>From when on.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Until when.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Since when everybody sees it.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The transitions that this caller may take now; absent for anonymous callers.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }
}

/// <summary>A research subject in a list.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Direction">Whether the partner offers it or seeks it.</param>
/// <param name="Kind">What is to come out of it.</param>
/// <param name="Title">Title.</param>
/// <param name="Themes">Codes of its themes.</param>
/// <param name="PartnerId">Who offers or seeks it.</param>
/// <param name="PartnerName">Name of that partner.</param>
/// <param name="From">From when on.</param>
/// <param name="Until">Until when.</param>
public sealed record SubjectSummary(
    ResearchSubjectId Id,
    SubjectStatus Status,
    SubjectDirection Direction,
    SubjectKind Kind,
    string Title,
    IReadOnlyList<string> Themes,
    ResearchPartnerId PartnerId,
    string PartnerName,
    DateOnly? From,
    DateOnly? Until
);

internal sealed class ListSubjectsValidator : AbstractValidator<ListSubjects>
{
    public ListSubjectsValidator()
    {
        this.IsPaged();
        RuleFor(x => x.Direction).IsWordOf<ListSubjects, SubjectDirection>();
        RuleFor(x => x.Kind).IsWordOf<ListSubjects, SubjectKind>();
        RuleFor(x => x.Theme).MaximumLength(Limits.Code).Matches(Limits.CodePattern);
        RuleFor(x => x.Status).IsWordOf<ListSubjects, SubjectStatus>();
    }
}

internal sealed class SubjectReads(
    IResearchDbContext db,
    IPublicInnovations innovations,
    AllowedActions<ResearchSubject> actions,
    ICurrentUser user
) : IQueryHandler<GetSubject, SubjectModel>, IQueryHandler<ListSubjects, Page<SubjectSummary>>
{
    public async Task<Result<SubjectModel>> Handle(GetSubject request, CancellationToken cancellationToken)
    {
        var found = await db
            .ResearchSubjects.AsNoTracking()
            .VisibleTo(user)
            .Where(x => x.Id == request.Id)
            .Join(db.ResearchPartners, x => x.PartnerId, x => x.Id, (subject, partner) => new { subject, partner.Name })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is not { subject: var subject, Name: var name })
        {
            return SubjectErrors.NotFound;
        }

        var cards = subject.InnovationId is { } id ? await innovations.OfAsync([id], cancellationToken) : null;
        return new SubjectModel
        {
            Id = subject.Id,
            Status = subject.Status,
            Direction = subject.Direction,
            Kind = subject.Kind,
            Title = subject.Title,
            Text = subject.Text,
            Themes = subject.Themes,
            PartnerId = subject.PartnerId,
            PartnerName = name,
            InnovationId = subject.InnovationId,
            InnovationTitle = cards?.Values.SingleOrDefault()?.Title,
            From = subject.From,
            Until = subject.Until,
            PublishedAt = subject.PublishedAt,
            Version = subject.Version,
            AllowedActions = user.Caller is null ? null : await actions.ForAsync(subject, subject.Id.Value, cancellationToken),
        };
    }

    public async Task<Result<Page<SubjectSummary>>> Handle(ListSubjects request, CancellationToken cancellationToken)
    {
        var subjects = db.SubjectsWith(request.Theme).AsNoTracking().VisibleTo(user);
        if (Naming.Parse<SubjectDirection>(request.Direction) is { } direction)
        {
            subjects = subjects.Where(x => x.Direction == direction);
        }

        if (Naming.Parse<SubjectKind>(request.Kind) is { } kind)
        {
            subjects = subjects.Where(x => x.Kind == kind);
        }

        if (Naming.Parse<SubjectStatus>(request.Status) is { } status)
        {
            subjects = subjects.Where(x => x.Status == status);
        }

        return await subjects.ToPageAsync(
            x => x.Id,
            descending: true,
            request.Page,
            page =>
                page.Select(x => new SubjectSummary(
                    x.Id,
                    x.Status,
                    x.Direction,
                    x.Kind,
                    x.Title,
                    x.Themes,
                    x.PartnerId,
                    db.ResearchPartners.Single(partner => partner.Id == x.PartnerId).Name,
                    x.From,
                    x.Until
                )),
            x => x.Id,
            cancellationToken
        );
    }
}
