using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research.PublishSubject;

/// <summary>Makes a research subject public.</summary>
[Roles(Role.Editor)]
public sealed record PublishSubject(ResearchSubjectId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Says that a public research subject is taken, or over; everybody still reads it.</summary>
[Roles(Role.Editor)]
public sealed record CloseSubject(ResearchSubjectId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

internal sealed class SubjectPublicationGuard(ICurrentUser user) : ActionGuard<ResearchSubject, PublishSubject>(user)
{
    public override string Action => "publication";

    protected override Task<Error?> StateAsync(ResearchSubject aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotPublish());
}

internal sealed class SubjectClosingGuard(ICurrentUser user) : ActionGuard<ResearchSubject, CloseSubject>(user)
{
    public override string Action => "closing";

    protected override Task<Error?> StateAsync(ResearchSubject aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotClose());
}

internal sealed class PublishSubjectHandler(
    IResearchDbContext db,
    SubjectPublicationGuard publication,
    SubjectClosingGuard closing,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<PublishSubject, Receipt>, ICommandHandler<CloseSubject, Receipt>
{
    public Task<Result<Receipt>> Handle(PublishSubject request, CancellationToken cancellationToken) =>
        RunAsync(request.Id, request.Version, publication, x => x.Publish(clock.GetUtcNow()), cancellationToken);

    public Task<Result<Receipt>> Handle(CloseSubject request, CancellationToken cancellationToken) =>
        RunAsync(request.Id, request.Version, closing, x => x.Close(), cancellationToken);

    private async Task<Result<Receipt>> RunAsync<TCommand>(
        ResearchSubjectId id,
        ExpectedVersion? version,
        ActionGuard<ResearchSubject, TCommand> guard,
        Func<ResearchSubject, Result> change,
        CancellationToken cancellationToken
    )
    {
        if (await db.ResearchSubjects.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } subject)
        {
            return SubjectErrors.NotFound;
        }

        if (await guard.WhyNotAsync(subject, version, cancellationToken) is { } error)
        {
            return error;
        }

        var changed = change(subject);
        if (changed.IsFailure)
        {
            return changed.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(subject);
    }
}
