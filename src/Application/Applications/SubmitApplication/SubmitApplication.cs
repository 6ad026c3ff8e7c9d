using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Applications.SubmitApplication;

/// <summary>Submits a draft to its call: from then on it is immutable. The receipt has a number of its own, without gaps.</summary>
[Roles(Role.Applicant)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record SubmitApplication(GrantApplicationId Id, ExpectedVersion? Version) : ICommand<SubmissionReceipt>, IVersionedCommand;

/// <summary>The proof of a submission.</summary>
/// <param name="Id">Identifier of the application.</param>
/// <param name="Version">Its version.</param>
/// <param name="ReceiptNumber">Number of the receipt, without gaps over all calls.</param>
/// <param name="SubmittedAt">The instant that counts: when the request's headers were read.</param>
public sealed record SubmissionReceipt(Guid Id, int Version, long ReceiptNumber, DateTimeOffset SubmittedAt) : Receipt(Id, Version);

internal static class SubmissionTermsOf
{
    public static SubmissionTerms Call(CallRules call) =>
        new(
            call.OpensAt,
            call.ClosesAt,
            call.GrantCeiling,
            call.MaximumAidRate,
            [.. call.Documents.Where(x => x.Due == DocumentDue.Submission).Select(x => x.Kind)],
            [.. call.Questions.Where(x => x.Required).Select(x => x.Code)],
            [.. call.EligibilityRules.Where(x => x.Effect == EligibilityEffect.Blocking).Select(x => x.Departments)]
        );
}

internal sealed class SubmissionGuard(
    ICurrentUser user,
    ApplicationAccess access,
    ICallLookup calls,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ActionGuard<GrantApplication, SubmitApplication>(user)
{
    public override string Action => "submission";

    protected override Task<Error?> RelationAsync(GrantApplication aggregate, CancellationToken cancellationToken) =>
        access.WhyNotOwnAsync(aggregate, cancellationToken);

    protected override async Task<Error?> StateAsync(GrantApplication aggregate, CancellationToken cancellationToken) =>
        aggregate.WhyNotSubmit(SubmissionTermsOf.Call((await calls.FindAsync(aggregate.CallId, cancellationToken))!), clock.GetUtcNow());
}

internal sealed class SubmitApplicationHandler(
    ApplicationTransition transition,
    SubmissionGuard guard,
    IApplicationNumbers numbers,
    ICallLookup calls,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<SubmitApplication, SubmissionReceipt>
{
    public async Task<Result<SubmissionReceipt>> Handle(SubmitApplication command, CancellationToken cancellationToken)
    {
        var (number, now) = (0L, clock.GetUtcNow());
        var submitted = await transition.RunAsync(
            command.Id,
            command.Version,
            guard.WhyNotAsync,
            async application =>
            {
                var terms = SubmissionTermsOf.Call((await calls.FindAsync(application.CallId, cancellationToken))!);
                number = await numbers.NextReceiptAsync(cancellationToken);
                return application.Submit(terms, number, now);
            },
            cancellationToken
        );
        return submitted.IsFailure ? submitted.Error : new SubmissionReceipt(submitted.Value.Id, submitted.Value.Version, number, now);
    }
}
