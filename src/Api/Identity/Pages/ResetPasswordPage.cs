using Microsoft.AspNetCore.Mvc;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Identity.Pages;

/// <summary>Sets a password by the link of a mail.</summary>
public sealed class ResetPasswordPage(IServiceProvider services) : AccountPage
{
    public override string TitleKey => "reset.title";

    [BindProperty(SupportsGet = true, Name = "user")]
    public Guid UserParameter { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    public async Task OnPostAsync(string? password, CancellationToken cancellationToken)
    {
        var accounts = services.GetRequiredService<IAccounts>();
        var verdict = await accounts.ResetPasswordAsync(new UserId(UserParameter), Token ?? "", password ?? "", cancellationToken);
        (Wrong, Done) = verdict == PasswordVerdict.Taken ? (null, "reset.done") : (TextOf(verdict), (string?)null);
    }
}
