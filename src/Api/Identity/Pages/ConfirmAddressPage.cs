using Microsoft.AspNetCore.Mvc;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Identity.Pages;

/// <summary>Confirms an address by a press on a button, as programs that look at mails open their links.</summary>
public sealed class ConfirmAddressPage(IServiceProvider services) : AccountPage
{
    public override string TitleKey => "confirm.title";

    [BindProperty(SupportsGet = true, Name = "user")]
    public Guid UserParameter { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    public async Task OnPostAsync(CancellationToken cancellationToken)
    {
        var accounts = services.GetRequiredService<IAccounts>();
        var isConfirmed = await accounts.ConfirmAddressAsync(new UserId(UserParameter), Token ?? "", cancellationToken);
        (Wrong, Done) = isConfirmed ? (null, "confirm.done") : ("password.link-invalid", (string?)null);
    }
}
