using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Applications;

namespace SocialInnovation.Application.Applications.InstructApplication;

/// <summary>Asks the applicant for what is missing, with a deadline; the application reopens for just that.</summary>
[Roles(Role.Instructor)]
public sealed record RequestCompletion(GrantApplicationId Id, ExpectedVersion? Version, RequestCompletionBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>What is missing.</summary>
/// <param name="Documents">Kinds of the documents asked for, at least one.</param>
/// <param name="Deadline">The last instant at which they are taken, itself included; it may lie after the call's closing.</param>
/// <param name="Message">What the applicant reads, at most 20 000 characters.</param>
public sealed record RequestCompletionBody(IReadOnlyList<string> Documents, DateTimeOffset Deadline, string? Message = null);

internal sealed class RequestCompletionValidator : AbstractValidator<RequestCompletion>
{
    public RequestCompletionValidator()
    {
        RuleFor(x => x.Body.Documents).NotEmpty().HasAtMost(Limits.Items);
        RuleForEach(x => x.Body.Documents).IsCode();
        RuleFor(x => x.Body.Message).MaximumLength(ApplicationLimits.Text);
    }
}

/// <summary>Nobody instructs an application of an organisation whose member he is.</summary>
internal sealed class InstructorIndependence(IOrganisationLookup organisations, ICurrentUser user) : ISharedRule
{
    public async Task<Error?> WhyNotAsync(GrantApplication application, CancellationToken cancellationToken) =>
        await organisations.IsMemberAsync(application.OrganisationId, user.Id!.Value, cancellationToken)
            ? GrantApplicationErrors.InstructorIsMember
            : null;
}

internal sealed class CompletionRequestGuard(
    ICurrentUser user,
    InstructorIndependence independence,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ActionGuard<GrantApplication, RequestCompletion>(user)
{
    public override string Action => "completion-requests";

    protected override Task<Error?> RelationAsync(GrantApplication aggregate, CancellationToken cancellationToken) =>
        independence.WhyNotAsync(aggregate, cancellationToken);

    protected override Task<Error?> StateAsync(GrantApplication aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotRequestCompletion(clock.GetUtcNow()));
}

internal sealed class RequestCompletionHandler(
    ApplicationTransition transition,
    CompletionRequestGuard guard,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<RequestCompletion, Receipt>
{
    public Task<Result<Receipt>> Handle(RequestCompletion command, CancellationToken cancellationToken) =>
        transition.RunAsync(
            command.Id,
            command.Version,
            guard.WhyNotAsync,
            x =>
                Task.FromResult(
                    x.RequestCompletion(
                        command.Body.Documents,
                        command.Body.Message,
                        command.Body.Deadline,
                        user.Id!.Value,
                        clock.GetUtcNow()
                    )
                ),
            cancellationToken
        );
}

/// <summary>Hands a completed application back to the instructor.</summary>
[Roles(Role.Applicant)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record CompleteApplication(GrantApplicationId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

internal sealed class CompletionGuard(ICurrentUser user, ApplicationAccess access, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ActionGuard<GrantApplication, CompleteApplication>(user)
{
    public override string Action => "completion";

    protected override Task<Error?> RelationAsync(GrantApplication aggregate, CancellationToken cancellationToken) =>
        access.WhyNotOwnAsync(aggregate, cancellationToken);

    protected override Task<Error?> StateAsync(GrantApplication aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotComplete(clock.GetUtcNow()));
}

internal sealed class CompleteApplicationHandler(
    ApplicationTransition transition,
    CompletionGuard guard,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<CompleteApplication, Receipt>
{
    public Task<Result<Receipt>> Handle(CompleteApplication command, CancellationToken cancellationToken) =>
        transition.RunAsync(
            command.Id,
            command.Version,
            guard.WhyNotAsync,
            x => Task.FromResult(x.Complete(clock.GetUtcNow())),
            cancellationToken
        );
}

/// <summary>Writes down that completions' deadlines have passed.</summary>
[Anonymous]
internal sealed record RecordCompletionDeadlines : ISweep;

internal sealed class RecordCompletionDeadlinesHandler(IApplicationsDbContext db, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ICommandHandler<RecordCompletionDeadlines, SweepReceipt>
{
    private const int Batch = 200;

    public async Task<Result<SweepReceipt>> Handle(RecordCompletionDeadlines command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var passed = await db
            .GrantApplications.Where(x => x.CompletionDeadline < now)
            .OrderBy(x => x.CompletionDeadline)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        foreach (var application in passed)
        {
            application.RecordDeadline(now);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new SweepReceipt(passed.Count);
    }
}

/// <summary>Refuses what stood on a waiting list that has ended.</summary>
[Anonymous]
internal sealed record EndWaitingLists : ISweep;

internal sealed class EndWaitingListsHandler(IApplicationsDbContext db, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ICommandHandler<EndWaitingLists, SweepReceipt>
{
    private const int Batch = 200;

    public async Task<Result<SweepReceipt>> Handle(EndWaitingLists command, CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var ended = await db
            .GrantApplications.Where(x => x.State == ApplicationState.WaitingListed && x.WaitingListEndsOn < today)
            .OrderBy(x => x.Id)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        foreach (var application in ended)
        {
            application.EndWaiting(today, clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        return new SweepReceipt(ended.Count);
    }
}
