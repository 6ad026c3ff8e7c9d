using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Api.Identity.Pages;

/// <summary>Sends the link by which a password is set; whether there is an account, only the mailbox learns.</summary>
public sealed class ForgotPasswordPage(IServiceProvider services) : AccountPage
{
    public override string TitleKey => "forgot.title";

    public async Task OnPostAsync(string? email, CancellationToken cancellationToken)
    {
        if (RegisterPage.IsAddress(email))
        {
            await services.GetRequiredService<IAccounts>().SendResetAsync(email!, cancellationToken);
        }

        Done = "forgot.done";
    }
}
