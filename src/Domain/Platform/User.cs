using System.Globalization;
using SocialInnovation.Domain.Platform.Events;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>A person or machine that calls the service.</summary>
public sealed class User : AggregateRoot<UserId>
{
    private User() { }

    /// <summary>Unique login, lower case.</summary>
    [NamesPerson]
    [PersonalData(ProcessingPurpose.Accounts, Retention.Account, LegalBasis.PublicTask)]
    public string UserName { get; private set; } = null!;

    [NamesPerson]
    [PersonalData(ProcessingPurpose.Accounts, Retention.Account, LegalBasis.PublicTask)]
    public string DisplayName { get; private set; } = null!;

    public IReadOnlyList<Role> Roles { get; private set; } = [];

    /// <summary>When the person was erased; null while it is not.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>Why, without a name.</summary>
    public string? ErasureReason { get; private set; }

    public static User Register(UserId id, string userName, string displayName, IEnumerable<Role> roles) =>
        new()
        {
            Id = id,
            UserName = userName,
            DisplayName = displayName,
            Roles = [.. roles.Distinct().Order()],
        };

    /// <summary>Replaces the roles. What the user did with the former ones stays done.</summary>
    public void ChangeRoles(IEnumerable<Role> roles) => Roles = [.. roles.Distinct().Order()];

    /// <summary>What stands for an erased person, as its login and its name.</summary>
    public static string PseudonymOf(UserId id) => string.Create(CultureInfo.InvariantCulture, $"erased-{id.Value:D}");

    /// <summary>Puts a pseudonym in the place of the person, who can do nothing more. What it did stays done, by its id.</summary>
    public Result Erase(string reason, DateTimeOffset at)
    {
        if (ErasedAt is not null)
        {
            return UserErrors.Erased;
        }

        UserName = DisplayName = PseudonymOf(Id);
        (Roles, ErasedAt, ErasureReason) = ([], at, reason);
        Raise(new UserErased(Id, DisplayName, at));
        return Result.Success;
    }
}
