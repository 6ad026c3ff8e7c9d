using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>What a saved search asks for; what is null leaves none out.</summary>
/// <param name="Q">Words.</param>
/// <param name="Theme">Code of a theme.</param>
/// <param name="Initiator">The wire's word for who started it.</param>
/// <param name="Department">Number of a département.</param>
/// <param name="Stage">The wire's word for how far it has come.</param>
/// <param name="Box">West, south, east and north.</param>
/// <param name="Near">Latitude and longitude.</param>
/// <param name="Within">Kilometres.</param>
public sealed record SavedQuestion(
    [property: PersonalData(ProcessingPurpose.SavedSearches, Retention.SavedSearch, LegalBasis.Consent)] string? Q,
    string? Theme,
    string? Initiator,
    string? Department,
    string? Stage,
    [property: PersonalData(ProcessingPurpose.SavedSearches, Retention.SavedSearch, LegalBasis.Consent)] string? Box,
    [property: PersonalData(ProcessingPurpose.SavedSearches, Retention.SavedSearch, LegalBasis.Consent)] string? Near,
    int? Within
);

/// <summary>A version of an innovation of which a search has told.</summary>
/// <param name="Innovation">The innovation.</param>
/// <param name="Number">Number of the version.</param>
/// <param name="PublishedAt">When it was published.</param>
public sealed record ToldVersion(Guid Innovation, int Number, DateTimeOffset PublishedAt);

/// <summary>
/// A search whose new results are mailed once a day to an address that has no account. Nothing is mailed but the question whether to, until
/// whoever reads the address's mails says yes. It is gone when it is cancelled, or when nobody has confirmed it in time.
/// </summary>
public sealed class SavedSearch : AggregateRoot<SavedSearchId>
{
    /// <summary>How long it waits to be confirmed.</summary>
    public static readonly TimeSpan Confirmable = TimeSpan.FromDays(3);

    /// <summary>The time between two digests.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    /// <summary>The time between two mails that ask for confirmation, when the same search is saved again.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    /// <summary>What was published within so long of a digest may have been committed after it, and is looked at again.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(2);

    /// <summary>The links of so many mails, the newest, can be used.</summary>
    public const int Links = 10;

    private SavedSearch() { }

    [NamesPerson, PersonalData(ProcessingPurpose.SavedSearches, Retention.SavedSearch, LegalBasis.Consent)]
    public string Email { get; private set; } = null!;

    public string Language { get; private set; } = null!;

    [NamesPerson]
    public SavedQuestion Question { get; private set; } = null!;

    /// <summary>Hash of who asks for what: the same is kept once.</summary>
    public byte[] ContentHash { get; private set; } = [];

    /// <summary>Hashes of the secrets of its mails' links, the newest last.</summary>
    public IReadOnlyList<string> TokenHashes { get; private set; } = [];

    /// <summary>When it was last asked whether to mail.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Until when it can be confirmed.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>When it is looked for results next; null before it is confirmed.</summary>
    public DateTimeOffset? NextDigestAt { get; private set; }

    /// <summary>Up to then all results are told.</summary>
    public DateTimeOffset? CoveredUntil { get; private set; }

    /// <summary>Of what it has told, as far as that is looked at again.</summary>
    public IReadOnlyList<ToldVersion> Told { get; private set; } = [];

    public static SavedSearch Save(
        SavedSearchId id,
        string email,
        string language,
        SavedQuestion question,
        byte[] contentHash,
        string tokenHash,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            Email = email,
            Language = language,
            Question = question,
            ContentHash = contentHash,
            TokenHashes = [tokenHash],
            AskedAt = now,
            ExpiresAt = now + Confirmable,
        };

    public bool IsExpired(DateTimeOffset now) => ConfirmedAt is null && now >= ExpiresAt;

    /// <summary>The same search was saved again: whether it is asked once more, by another link.</summary>
    public bool AskAgain(string tokenHash, DateTimeOffset now)
    {
        if (now < AskedAt + Quiet)
        {
            return false;
        }

        (AskedAt, ExpiresAt) = (now, now + Confirmable);
        AddLink(tokenHash);
        return true;
    }

    /// <summary>From now on new results are mailed. Once is enough; the link can be opened again.</summary>
    public void Confirm(DateTimeOffset now)
    {
        if (ConfirmedAt is null)
        {
            (ConfirmedAt, CoveredUntil, NextDigestAt) = (now, now, now + Pause);
        }
    }

    /// <summary>What was published after then is looked at.</summary>
    public DateTimeOffset LookFrom() =>
        CoveredUntil!.Value - Overlap > ConfirmedAt!.Value ? CoveredUntil.Value - Overlap : ConfirmedAt.Value;

    /// <summary>Notes what is mailed now.</summary>
    /// <param name="told">The versions; none when nothing is mailed.</param>
    /// <param name="isAll">Whether nothing was left for the next time.</param>
    /// <param name="tokenHash">Of the mail's link.</param>
    /// <param name="now">When.</param>
    public void Tell(IReadOnlyList<ToldVersion> told, bool isAll, string tokenHash, DateTimeOffset now)
    {
        NextDigestAt = now + Pause;
        if (isAll)
        {
            CoveredUntil = now;
        }

        var from = LookFrom();
        Told = [.. Told.Concat(told).Where(x => x.PublishedAt > from)];
        if (told.Count > 0)
        {
            AddLink(tokenHash);
        }
    }

    private void AddLink(string tokenHash) => TokenHashes = [.. TokenHashes.TakeLast(Links - 1), tokenHash];
}
