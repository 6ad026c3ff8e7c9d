using Microsoft.AspNetCore.Identity;
using SocialInnovation.Domain.SharedKernel;
using PersonalDataAttribute = SocialInnovation.Domain.SharedKernel.PersonalDataAttribute;

namespace SocialInnovation.Infrastructure.Identity;

/// <summary>With what a registered user signs in at the embedded identity provider; its id is the user's.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    [PersonalData(ProcessingPurpose.Accounts, Retention.Account, LegalBasis.PublicTask)]
    public override string? UserName { get; set; }

    [PersonalData(ProcessingPurpose.Accounts, Retention.Account, LegalBasis.PublicTask)]
    public override string? Email { get; set; }

    [PersonalData(ProcessingPurpose.Accounts, Retention.Account, LegalBasis.PublicTask)]
    public override string? PasswordHash { get; set; }

    /// <summary><c>fr</c> or <c>en</c>: the language of its mails.</summary>
    public string Language { get; set; } = "fr";

    /// <summary>The shared secret of its one-time codes, encrypted; null until the second factor is set up.</summary>
    [PersonalData(ProcessingPurpose.Accounts, Retention.Account, LegalBasis.PublicTask)]
    public string? SecondFactorKey { get; set; }

    /// <summary>The time step of the code that was used last, so that no code serves twice.</summary>
    public long LastTimeStep { get; set; }
}
