namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Where mails reach persons.</summary>
public interface IMailAddresses
{
    /// <summary>Those of them that have a confirmed address.</summary>
    Task<IReadOnlyList<Mailbox>> FindAsync(IReadOnlyCollection<UserId> users, CancellationToken cancellationToken);
}

/// <summary>Where a mail reaches a person, and in what language.</summary>
/// <param name="User">The person.</param>
/// <param name="Email">Its confirmed address.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
public sealed record Mailbox(UserId User, string Email, string Language);
