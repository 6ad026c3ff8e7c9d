using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue;

/// <summary>
/// The mails about a contact request. Only the answer goes to the visitor, whose address nobody has confirmed: no word of the message is
/// mailed, so that nobody can have the service write to others. Whoever is to answer is told so, and reads the message in the service.
/// </summary>
internal sealed class ContactMails(ICatalogueDbContext db, IOrganisationLookup organisations, IMailAddresses addresses, IMailOutbox outbox)
    : ISharedRule
{
    /// <summary>After a notice, further messages about the same innovation make no other one for so long while one waits.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromDays(1);

    /// <summary>Tells the innovation's organisation of a message that it has just received.</summary>
    public async Task TellHolderAsync(ContactRequest request, string title, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - Quiet;
        var isTold = await db.ContactRequests.AnyAsync(
            x =>
                x.InnovationId == request.InnovationId
                && x.Handler == ContactRecipient.Holder
                && (x.Status == ContactStatus.Received || x.Status == ContactStatus.Assigned)
                && x.ReceivedAt > since,
            cancellationToken
        );
        if (!isTold)
        {
            await TellAsync(await HolderAsync(request, cancellationToken), title, cancellationToken);
        }
    }

    /// <summary>Tells whoever was named to answer.</summary>
    public async Task TellAssignedAsync(ContactRequest request, CancellationToken cancellationToken) =>
        await TellAsync(
            request.AssigneeId is { } person ? [person] : await HolderAsync(request, cancellationToken),
            await TitleAsync(request, cancellationToken),
            cancellationToken
        );

    public async Task AnswerAsync(ContactRequest request, string address, CancellationToken cancellationToken) =>
        outbox.Add(
            new Mail(
                address,
                "contact-answer",
                request.Language,
                new Dictionary<string, string>
                {
                    ["innovation"] = await TitleAsync(request, cancellationToken),
                    ["answer"] = request.Answer!,
                }
            )
        );

    private async Task<IReadOnlyList<UserId>> HolderAsync(ContactRequest request, CancellationToken cancellationToken) =>
        await organisations.WritersAsync(request.OrganisationId!.Value, CatalogueLimits.ContactNotices, cancellationToken);

    private async Task TellAsync(IReadOnlyList<UserId> people, string title, CancellationToken cancellationToken)
    {
        foreach (var mailbox in await addresses.FindAsync(people, cancellationToken))
        {
            var values = new Dictionary<string, string> { ["innovation"] = title };
            outbox.Add(new Mail(mailbox.Email, "contact-request-waiting", mailbox.Language, values));
        }
    }

    // As it is public, not as it is being written.
    private async Task<string> TitleAsync(ContactRequest request, CancellationToken cancellationToken) =>
        (
            await db
                .InnovationVersions.Where(x => x.InnovationId == request.InnovationId)
                .OrderByDescending(x => x.Number)
                .Select(x => x.Content)
                .FirstAsync(cancellationToken)
        ).Title;
}
