using System.Text.Json.Nodes;
using MimeKit;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Catalogue;

/// <summary>Visitors who write about an innovation of an organisation, and about one of the region's.</summary>
public sealed class ContactDesk : IAsyncLifetime
{
    public const string Requests = "/api/v1/contact-requests";

    public CatalogueDesk Catalogue { get; } = new();

    public ApiFixture Api => Catalogue.Api;

    public ApiClient Holder => Catalogue.Holder;

    public ApiClient Editor => Catalogue.Editor;

    /// <summary>Published, and of the organisation for which the holder acts.</summary>
    public Guid Held { get; private set; }

    /// <summary>Published, and no organisation's.</summary>
    public Guid Regional { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await Catalogue.InitializeAsync();
        Held = await ShareAsync("Ours");
        Regional = await Catalogue.PublishAsync();
    }

    public ValueTask DisposeAsync() => Catalogue.DisposeAsync();

    /// <summary>Publishes an innovation of the holder's organisation.</summary>
    public async Task<Guid> ShareAsync(string title)
    {
        var id = await Catalogue.DraftAsync(Holder, CatalogueDesk.Content(title), Catalogue.Organisation);
        (await Catalogue.PostAsync(Holder, id, "submission")).Expect(201);
        (await Catalogue.PostAsync(Catalogue.Publisher, id, "publication")).Expect(201);
        return id;
    }

    public static JsonObject Letter(string recipient = "region", string interest = "question", string message = "How did you begin?") =>
        new()
        {
            ["recipient"] = recipient,
            ["name"] = "Ana Visiteuse",
            ["email"] = "ana@ville.example",
            ["organisation"] = "Ville d'Épinal",
            ["communeCode"] = "88160",
            ["interest"] = interest,
            ["message"] = message,
            ["language"] = "en",
            ["consent"] = true,
            ["consentVersion"] = "2026-11",
        };

    public static Task<ApiReply> TryWriteAsync(ApiClient caller, Guid innovation, JsonObject letter) =>
        caller.PostAsync($"{CatalogueDesk.Innovations}/{innovation}/contact-requests", letter, key: null);

    public async Task<Guid> WriteAsync(Guid innovation, JsonObject letter) =>
        (await TryWriteAsync(Api.Anonymous(), innovation, letter)).Expect(201).Id;

    public async Task<JsonNode> ReadAsync(Guid request) => (await Editor.GetAsync($"{Requests}/{request}")).Expect(200).Body;

    public async Task<JsonArray> ListAsync(ApiClient caller, string query = "") =>
        (await caller.GetAsync($"{Requests}?limit=100{query}")).Expect(200).Body["items"]!.AsArray();

    /// <summary>Posts with the version that the auditor sees now.</summary>
    public async Task<ApiReply> PostAsync(ApiClient caller, Guid request, string action, object? body = null)
    {
        var path = $"{Requests}/{request}";
        return await caller.PostAsync($"{path}/{action}", body, (await Catalogue.Scene.Auditor.GetAsync(path)).Expect(200).Version);
    }

    public async Task<int> InterestAsync(Guid innovation) =>
        (await Api.Anonymous().GetAsync($"{CatalogueDesk.Innovations}/{innovation}")).Expect(200).Body[
            "replicationInterest"
        ]!.GetValue<int>();

    public IReadOnlyList<MimeMessage> MailsTo(string recipient) => MailsTo(Api, recipient);

    public static IReadOnlyList<MimeMessage> MailsTo(ApiFixture api, string recipient) =>
        Directory.Exists(api.MailFolder)
            ?
            [
                .. Directory
                    .GetFiles(api.MailFolder, "*.eml")
                    .Order(StringComparer.Ordinal)
                    .Select(x => MimeMessage.Load(x))
                    .Where(x => x.To.Mailboxes.Single().Address == recipient),
            ]
            : [];

    /// <summary>Waits for a mail to somebody whose text holds this.</summary>
    public static async Task<MimeMessage> MailAsync(ApiFixture api, string recipient, string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (MailsTo(api, recipient).FirstOrDefault(x => x.TextBody!.Contains(text, StringComparison.Ordinal)) is { } mail)
            {
                return mail;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }
}
