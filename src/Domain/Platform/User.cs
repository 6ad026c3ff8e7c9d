using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>A person or machine that calls the service.</summary>
public sealed class User : AggregateRoot<UserId>
{
    private User() { }

    /// <summary>Unique login, lower case.</summary>
    [PersonalData(ProcessingPurpose.Accounts, Retention.Account, LegalBasis.PublicTask)]
    public string UserName { get; private set; } = null!;

    [PersonalData(ProcessingPurpose.Accounts, Retention.Account, LegalBasis.PublicTask)]
    public string DisplayName { get; private set; } = null!;

    public IReadOnlyList<Role> Roles { get; private set; } = [];

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
}
