using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SocialInnovation.Testing;

namespace SocialInnovation.Clients.Tests;

/// <summary>A service with something on each public page, a browser, and axe.</summary>
public sealed class PublicSite : IAsyncLifetime
{
    private const string Posts = "/api/v1/posts";

    private const string Text = """
        ## Ce qu'on y fait

        Un **jardin** où l'on *sème*, avec [une adresse](https://jardin.example/) et `du code`.

        1. Trouver une friche
        2. Demander à la commune
           - par écrit
           - ou de vive voix

        > On y vient pour les tomates, on y reste pour les voisins.

        ### Ce que cela coûte

        | Poste | Montant |
        | --- | ---: |
        | Outils | 1 200 € |
        | Terre | 800 € |

        ```
        une ligne de code qui est si longue qu'elle ne tient pas dans la largeur d'un téléphone sans que la page en soit plus large
        ```

        ![Trois personnes autour d'un bac de terre](/api/v1/pictures/PICTURE?width=8)
        """;

    private ApiFixture api = null!;
    private KestrelService service = null!;
    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>The text of axe-core.</summary>
    public string Axe { get; private set; } = null!;

    /// <summary>Each public page, and a text that it shows.</summary>
    public Dictionary<string, string> Pages { get; } = [];

    public Uri Address => service.Address;

    public async ValueTask InitializeAsync()
    {
        Chromium.SkipWhenMissing();
        Npm.SkipWhenMissing();
        await Npm.InstallAsync("accessibility");
        Axe = await File.ReadAllTextAsync(Path.Combine(Npm.Folder("accessibility"), "node_modules", "axe-core", "axe.min.js"));
        api = await ApiFixture.StartAsync();
        var editor = await api.RegisterAsync("editor", "editor");
        await WritePostAsync(editor);
        service = await KestrelService.StartAsync(api);
        playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(playwright);
    }

    public async ValueTask DisposeAsync()
    {
        playwright?.Dispose();
        service?.Dispose();
        if (api is not null)
        {
            await api.DisposeAsync();
        }
    }

    private async Task WritePostAsync(ApiClient editor)
    {
        var post = new JsonObject
        {
            ["slug"] = "un-jardin",
            ["editions"] = new JsonArray(
                Edition("fr", "Un jardin pour tous", "Du *texte*."),
                Edition("en", "A garden for all", "Some *text*.")
            ),
            ["tags"] = new JsonArray("jardin", "quartier"),
            ["authorName"] = "Élise",
            ["moderation"] = "after",
        };
        var draft = (await editor.PostAsync(Posts, post)).Expect(201);
        var shown = await SendPictureAsync(editor, draft.Id, "?alternativeFr=Une friche&captionFr=La friche en mars&credit=Ville de Metz");
        var inText = await SendPictureAsync(editor, draft.Id, "?alternativeFr=Trois personnes autour d'un bac de terre");
        post["editions"]![0]!["body"] = Text.Replace("PICTURE", inText.ToString(), StringComparison.Ordinal);
        (await editor.SendAsync(HttpMethod.Put, $"{Posts}/{draft.Id}", post, "*", null)).Expect(200);
        (await editor.SendAsync(HttpMethod.Post, $"{Posts}/{draft.Id}/publication", null, "*", "publish")).Expect(201);
        var reader = await api.RegisterAsync("reader", "applicant");
        (await reader.PostAsync($"{Posts}/{draft.Id}/comments", new { text = "**Bravo**, et merci." })).Expect(201);
        Assert.NotEqual(shown, inText);
        Pages["/blog?language=fr"] = "Un jardin pour tous";
        Pages["/blog?language=en"] = "A garden for all";
        Pages["/blog/un-jardin?language=fr"] = "On y vient pour les tomates";
        Pages["/blog/un-jardin?language=en"] = "Some text.";
        Pages["/blog/nothing?language=fr"] = "Ce billet n'existe pas";
    }

    private static async Task<Guid> SendPictureAsync(ApiClient editor, Guid post, string query) =>
        (await editor.PostBytesAsync($"{Posts}/{post}/pictures{query}", SampleFiles.Png(800, 500), "image/png", "*")).Expect(201).Body[
            "pictureId"
        ]!.GetValue<Guid>();

    private static JsonObject Edition(string language, string title, string body) =>
        new()
        {
            ["language"] = language,
            ["title"] = title,
            ["summary"] = $"Summary: {title}",
            ["body"] = body,
        };
}
