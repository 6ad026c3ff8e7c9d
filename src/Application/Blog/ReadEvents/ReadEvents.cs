using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.ReadEvents;

/// <summary>Reads an event.</summary>
[Anonymous]
public sealed record GetPublicEvent(PublicEventId Id) : IQuery<PublicEventModel>;

/// <summary>Lists the events that are public, cancelled ones included, by their beginning; or, with a status, those that stand there.</summary>
/// <param name="Page">Which page.</param>
/// <param name="From">Only events that have not ended before this day begins in the region.</param>
/// <param name="Until">Only events that begin before this day ends in the region.</param>
/// <param name="Tag">Only events with this tag.</param>
/// <param name="CommuneCode">Only events in this commune, by its INSEE code.</param>
/// <param name="Department">Only events in this département, such as <c>57</c> or <c>2A</c>.</param>
/// <param name="Status">Only events that stand there; <c>draft</c> for editors and auditors only.</param>
[Anonymous]
public sealed record ListPublicEvents(
    PageRequest Page,
    DateOnly? From,
    DateOnly? Until,
    string? Tag,
    string? CommuneCode,
    string? Department,
    string? Status
) : IQuery<Page<PublicEventSummary>>, IPagedQuery;

internal sealed class ListPublicEventsValidator : AbstractValidator<ListPublicEvents>
{
    public ListPublicEventsValidator()
    {
        this.IsPaged();
        RuleFor(x => x.Tag).MaximumLength(Limits.Code).Matches(Limits.CodePattern);
        RuleFor(x => x.CommuneCode).MaximumLength(PlaceLimits.CommuneCode).Matches(PlaceLimits.CommunePattern);
        RuleFor(x => x.Department).MaximumLength(3).Matches(PlaceLimits.DepartmentPattern);
        RuleFor(x => x.Status).IsWordOf<ListPublicEvents, PublicEventStatus>();
    }
}

/// <summary>Whether an event exists for the caller.</summary>
public sealed class PublicEventGate(IBlogDbContext db, ICurrentUser user) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var eventId = new PublicEventId(id);
        return await db.PublicEvents.VisibleTo(user).AnyAsync(x => x.Id == eventId, cancellationToken) ? null : PublicEventErrors.NotFound;
    }
}

internal sealed class EventReads(IBlogDbContext db, AllowedActions<PublicEvent> actions, IMarkdown markdown, ICurrentUser user)
    : IQueryHandler<GetPublicEvent, PublicEventModel>,
        IQueryHandler<ListPublicEvents, Page<PublicEventSummary>>
{
    public async Task<Result<PublicEventModel>> Handle(GetPublicEvent request, CancellationToken cancellationToken)
    {
        var visible = db.PublicEvents.AsNoTracking().VisibleTo(user);
        if (await visible.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } found)
        {
            return PublicEventErrors.NotFound;
        }

        var allowed = user.Caller is null ? null : await actions.ForAsync(found, found.Id.Value, cancellationToken);
        return PublicEventModel.Of(found, markdown, allowed);
    }

    public async Task<Result<Page<PublicEventSummary>>> Handle(ListPublicEvents request, CancellationToken cancellationToken)
    {
        var events = db.EventsWith(request.Tag).AsNoTracking();
        events = Naming.Parse<PublicEventStatus>(request.Status) is { } status
            ? events.VisibleTo(user).Where(x => x.Status == status)
            : events.Public();
        if (request.From is { } from)
        {
            var begins = RegionalDate.StartOf(from);
            events = events.Where(x => x.EndsAt > begins);
        }

        if (request.Until is { } until && until < DateOnly.MaxValue)
        {
            var over = RegionalDate.StartOf(until.AddDays(1));
            events = events.Where(x => x.StartsAt < over);
        }

        if (request.CommuneCode is { } commune)
        {
            events = events.Where(x => x.CommuneCode == commune);
        }

        if (request.Department is { } department)
        {
            events = events.Where(x => x.Department == department);
        }

        var page = await events.ToPageAsync(
            x => x.StartsAt,
            x => x.Id,
            descending: false,
            request.Page,
            x => x,
            x => (x.StartsAt, x.Id),
            cancellationToken
        );
        return page.IsFailure
            ? page.Error
            : new Page<PublicEventSummary>([.. page.Value.Items.Select(PublicEventSummary.Of)], page.Value.NextCursor);
    }
}
