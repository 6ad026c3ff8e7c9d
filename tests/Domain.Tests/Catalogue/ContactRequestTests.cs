using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Catalogue;

public sealed class ContactRequestTests
{
    private static readonly DateTimeOffset Now = new(2014, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly OrganisationId Holder = new(new Guid("00000000-0000-7000-8000-0000000000c1"));

    private static readonly UserId Editor = new(new Guid("00000000-0000-7000-8000-0000000000c2"));

    private static readonly ContactLetter Letter = new(
        ContactRecipient.Region,
        "Ana",
        "ana@ville.example",
        "Ville d'Ajaccio",
        "2A004",
        ContactInterest.Question,
        "How?",
        "fr",
        true,
        ContactConsent.Version
    );

    [Fact]
    public void Receive_KeepsWhoseItIs_TheDepartment_AndForHowLong()
    {
        var request = Receive().Value;

        Assert.Equal((ContactStatus.Received, ContactRecipient.Region), (request.Status, request.Handler));
        Assert.Equal(("2A", Now.AddDays(365)), (request.Department, request.KeptUntil));
    }

    [Fact]
    public void Receive_WithoutConsent_OrToAHolderThatIsNone_IsRefused()
    {
        Assert.Equal(ContactErrors.ConsentMissing, Receive(Letter with { Consent = false }).Error);
        Assert.Equal(ContactErrors.ConsentOutdated, Receive(Letter with { ConsentVersion = "1999-01" }).Error);
        var toHolder = Letter with { Recipient = ContactRecipient.Holder };
        Assert.Equal(ContactErrors.NoHolder("#/recipient"), Receive(toHolder, null).Error);
        Assert.Equal(ContactRecipient.Holder, Receive(toHolder).Value.Handler);
    }

    [Fact]
    public void Assign_NamesAPerson_OrWithoutOneTheHolder()
    {
        var request = Receive().Value;

        Assert.False(request.Assign(Editor).IsFailure);
        Assert.Equal((Editor, ContactRecipient.Region), (request.AssigneeId, request.Handler));
        Assert.False(request.Assign(null).IsFailure);
        Assert.Equal((null, ContactRecipient.Holder, ContactStatus.Assigned), (request.AssigneeId, request.Handler, request.Status));
        Assert.Equal(ContactErrors.NoHolder("#/assigneeId"), Receive(null, null).Value.Assign(null).Error);
    }

    [Fact]
    public void Answered_OrClosed_IsTheEnd()
    {
        var answered = Receive().Value;
        Assert.False(answered.Reply("So.", Editor, Now.AddDays(10)).IsFailure);
        Assert.Equal(Now.AddDays(375), answered.KeptUntil);
        var closed = Receive().Value;
        Assert.False(closed.Close(ContactClosing.Spam, "Pills.", Editor, Now).IsFailure);
        Assert.Equal(Now.AddDays(30), closed.KeptUntil);

        foreach (var ended in new[] { answered, closed })
        {
            Assert.Equal(ContactErrors.Ended, ended.Assign(Editor).Error);
            Assert.Equal(ContactErrors.Ended, ended.Reply("Again.", Editor, Now).Error);
            Assert.Equal(ContactErrors.Ended, ended.Close(ContactClosing.AnsweredElsewhere, "No.", Editor, Now).Error);
        }
    }

    [Fact]
    public void ConsentTakenBack_ForgetsAtOnce_AlsoAfterTheAnswer()
    {
        var request = Receive().Value;
        Assert.False(request.Reply("So.", Editor, Now).IsFailure);

        Assert.False(request.Close(ContactClosing.ConsentWithdrawn, "Asked.", Editor, Now).IsFailure);

        Assert.Equal((ContactStatus.Closed, Now), (request.Status, request.ForgottenAt));
        Assert.Null(request.Email ?? request.Name ?? request.Message ?? request.Answer ?? request.ClosingReason ?? request.CommuneCode);
        Assert.Null(request.ContentHash);
        Assert.Equal(ContactErrors.Ended, request.Close(ContactClosing.ConsentWithdrawn, "Again.", Editor, Now).Error);
    }

    [Fact]
    public void Forget_OfWhatNobodyDealtWith_SaysSo()
    {
        var request = Receive().Value;
        request.Forget(Now);

        Assert.Equal((ContactStatus.Expired, "2A"), (request.Status, request.Department));
        Assert.Equal(ContactErrors.Ended, request.Reply("Late.", Editor, Now).Error);
    }

    private static Result<ContactRequest> Receive(ContactLetter? letter = null) => Receive(letter, Holder);

    private static Result<ContactRequest> Receive(ContactLetter? letter, OrganisationId? holder) =>
        ContactRequest.Receive(
            EntityId.New<ContactRequestId>(),
            new InnovationId(new Guid("00000000-0000-7000-8000-0000000000c3")),
            holder,
            letter ?? Letter,
            [1],
            Now
        );
}
