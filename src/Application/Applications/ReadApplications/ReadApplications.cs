using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Applications.SubmitApplication;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Applications.ReadApplications;

/// <summary>Reads a grant application.</summary>
[SignedIn]
[OwnData(Role.Applicant)]
public sealed record GetApplication(GrantApplicationId Id) : IQuery<ApplicationModel>;

/// <summary>Lists the applications that the caller may know of.</summary>
/// <param name="Page">Which page.</param>
/// <param name="CallId">Only applications to this call.</param>
/// <param name="State">Only applications that the caller reads in this state; one of its words.</param>
/// <param name="OrganisationId">Only applications of this organisation.</param>
/// <param name="Reference">Only applications with this reference.</param>
/// <param name="Own">Only applications of the caller's organisations.</param>
[SignedIn]
[AdmitsReaders]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
[Relation(Relation.AssignedEvaluator, Role.Evaluator)]
public sealed record ListApplications(
    PageRequest Page,
    Guid? CallId,
    string? State,
    Guid? OrganisationId,
    string? Reference,
    bool Own = false
) : IQuery<Page<ApplicationSummary>>, IPagedQuery;

/// <summary>Lists the caller's own organisations' applications.</summary>
[Roles(Role.Applicant)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record ListOwnApplications(PageRequest Page) : IQuery<Page<ApplicationSummary>>, IPagedQuery;

/// <summary>Lists an application's documents.</summary>
[SignedIn]
public sealed record ListDocuments(GrantApplicationId Id) : IQuery<IReadOnlyList<DocumentModel>>;

/// <summary>Reads all submitted versions of an application.</summary>
[SignedIn]
[OwnData(Role.Applicant)]
public sealed record ListApplicationVersions(GrantApplicationId Id) : IQuery<IReadOnlyList<ApplicationVersionModel>>;

/// <summary>Reads one submitted version of an application.</summary>
[SignedIn]
[OwnData(Role.Applicant)]
public sealed record GetApplicationVersion(GrantApplicationId Id, int Number) : IQuery<ApplicationVersionModel>;

/// <summary>Reads what stands against the submission of a draft, time aside.</summary>
[SignedIn]
public sealed record GetCompleteness(GrantApplicationId Id) : IQuery<CompletenessModel>;

/// <summary>Lists the awards of a call as the public sees them: notified, and not cancelled since.</summary>
[Anonymous]
public sealed record ListPublicAwards(CallId CallId, PageRequest Page) : IQuery<Page<PublicAward>>, IPagedQuery;

internal sealed class ListApplicationsValidator : AbstractValidator<ListApplications>
{
    public ListApplicationsValidator()
    {
        this.IsPaged();
        RuleFor(x => x.State).IsWordOf<ListApplications, ShownState>();
        RuleFor(x => x.Reference).MaximumLength(ApplicationLimits.Reference);
    }
}

internal sealed class ListOwnApplicationsValidator : AbstractValidator<ListOwnApplications>
{
    public ListOwnApplicationsValidator() => this.IsPaged();
}

internal sealed class ListPublicAwardsValidator : AbstractValidator<ListPublicAwards>
{
    public ListPublicAwardsValidator() => this.IsPaged();
}

internal sealed class GetApplicationHandler(
    ApplicationAccess access,
    AllowedActions<GrantApplication> actions,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : IQueryHandler<GetApplication, ApplicationModel>
{
    public async Task<Result<ApplicationModel>> Handle(GetApplication query, CancellationToken cancellationToken) =>
        await access.FindAsync(query.Id, cancellationToken) is { } application
            ? ApplicationViews.ToModel(
                application,
                await access.IsOwnAsync(application, cancellationToken),
                clock.GetUtcNow(),
                await actions.ForAsync(application, application.Id.Value, cancellationToken)
            )
            : GrantApplicationErrors.NotFound;
}

internal sealed class ListApplicationsHandler(
    ApplicationAccess access,
    IApplicationReads reads,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : IQueryHandler<ListApplications, Page<ApplicationSummary>>, IQueryHandler<ListOwnApplications, Page<ApplicationSummary>>
{
    public Task<Result<Page<ApplicationSummary>>> Handle(ListOwnApplications request, CancellationToken cancellationToken) =>
        Handle(new ListApplications(request.Page, null, null, null, null, Own: true), cancellationToken);

    public async Task<Result<Page<ApplicationSummary>>> Handle(ListApplications request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (access.SeesSubmittedOnly && request is { CallId: { } of, State: null, OrganisationId: null, Reference: null, Own: false })
        {
            return await ListOfCallAsync(new CallId(of), request.Page, now, cancellationToken);
        }

        var own = await access.OwnAsync(cancellationToken);
        var applications = (await access.VisibleAsync(cancellationToken)).AsNoTracking();
        if (request.CallId is { } call)
        {
            var callId = new CallId(call);
            applications = applications.Where(x => x.CallId == callId);
        }

        if (request.OrganisationId is { } organisation)
        {
            var organisationId = new OrganisationId(organisation);
            applications = applications.Where(x => x.OrganisationId == organisationId);
        }

        if (Naming.Parse<ShownState>(request.State) is { } state)
        {
            applications = applications.ShownAs(state, own, now);
        }

        if (request.Reference is { } reference)
        {
            applications = applications.Where(x => x.Reference == reference);
        }

        if (request.Own)
        {
            applications = applications.Where(x => own.Contains(x.OrganisationId));
        }

        var page = await applications.ToPageAsync(x => x.Id, descending: false, request.Page, x => x, x => x.Id, cancellationToken);
        if (page.IsFailure)
        {
            return page.Error;
        }

        return new Page<ApplicationSummary>(
            [.. page.Value.Items.Select(x => ApplicationViews.ToSummary(x, own.Contains(x.OrganisationId), now))],
            page.Value.NextCursor
        );
    }

    private async Task<Result<Page<ApplicationSummary>>> ListOfCallAsync(
        CallId call,
        PageRequest page,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var after = Keyset.AfterOf<GrantApplicationId>(page);
        if (after.IsFailure)
        {
            return after.Error;
        }

        var rows = await reads.ListSubmittedAsync(call, user.Id!.Value, after.Value, page.Size + 1, cancellationToken);
        return Keyset.Cut(rows, page, x => ApplicationViews.ToSummary(x, now), x => x.Id);
    }
}

internal sealed class ListDocumentsHandler(ApplicationAccess access) : IQueryHandler<ListDocuments, IReadOnlyList<DocumentModel>>
{
    public async Task<Result<IReadOnlyList<DocumentModel>>> Handle(ListDocuments query, CancellationToken cancellationToken) =>
        await access.FindAsync(query.Id, cancellationToken) is { } application
            ? application.Documents.Select(ApplicationViews.ToModel).ToList()
            : GrantApplicationErrors.NotFound;
}

internal sealed class ApplicationVersionsHandler(ApplicationAccess access, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : IQueryHandler<ListApplicationVersions, IReadOnlyList<ApplicationVersionModel>>,
        IQueryHandler<GetApplicationVersion, ApplicationVersionModel>
{
    public async Task<Result<IReadOnlyList<ApplicationVersionModel>>> Handle(
        ListApplicationVersions request,
        CancellationToken cancellationToken
    ) =>
        await access.FindAsync(request.Id, cancellationToken) is { } application
            ? application.VersionsAt(clock.GetUtcNow()).Select(ApplicationViews.ToModel).ToList()
            : GrantApplicationErrors.NotFound;

    public async Task<Result<ApplicationVersionModel>> Handle(GetApplicationVersion request, CancellationToken cancellationToken) =>
        await access.FindAsync(request.Id, cancellationToken) is not { } application ? GrantApplicationErrors.NotFound
        : application.VersionsAt(clock.GetUtcNow()).FirstOrDefault(x => x.Number == request.Number) is { } version
            ? ApplicationViews.ToModel(version)
        : GrantApplicationErrors.VersionNotFound;
}

internal sealed class GetCompletenessHandler(ApplicationAccess access, ICallLookup calls)
    : IQueryHandler<GetCompleteness, CompletenessModel>
{
    public async Task<Result<CompletenessModel>> Handle(GetCompleteness query, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(query.Id, cancellationToken) is not { } application)
        {
            return GrantApplicationErrors.NotFound;
        }

        var terms = SubmissionTermsOf.Call((await calls.FindAsync(application.CallId, cancellationToken))!);
        var missing = SubmissionPolicy.Missing(terms, application.Content, application.Documents);
        return new CompletenessModel(
            missing.Count == 0,
            [.. missing.Select(x => x.Code)],
            SubmissionPolicy.MissingDocuments(terms, application.Documents),
            SubmissionPolicy.MissingAnswers(terms, application.Content)
        );
    }
}

internal sealed class ListPublicAwardsHandler(IApplicationsDbContext db, IOrganisationLookup organisations, ICancelledGrantLookup cancelled)
    : IQueryHandler<ListPublicAwards, Page<PublicAward>>
{
    public async Task<Result<Page<PublicAward>>> Handle(ListPublicAwards query, CancellationToken cancellationToken)
    {
        var givenUp = await cancelled.OfCallAsync(query.CallId, cancellationToken);
        var page = await db
            .GrantApplications.AsNoTracking()
            .Where(x => x.CallId == query.CallId && x.State == ApplicationState.Awarded && x.NotifiedAt != null && !givenUp.Contains(x.Id))
            .ToPageAsync(
                x => x.Reference,
                x => x.Id,
                descending: false,
                query.Page,
                // Not the whole row: this list is read by everybody on the day the results come out.
                awards => awards.Select(x => new Award(x.Id, x.Reference, x.OrganisationId, x.Content, x.AwardedAmount, x.NotifiedAt)),
                x => (x.Reference, x.Id),
                cancellationToken
            );
        if (page.IsFailure)
        {
            return page.Error;
        }

        var ids = page.Value.Items.Select(x => x.OrganisationId).Distinct().ToList();
        var names = await organisations.NamesAsync(ids, cancellationToken);
        return new Page<PublicAward>(
            [
                .. page.Value.Items.Select(x => new PublicAward(
                    x.Reference,
                    names[x.OrganisationId],
                    x.Content.ProjectTitle,
                    x.Amount!.Value,
                    x.NotifiedAt!.Value
                )),
            ],
            page.Value.NextCursor
        );
    }

    private sealed record Award(
        GrantApplicationId Id,
        string Reference,
        OrganisationId OrganisationId,
        ApplicationContent Content,
        Money? Amount,
        DateTimeOffset? NotifiedAt
    );
}
