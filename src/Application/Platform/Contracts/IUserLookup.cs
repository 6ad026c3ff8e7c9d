namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>What other modules know of a person.</summary>
public sealed record UserFacts(UserId Id, string UserName, string DisplayName, IReadOnlyList<Role> Roles);

/// <summary>Finds persons.</summary>
public interface IUserLookup
{
    Task<UserFacts?> FindAsync(UserId id, CancellationToken cancellationToken);

    /// <summary>Those of them that exist.</summary>
    Task<IReadOnlyDictionary<UserId, UserFacts>> FindAllAsync(IReadOnlyCollection<UserId> ids, CancellationToken cancellationToken);
}
