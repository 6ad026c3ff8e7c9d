namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>With what persons sign in at the embedded identity provider.</summary>
public interface IAccounts
{
    /// <summary>Judges a name and a password; a wrong one counts towards the lock.</summary>
    /// <param name="login">User name or e-mail address.</param>
    /// <param name="password">The password.</param>
    Task<SignInVerdict> CheckPasswordAsync(string login, string password, CancellationToken cancellationToken);

    /// <summary>Judges a one-time code; a wrong one counts towards the lock, a right one serves once.</summary>
    Task<bool> CheckCodeAsync(UserId user, string code, CancellationToken cancellationToken);

    /// <summary>Whom a session or token is for, as it may sign in now; null when it may not.</summary>
    Task<SignedInUser?> FindAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Takes the second factor whose secret the person has put into its authenticator, once it shows a right code.</summary>
    /// <param name="user">The person, which has none so far.</param>
    /// <param name="secret">The shared secret, in base 32.</param>
    /// <param name="code">A code made from it.</param>
    Task<bool> KeepSecondFactorAsync(UserId user, string secret, string code, CancellationToken cancellationToken);

    /// <summary>Takes the second factor away, as for somebody who lost it; it is set up anew at the next sign-in. False when there is no account.</summary>
    Task<bool> ForgetSecondFactorAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Opens the account of a registered user, who sets the password by the link of a mail.</summary>
    Task OpenAsync(NewAccount account, CancellationToken cancellationToken);

    /// <summary>
    /// Registers an applicant with an account, which is confirmed by a mail. Whether the address had one already, only its mailbox learns.
    /// </summary>
    Task<PasswordVerdict> RegisterAsync(NewApplicant applicant, CancellationToken cancellationToken);

    /// <summary>Judges the link by which a person shows that an address is its own.</summary>
    Task<bool> ConfirmAddressAsync(UserId user, string token, CancellationToken cancellationToken);

    /// <summary>Sends a mail by which the password can be set, if there is an account with this address.</summary>
    Task SendResetAsync(string email, CancellationToken cancellationToken);

    /// <summary>Sets the password by the link of a mail, which also shows that the address is the person's own.</summary>
    Task<PasswordVerdict> ResetPasswordAsync(UserId user, string token, string password, CancellationToken cancellationToken);

    /// <summary>The person behind a login of another provider; null when nobody has linked it.</summary>
    Task<UserId?> FindByExternalLoginAsync(string provider, string key, CancellationToken cancellationToken);

    /// <summary>Links a login of another provider to the account.</summary>
    Task LinkExternalLoginAsync(UserId user, string provider, string key, CancellationToken cancellationToken);

    /// <summary>
    /// Drops all that somebody signs in with: password, second factor, logins elsewhere, sessions, consents, tokens, and the mails to its
    /// address. Does nothing where there is no account.
    /// </summary>
    Task CloseAsync(UserId user, CancellationToken cancellationToken);
}

/// <summary>An account to be opened.</summary>
/// <param name="User">The registered user.</param>
/// <param name="UserName">Its unique login.</param>
/// <param name="DisplayName">Its name, for the mail.</param>
/// <param name="Email">Address, unique.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
public sealed record NewAccount(UserId User, string UserName, string DisplayName, string Email, string Language);

/// <summary>Somebody who wants to apply.</summary>
/// <param name="DisplayName">Name as others read it.</param>
/// <param name="Email">Address.</param>
/// <param name="Password">The password that it chose.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
public sealed record NewApplicant(string DisplayName, string Email, string Password, string Language);

/// <summary>What is made of a name and a password.</summary>
/// <param name="Kind">Whether they are right.</param>
/// <param name="User">Whose they are, when they are right.</param>
public sealed record SignInVerdict(SignInVerdictKind Kind, SignedInUser? User = null);

/// <summary>What a name and a password are.</summary>
public enum SignInVerdictKind
{
    /// <summary>Wrong, or of an account that is locked for now: nobody learns which.</summary>
    Wrong,

    /// <summary>Right, but the address is not confirmed yet.</summary>
    Unconfirmed,

    /// <summary>Right.</summary>
    Right,
}

/// <summary>What is made of a new password.</summary>
public enum PasswordVerdict
{
    /// <summary>It is taken.</summary>
    Taken,

    /// <summary>The link by which it was to be set is not of this account, was used, or is too old.</summary>
    LinkInvalid,

    /// <summary>It has too few characters.</summary>
    TooShort,

    /// <summary>It has too many characters.</summary>
    TooLong,

    /// <summary>It is among those that are tried first, or made of the person's own name.</summary>
    TooCommon,
}

/// <summary>A person that may sign in.</summary>
/// <param name="Id">The user.</param>
/// <param name="UserName">Unique login.</param>
/// <param name="DisplayName">Name as others read it.</param>
/// <param name="Email">Confirmed address; null when there is none, as with a machine.</param>
/// <param name="Roles">What the user may be.</param>
/// <param name="HasSecondFactor">Whether a second factor is set up.</param>
public sealed record SignedInUser(
    UserId Id,
    string UserName,
    string DisplayName,
    string? Email,
    IReadOnlyList<Role> Roles,
    bool HasSecondFactor
);
