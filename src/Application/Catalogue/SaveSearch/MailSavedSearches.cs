using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Catalogue.FindInnovations;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.SaveSearch;

/// <summary>
/// Mails the new results of the confirmed searches that are due, each version of an innovation once, in one mail a day. The mail and what is
/// noted of it are kept in one transaction, on rows that no other instance holds: nothing is mailed twice, and nothing is lost.
/// </summary>
[Anonymous]
internal sealed record MailSavedSearches : ISweep;

internal sealed class MailSavedSearchesHandler(
    ICatalogueDbContext db,
    IInnovationSearch search,
    IMailOutbox mails,
    IPortalAddress portal,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<MailSavedSearches, SweepReceipt>
{
    private const int Batch = 50;

    /// <summary>Most innovations of one mail; the rest waits for the next one.</summary>
    private const int MostTold = 50;

    public async Task<Result<SweepReceipt>> Handle(MailSavedSearches command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await db.LockDueSearchesAsync(now, Batch, cancellationToken);
        foreach (var saved in due)
        {
            await MailAsync(saved, now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new SweepReceipt(due.Count);
    }

    private async Task MailAsync(SavedSearch saved, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (found, token) = (await FindAsync(saved, cancellationToken), LinkSecret.New());
        var told = found.Take(MostTold).ToList();
        saved.Tell(
            [.. told.Select(x => new ToldVersion(x.Id, x.Number, x.PublishedAt))],
            told.Count == found.Count,
            LinkSecret.HashText(token),
            now
        );
        if (told.Count > 0)
        {
            var values = new Dictionary<string, string>
            {
                ["innovations"] = string.Join('\n', told.Select(x => $"- {x.Title} ({string.Join(", ", x.Departments)})")),
                ["unsubscribe"] = portal.Link(token, SaveSearchHandler.Cancellation),
            };
            mails.Add(new Mail(saved.Email, "saved-search-results", saved.Language, values));
        }
    }

    // Words that stand in every text find nothing.
    private async Task<IReadOnlyList<NewInnovation>> FindAsync(SavedSearch saved, CancellationToken cancellationToken)
    {
        var asked = await search.AskAsync(SavedInnovationQuestion.Of(saved.Question), cancellationToken);
        return asked.IsFailure ? [] : await search.UntoldAsync(asked.Value, saved.LookFrom(), saved.Told, MostTold + 1, cancellationToken);
    }
}

/// <summary>A saved question as the search takes it.</summary>
internal sealed record SavedInnovationQuestion(
    string? Q,
    string? Theme,
    string? Initiator,
    string? Department,
    string? Stage,
    string? Box,
    string? Near,
    int? Within
) : IInnovationQuestion
{
    public static SavedInnovationQuestion Of(SavedQuestion saved) =>
        new(saved.Q, saved.Theme, saved.Initiator, saved.Department, saved.Stage, saved.Box, saved.Near, saved.Within);
}
