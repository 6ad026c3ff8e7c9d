using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.Research;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Research;

public sealed class SharingConsentTests
{
    private static readonly DateOnly Today = new(2014, 1, 15);
    private static readonly UserId Member = new(Guid.CreateVersion7());
    private static readonly GrantId Grant = new(Guid.CreateVersion7());

    [Fact]
    public void Consent_HoldsUntilItsLastDay()
    {
        var consent = Give(Today.AddDays(2)).Value;

        Assert.True(consent.IsInForceOn(Today.AddDays(2)));
        Assert.False(consent.IsInForceOn(Today.AddDays(3)));
        Assert.True(consent.Covers(SharedData.Amount));
        Assert.False(consent.Covers(SharedData.Project));
        Assert.Equal(ConsentErrors.EndsInThePast, Give(Today.AddDays(-1)).Error);
        Assert.False(Give(Today).IsFailure);
    }

    [Fact]
    public void Consent_IsWithdrawnOnce()
    {
        var consent = Give(Today).Value;

        Assert.False(consent.Withdraw(Member, DateTimeOffset.UnixEpoch).IsFailure);
        Assert.False(consent.IsInForceOn(Today));
        Assert.Equal((Member, DateTimeOffset.UnixEpoch), (consent.WithdrawnBy!.Value, consent.WithdrawnAt!.Value));
        Assert.Equal(ConsentErrors.AlreadyWithdrawn, consent.Withdraw(Member, DateTimeOffset.UnixEpoch).Error);
    }

    [Fact]
    public void Consent_GivesWay_OnceItRanOut()
    {
        var consent = Give(Today).Value;

        Assert.Equal(ConsentErrors.InForce, consent.GiveWay(Today).Error);
        Assert.False(consent.GiveWay(Today.AddDays(1)).IsFailure);
        Assert.Equal(ConsentErrors.AlreadyWithdrawn, consent.WhyNotWithdraw());
    }

    [Fact]
    public void AgreementAboutAGrant_NeedsTheConsentForIt()
    {
        var terms = new AgreementTerms
        {
            Reference = "ANY-1",
            PartnerId = new ResearchPartnerId(Guid.CreateVersion7()),
            GrantId = Grant,
            SignedOn = Today,
            From = Today,
            Until = Today,
        };
        var consent = Give(Today).Value;
        var id = new ResearchAgreementId(Guid.CreateVersion7());

        Assert.False(ResearchAgreement.Record(id, terms, consent, Today).IsFailure);
        Assert.Equal(AgreementErrors.ConsentMissing, ResearchAgreement.Record(id, terms, null, Today).Error);
        var other = terms with { GrantId = new GrantId(Guid.CreateVersion7()) };
        Assert.Equal(AgreementErrors.ConsentMissing, ResearchAgreement.Record(id, other, consent, Today).Error);
        Assert.Equal(AgreementErrors.NotOneObject, ResearchAgreement.Record(id, terms with { GrantId = null }, null, Today).Error);
        var early = terms with { Until = Today.AddDays(-1) };
        Assert.Equal(ResearchErrors.PeriodInvalid, ResearchAgreement.Record(id, early, consent, Today).Error);
        var unsigned = terms with { SignedOn = Today.AddDays(1) };
        Assert.Equal(AgreementErrors.SignedInTheFuture, ResearchAgreement.Record(id, unsigned, consent, Today).Error);
    }

    private static Result<SharingConsent> Give(DateOnly until) =>
        SharingConsent.Give(
            new SharingConsentId(Guid.CreateVersion7()),
            Grant,
            new OrganisationId(Guid.CreateVersion7()),
            [SharedData.Amount, SharedData.Organisation, SharedData.Amount],
            until,
            Member,
            DateTimeOffset.UnixEpoch,
            Today
        );
}
