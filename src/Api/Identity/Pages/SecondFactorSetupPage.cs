using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using QRCoder;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Identity.Pages;

/// <summary>Sets up the second factor of whoever must have one and has none yet.</summary>
public sealed class SecondFactorSetupPage(IServiceProvider services, IDataProtectionProvider protection) : AccountPage
{
    private const int PixelsPerModule = 5;

    // RFC 4226, section 4: at least 128 bits, 160 recommended.
    private const int SecretBytes = 20;

    private static readonly TimeSpan Lives = TimeSpan.FromMinutes(10);

    private string secret = "";

    private string userName = "";

    public override string TitleKey => "setup.title";

    public string SpacedSecret => string.Join(' ', secret.Chunk(4).Select(x => new string(x)));

    /// <summary>The secret as the form carries it: nobody but this service reads or makes it.</summary>
    public string Hidden => Protector.Protect(secret, Lives);

    public string Image
    {
        get
        {
            var label = Uri.EscapeDataString($"{Text("service")}:{userName}");
            var address = $"otpauth://totp/{label}?secret={secret}&issuer={Uri.EscapeDataString(Text("service"))}";
            using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
            using var code = new PngByteQRCode(data);
            return $"data:image/png;base64,{Convert.ToBase64String(code.GetGraphic(PixelsPerModule))}";
        }
    }

    private IAccounts Accounts => services.GetRequiredService<IAccounts>();

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("identity.second-factor-setup").ToTimeLimitedDataProtector();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        secret = OtpNet.Base32Encoding.ToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return await DueAsync(cancellationToken) is null ? Redirect(Link("sign-in")) : Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string? code,
        [FromForm(Name = "secret")] string? hidden,
        CancellationToken cancellationToken
    )
    {
        if (await DueAsync(cancellationToken) is not { } user || !TryShow(hidden))
        {
            return Redirect(Link("sign-in"));
        }

        if (code is null || !await Accounts.KeepSecondFactorAsync(user, secret, code, cancellationToken))
        {
            Wrong = "second-factor.wrong";
            return Page();
        }

        await services.GetRequiredService<BrowserSignIn>().CompleteAsync(HttpContext, user, hasSecondFactor: true);
        return Redirect(LocalReturnUrl);
    }

    private async Task<UserId?> DueAsync(CancellationToken cancellationToken)
    {
        var known = await BrowserSignIn.PendingAsync(HttpContext) is { } user ? await Accounts.FindAsync(user, cancellationToken) : null;
        userName = known?.UserName ?? "";
        return known is { HasSecondFactor: false } ? known.Id : null;
    }

    private bool TryShow(string? hidden)
    {
        try
        {
            secret = Protector.Unprotect(hidden ?? "");
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
