using AutoMapper;
using AutoMapper.QueryableExtensions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;

namespace SocialInnovation.Application.Calls.ListCalls;

/// <summary>Lists the calls that the caller may know of.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Status">Only calls that stand there now; a word of the call's status.</param>
/// <param name="Sort"><c>closesAt</c> or <c>-closesAt</c>; by creation, newest first, when not given.</param>
[Anonymous]
public sealed record ListCalls(PageRequest Page, string? Status, string? Sort) : IQuery<Page<CallSummary>>, IPagedQuery;

internal sealed class ListCallsValidator : AbstractValidator<ListCalls>
{
    public ListCallsValidator()
    {
        this.IsPaged();
        RuleFor(x => x.Status).IsWordOf<ListCalls, CallPhase>();
        RuleFor(x => x.Sort).IsOneOf("closesAt", "-closesAt");
    }
}

internal sealed class ListCallsHandler(
    ICallsDbContext db,
    IMapper mapper,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : IQueryHandler<ListCalls, Page<CallSummary>>
{
    public Task<Result<Page<CallSummary>>> Handle(ListCalls query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var calls = db.Calls.AsNoTracking().VisibleTo(user);
        if (Naming.Parse<CallPhase>(query.Status) is { } phase)
        {
            calls = calls.At(phase, now);
        }

        return query.Sort is null
            ? calls.ToPageAsync(
                x => x.Id,
                descending: true,
                query.Page,
                x => x.ProjectTo<CallSummary>(mapper.ConfigurationProvider, new { now }),
                x => x.Id,
                cancellationToken
            )
            : calls.ToPageAsync(
                x => x.ClosesAt,
                x => x.Id,
                descending: query.Sort[0] == '-',
                query.Page,
                x => x.ProjectTo<CallSummary>(mapper.ConfigurationProvider, new { now }),
                x => (x.ClosesAt, x.Id),
                cancellationToken
            );
    }
}
