using System.Net;
using System.Text.RegularExpressions;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>A browser without script: it keeps cookies, fills in forms, and follows redirects within the service.</summary>
public sealed partial class Browser(HttpClient http, string origin)
{
    public Browser(ApiFixture api)
        : this(api.Anonymous().Http, "http://localhost/") { }

    /// <summary>Opens an address and follows to where the service leads, up to a page or another origin.</summary>
    public Task<Page> OpenAsync(string address) => FollowAsync(address, new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Sends the first form of a page, with its hidden fields, as a person fills it in.</summary>
    public Task<Page> SubmitAsync(Page page, params (string Name, string Value)[] typed) => SubmitAsync(page, 0, typed);

    public Task<Page> SubmitAsync(Page page, int form, params (string Name, string Value)[] typed)
    {
        var match = Form().Matches(page.Html)[form];
        var action = Action().Match(match.Groups["attributes"].Value) is { Success: true } named
            ? WebUtility.HtmlDecode(named.Groups[1].Value)
            : page.Address;
        var fields = Hidden()
            .Matches(match.Groups["content"].Value)
            .Select(x => KeyValuePair.Create(x.Groups["name"].Value, WebUtility.HtmlDecode(x.Groups["value"].Value)))
            .Concat(typed.Select(x => KeyValuePair.Create(x.Name, x.Value)));
        var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) };
        return FollowAsync(action, request);
    }

    /// <summary>Signs in with the password of Development, and sets up a second factor where one is due.</summary>
    public async Task<Page> SignInAsync(string login, string returnUrl = "/account/signed-in", string password = "development only")
    {
        var page = await OpenAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        return await SubmitAsync(page, ("login", login), ("password", password));
    }

    private async Task<Page> FollowAsync(string address, HttpRequestMessage request)
    {
        while (true)
        {
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            var location = response.Headers.Location?.ToString();
            if (location is null)
            {
                return new Page(
                    address,
                    (int)response.StatusCode,
                    await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                    null
                );
            }

            location = location.Replace(origin, "/", StringComparison.Ordinal);
            if (!location.StartsWith('/'))
            {
                return new Page(address, (int)response.StatusCode, "", new Uri(location));
            }

            (address, request) = (location, new HttpRequestMessage(HttpMethod.Get, location));
        }
    }

    [GeneratedRegex("<form(?<attributes>[^>]*)>(?<content>.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("action=\"([^\"]*)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<input (type=\"hidden\" )?name=\"(?<name>[^\"]*)\" (type=\"hidden\" )?value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}

/// <summary>Where a browser stands.</summary>
/// <param name="Address">The address that it shows.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Html">The page.</param>
/// <param name="Left">The address at another origin to which it was led; null when it still is at the service.</param>
public sealed record Page(string Address, int Status, string Html, Uri? Left)
{
    /// <summary>A parameter of the address to which it was led.</summary>
    public string? Parameter(string name) => System.Web.HttpUtility.ParseQueryString(Left?.Query ?? "")[name];

    /// <summary>With which error a sign-in was refused, at the program or, where it can't be told safely, on a page.</summary>
    public string? Error =>
        Parameter("error") ?? (Html.StartsWith("error:", StringComparison.Ordinal) ? Html.Split('\n')[0].Trim()[6..] : null);
}
