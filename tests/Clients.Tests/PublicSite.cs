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

    private BudgetScene scene = null!;
    private const string Workshop = """
        {
          "title": "Atelier partagé",
          "summary": "Des machines pour tous.",
          "story": "Il est né à *Metz*.\n\n## Ensuite\n\n- On l'agrandit.",
          "stage": "established",
          "initiator": "public-private",
          "themes": ["culture"],
          "places": [{ "communeCode": "57463", "commune": "Metz", "latitude": "49.1193", "longitude": "6.1757" }],
          "results": [
            {
              "indicator": "Emplois créés", "figure": "3.5", "unit": "ETP", "from": "2013-01-01", "until": "2013-12-31",
              "evidence": "Le registre du personnel.", "evidenceUrl": "https://atelier.example/bilan-2013.pdf"
            }
          ]
        }
        """;

    private const string Dna = """
        {
          "need": "Des artisans n'ont pas les moyens d'une machine qui sert une fois par semaine.",
          "steps": [
            {
              "key": "find-depot", "title": "Trouver un dépôt", "durationDays": 90, "description": "Vide.",
              "stakeholders": [{ "name": "La commune", "moment": "before" }]
            },
            { "key": "equip", "title": "L'équiper", "durationDays": 30 }
          ],
          "resources": [
            { "key": "manager", "kind": "people", "title": "Un régisseur" },
            { "key": "machines", "kind": "investment", "title": "Des machines", "amount": { "amount": "30000.00", "currency": "EUR" } }
          ],
          "risks": [{ "key": "noise", "title": "Le bruit", "response": "On s'arrête à vingt heures.", "description": "Des plaintes." }],
          "core": [{ "key": "shared", "title": "Les machines ne sont à personne" }],
          "documents": [
            { "key": "statutes", "title": "Les statuts", "url": "https://atelier.example/statuts.odt", "licence": "CC-BY-SA-4.0" }
          ]
        }
        """;

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
        Programs.SkipWhenMissing("npm");
        await Programs.InstallPackagesAsync("accessibility");
        Axe = await File.ReadAllTextAsync(Path.Combine(Programs.Folder("accessibility"), "node_modules", "axe-core", "axe.min.js"));
        // A call has made a theme known.
        scene = await BudgetScene.StartAsync(new BudgetBundle(1000, new BundledApplication(600)));
        var editor = await scene.Api.RegisterAsync("editor", "editor");
        await FillBlogAsync(editor);
        var post = await WritePostAsync(editor);
        await FindOlderPostsAsync(editor);
        await AnnounceEventAsync(editor);
        var innovation = await PublishInnovationAsync(editor);
        await CollectAsync(editor, post, innovation);
        service = await KestrelService.StartAsync(scene.Api);
        playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(playwright);
    }

    public async ValueTask DisposeAsync()
    {
        playwright?.Dispose();
        service?.Dispose();
        if (scene is not null)
        {
            await scene.DisposeAsync();
        }
    }

    private async Task<Guid> WritePostAsync(ApiClient editor)
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
        var reader = await scene.Api.RegisterAsync("reader", "applicant");
        (await reader.PostAsync($"{Posts}/{draft.Id}/comments", new { text = "**Bravo**, et merci." })).Expect(201);
        Assert.NotEqual(shown, inText);
        Pages["/blog?language=fr"] = "Un jardin pour tous";
        Pages["/blog?language=en"] = "A garden for all";
        Pages["/blog/un-jardin?language=fr"] = "On y vient pour les tomates";
        Pages["/blog/un-jardin?language=en"] = "Some text.";
        Pages["/blog/un-jardin/embed?language=fr"] = "Un jardin pour tous";
        Pages["/blog/nothing?language=fr"] = "Ce billet n'existe pas";
        return draft.Id;
    }

    // With the post that comes after them, one more than a page of the blog shows.
    private static async Task FillBlogAsync(ApiClient editor)
    {
        for (var number = 1; number <= 20; number++)
        {
            var post = new JsonObject
            {
                ["slug"] = $"billet-{number}",
                ["editions"] = new JsonArray(Edition("fr", $"Billet {number}", "Du *texte*.")),
                ["tags"] = new JsonArray("jardin"),
                ["authorName"] = "Élise",
                ["moderation"] = "after",
            };
            await PublishAsync(editor, Posts, post);
        }
    }

    private async Task FindOlderPostsAsync(ApiClient editor)
    {
        var newest = (await editor.GetAsync($"{Posts}?language=fr")).Expect(200).Body;
        Pages[$"/blog?language=fr&cursor={newest["nextCursor"]!.GetValue<string>()}"] = "Page la plus récente";
    }

    private async Task AnnounceEventAsync(ApiClient editor)
    {
        var shown = new JsonObject
        {
            ["slug"] = "fete-du-jardin",
            ["editions"] = new JsonArray(Edition("fr", "Fête du jardin", Text.Split("![")[0])),
            ["tags"] = new JsonArray("jardin"),
            ["organiser"] = "La région",
            ["time"] = new JsonObject { ["firstDay"] = "2099-05-01", ["lastDay"] = "2099-05-02" },
            ["place"] = JsonNode.Parse(
                """{"name": "Salle des fêtes", "communeCode": "88160", "commune": "Épinal", "latitude": "48.1744", "longitude": "6.4503"}"""
            ),
            ["onlineUrl"] = "https://meet.example/fete",
            ["registrationUrl"] = "https://register.example/fete",
        };
        await PublishAsync(editor, "/api/v1/public-events", shown);
        Pages["/public-events?language=fr"] = "Fête du jardin";
        Pages["/public-events?language=en"] = "Fête du jardin";
        Pages["/public-events/fete-du-jardin"] = "Salle des fêtes";
    }

    private async Task<Guid> PublishInnovationAsync(ApiClient editor)
    {
        const string innovations = "/api/v1/innovations";
        var body = new JsonObject { ["content"] = JsonNode.Parse(Workshop) };
        var id = (await editor.PostAsync(innovations, body)).Expect(201).Id;
        await SendPictureAsync(editor, id, "?alternativeFr=L'atelier&captionFr=Un samedi", innovations);
        (await editor.SendAsync(HttpMethod.Put, $"{innovations}/{id}/dna", JsonNode.Parse(Dna)!, "*", null)).Expect(200);
        (await editor.SendAsync(HttpMethod.Post, $"{innovations}/{id}/submission", null, "*", "submit")).Expect(201);
        var publisher = await scene.Api.RegisterAsync("publisher", "editor");
        (await publisher.SendAsync(HttpMethod.Post, $"{innovations}/{id}/publication", null, "*", "publish")).Expect(201);
        Pages["/innovations?language=fr"] = "Atelier partagé";
        Pages["/innovations?language=en"] = "Atelier partagé";
        Pages[$"/innovations/{id}?language=fr"] = "Trouver un dépôt";
        Pages[$"/innovations/{id}?language=en"] = "Duration in days: 90";
        return id;
    }

    private async Task CollectAsync(ApiClient editor, Guid post, Guid innovation)
    {
        var collection = new JsonObject
        {
            ["slug"] = "comment-innovent-les-entreprises",
            ["editions"] = new JsonArray(Edition("fr", "Comment innovent les entreprises", Text.Split("![")[0])),
        };
        var id = (await editor.PostAsync("/api/v1/collections", collection)).Expect(201).Id;
        var items = new JsonArray(Item("innovation", innovation), Item("post", post));
        var path = $"/api/v1/collections/{id}";
        (await editor.SendAsync(HttpMethod.Put, $"{path}/items", new JsonObject { ["items"] = items }, "*", null)).Expect(200);
        (await editor.SendAsync(HttpMethod.Post, $"{path}/publication", null, "*", "publish")).Expect(201);
        Pages["/collections?language=fr"] = "Comment innovent les entreprises";
        Pages["/collections/comment-innovent-les-entreprises"] = "Atelier partagé";
        Pages["/collections/comment-innovent-les-entreprises?language=en"] = "Un jardin pour tous";
        Pages["/collections/comment-innovent-les-entreprises/embed"] = "Atelier partagé";
    }

    private static JsonObject Item(string kind, Guid id) =>
        new()
        {
            ["kind"] = kind,
            ["id"] = id,
            ["noteFr"] = "Un exemple à suivre.",
        };

    private static async Task PublishAsync(ApiClient editor, string list, JsonObject body)
    {
        var draft = (await editor.PostAsync(list, body)).Expect(201);
        (await editor.PostAsync($"{list}/{draft.Id}/publication", version: draft.Version)).Expect(201);
    }

    private static async Task<Guid> SendPictureAsync(ApiClient editor, Guid shows, string query, string list = Posts) =>
        (await editor.PostBytesAsync($"{list}/{shows}/pictures{query}", SampleFiles.Png(800, 500), "image/png", "*")).Expect(201).Body[
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
