using System.Globalization;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Infrastructure.Identity;

/// <summary>What the identity provider writes to persons. Each mail is kept with the change that causes it.</summary>
internal sealed class AccountMails(IMailOutbox outbox, ProviderSettings settings)
{
    public void AccountCreated(Account account, string name, string token) =>
        Send(account, "account-created", ("name", name), ("link", Link("reset-password", account, token)));

    public void ConfirmAddress(Account account, string name, string token) =>
        Send(account, "confirm-address", ("name", name), ("link", Link("confirm-address", account, token)));

    public void ResetPassword(Account account, string name, string token) =>
        Send(account, "reset-password", ("name", name), ("link", Link("reset-password", account, token)));

    public void PasswordChanged(Account account, DateTimeOffset at) =>
        Send(
            account,
            "security-notice",
            ("what", account.Language == "en" ? "Your password was changed." : "Votre mot de passe a été modifié."),
            ("when", at.ToString("u", CultureInfo.InvariantCulture))
        );

    public void Forget(Account account)
    {
        if (account.Email is { } address)
        {
            outbox.Forget(address);
        }
    }

    private string Link(string page, Account account, string token) =>
        new Uri(settings.Issuer, $"account/{page}?user={account.Id}&token={Uri.EscapeDataString(token)}").ToString();

    private void Send(Account account, string template, params (string Name, string Value)[] values)
    {
        if (account.Email is { } address)
        {
            outbox.Add(new Mail(address, template, account.Language, values.ToDictionary(x => x.Name, x => x.Value)));
        }
    }
}
