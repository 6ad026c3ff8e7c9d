using System.Security.Cryptography;
using System.Text.Json;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Catalogue.FindInnovations;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.SaveSearch;

/// <summary>
/// Saves a search whose new results are mailed, at most once a day, without an account. A mail asks whether to; nothing else is mailed before
/// its link is used, within three days. The answer is the same whether or not the address is known. A feed of the same search needs no
/// address: <c>/innovations/feed.atom</c> with the same parameters.
/// </summary>
[Anonymous]
public sealed record SaveSearch(SaveSearchBody Body) : ICommand<Receipt>;

/// <summary>A search, and where its results are mailed.</summary>
public sealed record SaveSearchBody : IInnovationQuestion
{
    /// <summary>Where to mail; one address without a name.</summary>
    public required string Email { get; init; }

    /// <summary>Language of the mails: <c>fr</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Words, French or English, at most 200 characters: all must occur in the title, the summary, the story or the DNA.</summary>
    public string? Q { get; init; }

    /// <summary>Only innovations with this theme.</summary>
    public string? Theme { get; init; }

    /// <summary>Only innovations that were started so.</summary>
    public string? Initiator { get; init; }

    /// <summary>Only innovations with a place in this département, such as <c>57</c> or <c>2A</c>.</summary>
    public string? Department { get; init; }

    /// <summary>Only innovations that have come so far.</summary>
    public string? Stage { get; init; }

    /// <summary>Only innovations with a place in this rectangle: west, south, east and north in degrees (WGS 84).</summary>
    public string? Box { get; init; }

    /// <summary>Only innovations with a place near this spot: latitude and longitude in degrees.</summary>
    public string? Near { get; init; }

    /// <summary>How near, kilometres as the crow flies, 1 to 500; 30 when not given.</summary>
    public int? Within { get; init; }

    internal SavedQuestion ToQuestion() => new(Q, Theme, Initiator, Department, Stage, Box, Near, Within);
}

internal sealed class SaveSearchValidator : AbstractValidator<SaveSearch>
{
    public SaveSearchValidator() => RuleFor(x => x.Body).SetValidator(new SaveSearchBodyValidator());
}

internal sealed class SaveSearchBodyValidator : AbstractValidator<SaveSearchBody>
{
    public SaveSearchBodyValidator()
    {
        RuleFor(x => x.Email).NotEmpty().MaximumLength(Limits.Email).Matches(Limits.EmailPattern);
        RuleFor(x => x.Language).NotEmpty().Matches(Limits.LanguagePattern);
        this.AsksForInnovations();
    }
}

internal sealed class SaveSearchHandler(
    ICatalogueDbContext db,
    IInnovationSearch search,
    IMailOutbox mails,
    IPortalAddress portal,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock
) : ICommandHandler<SaveSearch, Receipt>
{
    /// <summary>What a link of the portal is for.</summary>
    public const string Confirmation = "saved-search-confirmation";

    public const string Cancellation = "saved-search-cancellation";

    private const int FirstVersion = 1;

    public async Task<Result<Receipt>> Handle(SaveSearch command, CancellationToken cancellationToken)
    {
        var body = command.Body;
        var asked = await search.AskAsync(body, cancellationToken);
        if (asked.IsFailure)
        {
            return asked.Error;
        }

        var (token, now, hash) = (LinkSecret.New(), clock.GetUtcNow(), HashOf(body));
        await db.LockContentAsync(hash, cancellationToken);
        var known = await db.SavedSearches.SingleOrDefaultAsync(x => x.ContentHash == hash, cancellationToken);
        var id = EntityId.New<SavedSearchId>();
        if (known is null)
        {
            db.SavedSearches.Add(SavedSearch.Save(id, body.Email, body.Language, body.ToQuestion(), hash, LinkSecret.HashText(token), now));
        }

        if (known is null || known.AskAgain(LinkSecret.HashText(token), now))
        {
            mails.Add(
                new Mail(
                    body.Email,
                    "saved-search-confirmation",
                    body.Language,
                    new Dictionary<string, string>
                    {
                        ["link"] = portal.Link(token, Confirmation),
                        ["unsubscribe"] = portal.Link(token, Cancellation),
                    }
                )
            );
            await db.SaveChangesAsync(cancellationToken);
        }

        // Not the id of what is kept: it would tell since when the address is known.
        return new Receipt(id.Value, FirstVersion);
    }

    private static byte[] HashOf(SaveSearchBody body) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { Email = body.Email.ToLowerInvariant(), Question = body.ToQuestion() }));
}
