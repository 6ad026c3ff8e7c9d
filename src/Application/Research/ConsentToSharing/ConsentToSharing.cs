using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Budget.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research.ConsentToSharing;

/// <summary>
/// Consents, for a funded organisation, that data of its grant are shared with the partners of the research network. Before that, and after it
/// ran out or was withdrawn, the network shows nothing of the grant.
/// </summary>
[Roles(Role.Applicant)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record GiveSharingConsent(GrantId Id, GiveSharingConsentBody Body) : ICommand<Receipt>;

/// <summary>A consent to share a grant's data.</summary>
/// <param name="Data">What is shared: one to three kinds of data; without <c>project</c> the grant is matched with no subject.</param>
/// <param name="Until">The last day on which it holds; not in the past.</param>
public sealed record GiveSharingConsentBody(IReadOnlyList<SharedData> Data, DateOnly Until);

/// <summary>Takes a consent back: from now on the network shows nothing of the grant.</summary>
[Roles(Role.Applicant)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record WithdrawSharingConsent(SharingConsentId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

internal sealed class GiveSharingConsentValidator : AbstractValidator<GiveSharingConsent>
{
    public GiveSharingConsentValidator()
    {
        RuleFor(x => x.Body.Data).NotEmpty().HasAtMost(ResearchLimits.SharedData);
        RuleFor(x => x.Body.Until).NotEmpty();
    }
}

/// <summary>Whether the caller acts for a funded organisation.</summary>
internal sealed class FundedMember(ICurrentUser user, IOrganisationLookup organisations) : ISharedRule
{
    public async Task<Error?> WhyNotAsync(OrganisationId organisation, CancellationToken cancellationToken) =>
        await organisations.RightOfAsync(organisation, user.Id!.Value, cancellationToken) switch
        {
            MemberRight.Write => null,
            MemberRight.Read => ConsentErrors.ReaderOnly,
            _ => ConsentErrors.NotMember,
        };
}

internal sealed class SharingWithdrawalGuard(ICurrentUser user, FundedMember member)
    : ActionGuard<SharingConsent, WithdrawSharingConsent>(user)
{
    public override string Action => "withdrawal";

    protected override Task<Error?> RelationAsync(SharingConsent aggregate, CancellationToken cancellationToken) =>
        member.WhyNotAsync(aggregate.OrganisationId, cancellationToken);

    protected override Task<Error?> StateAsync(SharingConsent aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotWithdraw());
}

internal sealed class ConsentToSharingHandler(
    IResearchDbContext db,
    IGrantLookup grants,
    FundedMember member,
    SharingWithdrawalGuard withdrawal,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<GiveSharingConsent, Receipt>, ICommandHandler<WithdrawSharingConsent, Receipt>
{
    public async Task<Result<Receipt>> Handle(GiveSharingConsent request, CancellationToken cancellationToken)
    {
        if (await grants.FindNotifiedAsync(request.Id, cancellationToken) is not { } grant)
        {
            return ConsentErrors.GrantNotFound;
        }

        if (await member.WhyNotAsync(grant.OrganisationId, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (grant.IsCancelled)
        {
            return ConsentErrors.GrantCancelled;
        }

        var current = await db.SharingConsents.SingleOrDefaultAsync(x => x.GrantId == grant.Id && x.IsCurrent, cancellationToken);
        if (current?.GiveWay(clock.Today()) is { IsFailure: true } blocked)
        {
            return blocked.Error;
        }

        var given = SharingConsent.Give(
            EntityId.New<SharingConsentId>(),
            grant.Id,
            grant.OrganisationId,
            request.Body.Data,
            request.Body.Until,
            user.Id!.Value,
            clock.GetUtcNow(),
            clock.Today()
        );
        if (given.IsFailure)
        {
            return given.Error;
        }

        db.SharingConsents.Add(given.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(given.Value);
    }

    public async Task<Result<Receipt>> Handle(WithdrawSharingConsent request, CancellationToken cancellationToken)
    {
        if (await db.SharingConsents.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } consent)
        {
            return ConsentErrors.NotFound;
        }

        if (await withdrawal.WhyNotAsync(consent, request.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var withdrawn = consent.Withdraw(user.Id!.Value, clock.GetUtcNow());
        if (withdrawn.IsFailure)
        {
            return withdrawn.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(consent);
    }
}
