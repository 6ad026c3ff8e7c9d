using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.ReadContacts;

/// <summary>Reads a contact request; the innovation's organisation, where it is to answer, reads all but the e-mail address.</summary>
[Roles(Role.Applicant, Role.Editor, Role.Auditor)]
public sealed record GetContactRequest(ContactRequestId Id) : IQuery<ContactRequestModel>;

/// <summary>Lists contact requests, newest first: an organisation's members those that it is to answer.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Status">Only those that stand there.</param>
/// <param name="InnovationId">Only those about this innovation.</param>
/// <param name="AssigneeId">Only those that this person is to answer.</param>
[Roles(Role.Applicant, Role.Editor, Role.Auditor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record ListContactRequests(PageRequest Page, string? Status, InnovationId? InnovationId, UserId? AssigneeId)
    : IQuery<Page<ContactRequestSummary>>,
        IPagedQuery;

/// <summary>A visitor's message about an innovation.</summary>
public sealed record ContactRequestModel
{
    /// <summary>Identifier.</summary>
    public required ContactRequestId Id { get; init; }

    /// <summary>The innovation.</summary>
    public required InnovationId InnovationId { get; init; }

    /// <summary>To whom the visitor wrote.</summary>
    public required ContactRecipient Recipient { get; init; }

    /// <summary>Who is to answer.</summary>
    public required ContactRecipient Handler { get; init; }

    /// <summary>Which editor is to answer, if one is named.</summary>
    public UserId? AssigneeId { get; init; }

    /// <summary>What the visitor has in mind.</summary>
    public required ContactInterest Interest { get; init; }

    /// <summary>Where it stands.</summary>
    public required ContactStatus Status { get; init; }

    /// <summary>The visitor's name; this and all that was written is null once it is forgotten.</summary>
    [NamesPerson]
    public string? Name { get; init; }

    /// <summary>The visitor's address; shown to the editors and auditors only.</summary>
    [NamesPerson]
    public string? Email { get; init; }

    /// <summary>For whom the visitor writes.</summary>
    [NamesPerson]
    public string? Organisation { get; init; }

    /// <summary>INSEE code of the commune from which it writes.</summary>
    [NamesPerson]
    public string? CommuneCode { get; init; }

    /// <summary>The département of that commune.</summary>
    public string? Department { get; init; }

    /// <summary>The message.</summary>
    [NamesPerson]
    public string? Message { get; init; }

    /// <summary>Language of the answer's mail.</summary>
    public required string Language { get; init; }

    /// <summary>Version of the text to which the visitor agreed when it wrote.</summary>
    public required string ConsentVersion { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The answer that was mailed.</summary>
    [NamesPerson]
    public string? Answer { get; init; }

    /// <summary>Why it got none.</summary>
    public ContactClosing? Closing { get; init; }

    /// <summary>More about that.</summary>
    [NamesPerson]
    public string? ClosingReason { get; init; }

    /// <summary>When it was answered or closed.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When all that was written is forgotten.</summary>
    public required DateTimeOffset KeptUntil { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The transitions that this caller may take now.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }
}

/// <summary>A contact request in a list; who wrote it is not told here.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="InnovationId">The innovation.</param>
/// <param name="Handler">Who is to answer.</param>
/// <param name="AssigneeId">Which editor is to answer, if one is named.</param>
/// <param name="Interest">What the visitor has in mind.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Department">The département from which the visitor writes.</param>
/// <param name="ReceivedAt">When it was received.</param>
public sealed record ContactRequestSummary(
    ContactRequestId Id,
    InnovationId InnovationId,
    ContactRecipient Handler,
    UserId? AssigneeId,
    ContactInterest Interest,
    ContactStatus Status,
    string? Department,
    DateTimeOffset ReceivedAt
);

internal sealed class ListContactRequestsValidator : AbstractValidator<ListContactRequests>
{
    public ListContactRequestsValidator()
    {
        this.IsPaged();
        RuleFor(x => x.Status).IsWordOf<ListContactRequests, ContactStatus>();
    }
}

internal sealed class ContactReads(ContactAccess access, AllowedActions<ContactRequest> actions)
    : IQueryHandler<GetContactRequest, ContactRequestModel>,
        IQueryHandler<ListContactRequests, Page<ContactRequestSummary>>
{
    public async Task<Result<ContactRequestModel>> Handle(GetContactRequest request, CancellationToken cancellationToken)
    {
        var visible = (await access.VisibleAsync(cancellationToken)).AsNoTracking();
        if (await visible.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } found)
        {
            return ContactErrors.NotFound;
        }

        return new ContactRequestModel
        {
            Id = found.Id,
            InnovationId = found.InnovationId,
            Recipient = found.Recipient,
            Handler = found.Handler,
            AssigneeId = found.AssigneeId,
            Interest = found.Interest,
            Status = found.Status,
            Name = found.Name,
            Email = access.SeesAll ? found.Email : null,
            Organisation = found.Organisation,
            CommuneCode = found.CommuneCode,
            Department = found.Department,
            Message = found.Message,
            Language = found.Language,
            ConsentVersion = found.ConsentVersion,
            ReceivedAt = found.ReceivedAt,
            Answer = found.Answer,
            Closing = found.Closing,
            ClosingReason = found.ClosingReason,
            EndedAt = found.EndedAt,
            KeptUntil = found.KeptUntil,
            Version = found.Version,
            AllowedActions = await actions.ForAsync(found, found.Id.Value, cancellationToken),
        };
    }

    public async Task<Result<Page<ContactRequestSummary>>> Handle(ListContactRequests request, CancellationToken cancellationToken)
    {
        var query = (await access.VisibleAsync(cancellationToken)).AsNoTracking();
        if (Naming.Parse<ContactStatus>(request.Status) is { } status)
        {
            query = query.Where(x => x.Status == status);
        }

        if (request.InnovationId is { } innovation)
        {
            query = query.Where(x => x.InnovationId == innovation);
        }

        if (request.AssigneeId is { } assignee)
        {
            query = query.Where(x => x.AssigneeId == assignee);
        }

        return await query.ToPageAsync(
            x => x.Id,
            descending: true,
            request.Page,
            requests =>
                requests.Select(x => new ContactRequestSummary(
                    x.Id,
                    x.InnovationId,
                    x.Handler,
                    x.AssigneeId,
                    x.Interest,
                    x.Status,
                    x.Department,
                    x.ReceivedAt
                )),
            x => x.Id,
            cancellationToken
        );
    }
}

internal static class ContactCounts
{
    /// <summary>Whoever wants to reproduce an innovation, as far as somebody has taken the message up and not found it to be spam.</summary>
    public static IQueryable<ContactRequest> WantingToReplicate(this IQueryable<ContactRequest> requests, InnovationId id) =>
        requests.Where(x =>
            x.InnovationId == id
            && x.Interest == ContactInterest.WantsToReplicate
            && (
                x.Status == ContactStatus.Assigned
                || x.Status == ContactStatus.Answered
                || (x.Status == ContactStatus.Closed && x.Closing == ContactClosing.AnsweredElsewhere)
            )
        );
}
