using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>Where a contact request stands.</summary>
public enum ContactStatus
{
    /// <summary>Nobody has taken it up yet.</summary>
    Received,

    /// <summary>A person, or the innovation's organisation, is to answer it.</summary>
    Assigned,

    /// <summary>The answer was mailed.</summary>
    Answered,

    /// <summary>It gets no answer here; how it was closed says why.</summary>
    Closed,

    /// <summary>It was forgotten before anybody dealt with it.</summary>
    Expired,
}

/// <summary>Why a contact request gets no answer here.</summary>
public enum ContactClosing
{
    /// <summary>Nobody with a question wrote it.</summary>
    Spam,

    /// <summary>It was answered on another way.</summary>
    AnsweredElsewhere,

    /// <summary>The visitor wants it forgotten, which is done at once.</summary>
    ConsentWithdrawn,
}

/// <summary>
/// What a visitor wrote about a published innovation. Its answer goes through the service, so that neither side learns the other's address.
/// After a time no word of it stays; that there was one, and how it ended, does.
/// </summary>
public sealed class ContactRequest : AggregateRoot<ContactRequestId>
{
    /// <summary>How long it is kept after it was received, and again after it was answered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>How long it is kept once it was found to be spam.</summary>
    public static readonly TimeSpan SpamKept = TimeSpan.FromDays(30);

    private ContactRequest() { }

    public InnovationId InnovationId { get; private set; }

    /// <summary>The innovation's organisation.</summary>
    public OrganisationId? OrganisationId { get; private set; }

    /// <summary>To whom the visitor wrote.</summary>
    public ContactRecipient Recipient { get; private set; }

    /// <summary>Who is to answer.</summary>
    public ContactRecipient Handler { get; private set; }

    /// <summary>Which person of the region's, if one is named.</summary>
    public UserId? AssigneeId { get; private set; }

    public ContactInterest Interest { get; private set; }

    public ContactStatus Status { get; private set; }

    [NamesPerson, PersonalData(ProcessingPurpose.Contact, Retention.ContactRequest, LegalBasis.Consent)]
    public string? Name { get; private set; }

    [NamesPerson, PersonalData(ProcessingPurpose.Contact, Retention.ContactRequest, LegalBasis.Consent)]
    public string? Email { get; private set; }

    [NamesPerson, PersonalData(ProcessingPurpose.Contact, Retention.ContactRequest, LegalBasis.Consent)]
    public string? Organisation { get; private set; }

    [NamesPerson, PersonalData(ProcessingPurpose.Contact, Retention.ContactRequest, LegalBasis.Consent)]
    public string? CommuneCode { get; private set; }

    /// <summary>The département of that commune, which stays.</summary>
    public string? Department { get; private set; }

    [NamesPerson, PersonalData(ProcessingPurpose.Contact, Retention.ContactRequest, LegalBasis.Consent)]
    public string? Message { get; private set; }

    /// <summary>Language of the answer's mail.</summary>
    public string Language { get; private set; } = null!;

    /// <summary>Version of the text to which the visitor agreed, when it wrote.</summary>
    public string ConsentVersion { get; private set; } = null!;

    /// <summary>Hash of what was written by whom: the same is kept once.</summary>
    public byte[]? ContentHash { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    [NamesPerson, PersonalData(ProcessingPurpose.Contact, Retention.ContactRequest, LegalBasis.Consent)]
    public string? Answer { get; private set; }

    public ContactClosing? Closing { get; private set; }

    [NamesPerson, PersonalData(ProcessingPurpose.Contact, Retention.ContactRequest, LegalBasis.Consent)]
    public string? ClosingReason { get; private set; }

    /// <summary>Who answered or closed it.</summary>
    public UserId? EndedBy { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>From when on no word of it stays.</summary>
    public DateTimeOffset KeptUntil { get; private set; }

    public DateTimeOffset? ForgottenAt { get; private set; }

    public static Result<ContactRequest> Receive(
        ContactRequestId id,
        InnovationId innovation,
        OrganisationId? holder,
        ContactLetter letter,
        byte[] contentHash,
        DateTimeOffset now
    )
    {
        if (!letter.Consent)
        {
            return ContactErrors.ConsentMissing;
        }

        if (letter.ConsentVersion != ContactConsent.Version)
        {
            return ContactErrors.ConsentOutdated;
        }

        if (letter.Recipient == ContactRecipient.Holder && holder is null)
        {
            return ContactErrors.NoHolder("#/recipient");
        }

        return new ContactRequest
        {
            Id = id,
            InnovationId = innovation,
            OrganisationId = holder,
            Recipient = letter.Recipient,
            Handler = letter.Recipient,
            Interest = letter.Interest,
            Name = letter.Name,
            Email = letter.Email,
            Organisation = letter.Organisation,
            CommuneCode = letter.CommuneCode,
            Department = letter.CommuneCode is { } code ? new InnovationPlace(code, "", null, null).Department() : null,
            Message = letter.Message,
            Language = letter.Language,
            ConsentVersion = letter.ConsentVersion,
            ContentHash = contentHash,
            ReceivedAt = now,
            KeptUntil = now + Kept,
        };
    }

    public Error? WhyNotHandle() => Status is ContactStatus.Received or ContactStatus.Assigned ? null : ContactErrors.Ended;

    /// <summary>Names who is to answer: a person of the region's, or without one the innovation's organisation.</summary>
    public Result Assign(UserId? to)
    {
        if (WhyNotHandle() is { } error)
        {
            return error;
        }

        if (to is null && OrganisationId is null)
        {
            return ContactErrors.NoHolder("#/assigneeId");
        }

        (AssigneeId, Handler, Status) = (to, to is null ? ContactRecipient.Holder : ContactRecipient.Region, ContactStatus.Assigned);
        return Result.Success;
    }

    /// <summary>Keeps the answer that is mailed.</summary>
    public Result Reply(string answer, UserId by, DateTimeOffset now)
    {
        if (WhyNotHandle() is { } error)
        {
            return error;
        }

        (Answer, Status, EndedBy, EndedAt, KeptUntil) = (answer, ContactStatus.Answered, by, now, now + Kept);
        return Result.Success;
    }

    public Error? WhyNotClose() => ForgottenAt is null ? null : ContactErrors.Ended;

    /// <summary>Closes it without an answer. Who takes its consent back has it forgotten at once, also after the answer.</summary>
    public Result Close(ContactClosing closing, string reason, UserId by, DateTimeOffset now)
    {
        if ((closing == ContactClosing.ConsentWithdrawn ? WhyNotClose() : WhyNotHandle()) is { } error)
        {
            return error;
        }

        (Closing, ClosingReason, Status, EndedBy, EndedAt) = (closing, reason, ContactStatus.Closed, by, now);
        KeptUntil = now + (closing == ContactClosing.AnsweredElsewhere ? Kept : SpamKept);
        if (closing == ContactClosing.ConsentWithdrawn)
        {
            Forget(now);
        }

        return Result.Success;
    }

    /// <summary>Leaves no word of it, and nothing that leads to the visitor.</summary>
    public void Forget(DateTimeOffset now)
    {
        if (WhyNotHandle() is null)
        {
            (Status, EndedAt) = (ContactStatus.Expired, now);
        }

        (Name, Email, Organisation, CommuneCode, Message) = (null, null, null, null, null);
        (Answer, ClosingReason, ContentHash, ForgottenAt) = (null, null, null, now);
    }
}
