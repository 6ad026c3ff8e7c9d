namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Where persons are signed in, and what they let other programs do in their name.</summary>
public interface ISignInSessions
{
    /// <summary>Begins a session of one browser.</summary>
    Task<Guid> BeginAsync(UserId user, string? address, string? browser, bool hasSecondFactor, CancellationToken cancellationToken);

    /// <summary>Whether the session goes on; notes that it was seen.</summary>
    Task<bool> IsOpenAsync(Guid session, CancellationToken cancellationToken);

    /// <summary>The open sessions of a person, the one that was seen last first.</summary>
    Task<IReadOnlyList<SignInSession>> ListAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Ends a session of the person and withdraws every token that was given in it; false when it has no such session.</summary>
    Task<bool> EndAsync(UserId user, Guid session, CancellationToken cancellationToken);

    /// <summary>Ends all sessions of the person and withdraws all its tokens.</summary>
    Task EndAllAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>What the person has consented to.</summary>
    Task<IReadOnlyList<Consent>> ListConsentsAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Whether the person has consented to all that the program asks for.</summary>
    Task<bool> HasConsentedAsync(UserId user, string clientId, IReadOnlyList<string> scopes, CancellationToken cancellationToken);

    /// <summary>Keeps the person's consent to a program.</summary>
    Task ConsentAsync(UserId user, string clientId, IReadOnlyList<string> scopes, CancellationToken cancellationToken);

    /// <summary>Drops what nothing depends on any more: tokens that ended, the authorizations that they leave, and sessions of long ago.</summary>
    Task<int> ForgetAsync(CancellationToken cancellationToken);

    /// <summary>Takes the consent to one program back, or to all, and withdraws every token that was given by it; how many there were.</summary>
    Task<int> WithdrawConsentsAsync(UserId user, string? clientId, CancellationToken cancellationToken);
}

/// <summary>A browser in which a person is signed in.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="BeganAt">When it signed in.</param>
/// <param name="LastSeenAt">When it was seen last, to the minute.</param>
/// <param name="Address">From where it signed in.</param>
/// <param name="Browser">What its browser says that it is.</param>
/// <param name="HasSecondFactor">Whether a one-time code was shown.</param>
public sealed record SignInSession(
    Guid Id,
    DateTimeOffset BeganAt,
    DateTimeOffset LastSeenAt,
    string? Address,
    string? Browser,
    bool HasSecondFactor
);

/// <summary>That a program may act in a person's name.</summary>
/// <param name="ClientId">The program.</param>
/// <param name="ClientName">Its name as persons read it.</param>
/// <param name="GrantedScopes">What it may do.</param>
/// <param name="GivenAt">Since when.</param>
public sealed record Consent(string ClientId, string? ClientName, IReadOnlyList<string> GrantedScopes, DateTimeOffset? GivenAt);
