using System.Net.Mail;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Api.Identity.Pages;

/// <summary>Opens the account of somebody who wants to apply.</summary>
public sealed class RegisterPage(IServiceProvider services) : AccountPage
{
    public override string TitleKey => "register.title";

    public string? Name { get; private set; }

    public string? Email { get; private set; }

    public async Task OnPostAsync(string? name, string? email, string? password, CancellationToken cancellationToken)
    {
        (Name, Email) = (name?.Trim(), email?.Trim());
        if (Name is not { Length: > 0 and <= PlatformLimits.Name } || Name.Any(char.IsControl))
        {
            Wrong = "register.name-missing";
        }
        else if (!IsAddress(Email))
        {
            Wrong = "register.email-invalid";
        }
        else
        {
            var applicant = new NewApplicant(Name, Email!, password ?? "", Language);
            var verdict = await services.GetRequiredService<IAccounts>().RegisterAsync(applicant, cancellationToken);
            (Wrong, Done) = verdict == PasswordVerdict.Taken ? (null, "register.done") : (TextOf(verdict), (string?)null);
        }
    }

    internal static bool IsAddress(string? text) =>
        text is { Length: <= Limits.Email } && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
