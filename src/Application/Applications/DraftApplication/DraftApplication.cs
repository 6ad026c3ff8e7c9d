using FluentValidation;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Applications.DraftApplication;

/// <summary>Drafts an application to a published call, for an organisation of the caller's.</summary>
/// <param name="Body">The draft.</param>
/// <param name="Reference">The reference, unique within the call, that an imported application brings along; given by the service when null.</param>
[Roles(Role.Applicant)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record DraftApplication(DraftApplicationBody Body, string? Reference = null) : ICommand<DraftReceipt>;

/// <summary>A new application.</summary>
/// <param name="CallId">The call, published and not closed.</param>
/// <param name="OrganisationId">An organisation for which the caller acts.</param>
/// <param name="Content">What it says; it can be replaced until the submission.</param>
public sealed record DraftApplicationBody(CallId CallId, OrganisationId OrganisationId, ApplicationContentBody Content);

/// <summary>A draft was made.</summary>
/// <param name="Id">Identifier of the application.</param>
/// <param name="Version">Its version.</param>
/// <param name="Reference">Its reference.</param>
public sealed record DraftReceipt(Guid Id, int Version, string Reference) : Receipt(Id, Version);

internal sealed class DraftApplicationValidator : AbstractValidator<DraftApplication>
{
    public DraftApplicationValidator()
    {
        RuleFor(x => x.Body.Content).SetValidator(new ApplicationContentBodyValidator());
        RuleFor(x => x.Reference).MaximumLength(ApplicationLimits.Reference);
    }
}

internal sealed class DraftApplicationHandler(
    IApplicationsDbContext db,
    IApplicationNumbers numbers,
    ICallLookup calls,
    IOrganisationLookup organisations,
    ICurrentUser user
) : ICommandHandler<DraftApplication, DraftReceipt>
{
    // A longer tail of an imported reference is no number of the call's count.
    private const int MostDigits = 6;

    public async Task<Result<DraftReceipt>> Handle(DraftApplication command, CancellationToken cancellationToken)
    {
        var body = command.Body;
        if (await calls.FindAsync(body.CallId, cancellationToken) is not { } call || call.Phase == CallPhase.Draft)
        {
            return GrantApplicationErrors.UnknownCall;
        }

        if (await organisations.FindOfMemberAsync(body.OrganisationId, user.Id!.Value, cancellationToken) is not { } own)
        {
            return GrantApplicationErrors.NotOwnOrganisation;
        }

        if (own.Right != MemberRight.Write)
        {
            return GrantApplicationErrors.ReaderOnly;
        }

        // Drafts are made from publication to closing, the opening need not have come.
        if (call.Phase is not (CallPhase.Published or CallPhase.Open))
        {
            return GrantApplicationErrors.CallClosed(call.ClosesAt);
        }

        if (ContentCheck.WhyNot(body.Content, own.Organisation.Siren, call) is { } error)
        {
            return error.At($"#/content{error.Pointer![1..]}");
        }

        var application = GrantApplication.Draft(
            EntityId.New<GrantApplicationId>(),
            call.Id,
            own.Organisation.Id,
            own.Organisation.LegalForm,
            await ReferenceAsync(command.Reference, call, cancellationToken),
            body.Content.ToContent()
        );
        db.GrantApplications.Add(application);
        await db.SaveChangesAsync(cancellationToken);
        return new DraftReceipt(application.Id.Value, application.Version, application.Reference);
    }

    private async Task<string> ReferenceAsync(string? imported, CallRules call, CancellationToken cancellationToken)
    {
        int? atLeast = imported?.Split('-')[^1] is { Length: <= MostDigits } last && int.TryParse(last, out var number) ? number : null;
        var next = await numbers.NextReferenceAsync(call.Id, atLeast, cancellationToken);
        return imported ?? $"{call.Reference}-{next:0000}";
    }
}
