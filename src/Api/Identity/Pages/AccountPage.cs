using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Api.Identity.Pages;

/// <summary>What the pages have in common: two languages, no script, and an address to go back to that is always one of this service.</summary>
public abstract class AccountPage : PageModel
{
    private static readonly Dictionary<string, string[]> Texts = Read();

    public abstract string TitleKey { get; }

    public string Title => Text(TitleKey);

    public string Language => Http.Language.Of(Request);

    /// <summary>Why the page is shown again; the key of a text.</summary>
    public string? Wrong { get; protected set; }

    /// <summary>What was done; the key of a text.</summary>
    public string? Done { get; protected set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Where the person goes on: a path of this service, whatever the address says.</summary>
    public string LocalReturnUrl => ReturnUrl is { } url && Url.IsLocalUrl(url) ? url : "/account/signed-in";

    public string Text(string key) =>
        Texts.TryGetValue(key, out var pair) ? pair[Language == Http.Language.French ? 1 : 0] : throw new KeyNotFoundException(key);

    public string Link(string page) => $"/account/{page}?returnUrl={Uri.EscapeDataString(LocalReturnUrl)}";

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        Http.Language.Negotiate(HttpContext);
        Response.Headers.CacheControl = "no-store";
        HttpContext.FillContext(Naming.KebabCase(GetType().Name));
    }

    protected static string TextOf(PasswordVerdict verdict) =>
        verdict switch
        {
            PasswordVerdict.TooShort => "password.too-short",
            PasswordVerdict.TooLong => "password.too-long",
            PasswordVerdict.TooCommon => "password.too-common",
            _ => "password.link-invalid",
        };

    private static Dictionary<string, string[]> Read()
    {
        using var stream = typeof(AccountPage).Assembly.GetManifestResourceStream("SocialInnovation.Api.Identity.Pages.texts.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(stream)!;
    }
}
