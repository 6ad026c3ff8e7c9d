using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Api.Tests.Blog;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Catalogue;

/// <summary>Whoever follows a search without an account: by mail, which it has confirmed, or by a feed.</summary>
public sealed class SavedSearchTests : IAsyncLifetime
{
    private const string Searches = "/api/v1/saved-searches";
    private const string Reader = "ana@ville.example";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly CatalogueDesk desk = new();
    private DateTimeOffset now = new(2030, 1, 1, 8, 0, 0, TimeSpan.Zero);

    public async ValueTask InitializeAsync()
    {
        await desk.InitializeAsync();
        await desk.Api.MoveClockAsync(now);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Search_OnceConfirmed_MailsEachVersionOnce_AtMostOnceADay_UntilItIsCancelled()
    {
        await PublishAsync("Beehives on roofs");
        var token = await SaveAndConfirmAsync();
        await PublishAsync("Bakery of the quarter");
        var found = await PublishAsync("Beehives in gardens");
        await PassAsync(hours: 23);
        Assert.Empty(Results());

        await PassAsync(hours: 2);
        await ReachedAsync(1);
        await PassAsync(hours: 1);
        await PassAsync(days: 2);
        var first = Assert.Single(Results());
        Assert.Contains("Beehives in gardens", first.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Bakery", first.TextBody, StringComparison.Ordinal);
        // Published before it was confirmed.
        Assert.DoesNotContain("roofs", first.TextBody, StringComparison.Ordinal);

        await ReviseAsync(found);
        await PassAsync(days: 2);
        await ReachedAsync(2);
        await PublishAsync("Beehives at school");
        (await FollowAsync("cancellations", token)).Expect(201);
        await PassAsync(days: 2);
        Assert.Equal(2, Results().Count);
        (await FollowAsync("cancellations", token)).ExpectRefusal(422, "catalogue.saved-search-unusable");
        Assert.Equal(0L, await desk.Api.Database.ScalarAsOwnerAsync("select count(*) from catalogue.saved_searches"));
        Assert.Equal(
            0L,
            await desk.Api.Database.ScalarAsOwnerAsync($"select count(*) from platform.audit_personal_values where value like '%{Reader}%'")
        );
    }

    [Fact]
    public async Task EachMail_LetsItsReaderCancel()
    {
        await SaveAndConfirmAsync();
        await PublishAsync("Beehives in gardens");
        await PassAsync(days: 2);
        await ReachedAsync(1);

        var mail = Assert.Single(Results());
        var link = mail.Headers[MimeKit.HeaderId.ListUnsubscribe]!.Trim('<', '>');
        Assert.Contains(link, mail.TextBody, StringComparison.Ordinal);
        var token = link.Split("token=")[1].Split('&')[0];
        (await FollowAsync("cancellations", token)).Expect(201);
        Assert.Equal(0L, await desk.Api.Database.ScalarAsOwnerAsync("select count(*) from catalogue.saved_searches"));
    }

    [Fact]
    public async Task Search_ThatNobodyConfirms_MailsNothing_AndIsForgotten()
    {
        await SaveAsync();
        await desk.Api.MailedTokenAsync(Reader);
        await PublishAsync("Beehives in gardens");
        await PassAsync(days: 2);
        Assert.Empty(Results());

        await desk.Api.Database.ExecuteAsync("update catalogue.saved_searches set expires_at = now() - interval '1 second'");
        var token = await desk.Api.MailedTokenAsync(Reader);
        (await FollowAsync("confirmations", token)).ExpectRefusal(422, "catalogue.saved-search-unusable");
        await SweepAsync(desk.Api, "ForgetSearches", now);
        Assert.Equal(0L, await desk.Api.Database.ScalarAsOwnerAsync("select count(*) from catalogue.saved_searches"));
        (await FollowAsync("confirmations", "unheard-of")).ExpectRefusal(422, "catalogue.saved-search-unusable");
    }

    [Fact]
    public async Task SameSearch_SavedAgain_IsAnsweredAlike_AndKeptOnce()
    {
        await SaveAndConfirmAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SaveAsync(Reader.ToUpperInvariant())));
        var unknown = await SaveAsync("nobody@ville.example");

        Assert.All(replies, x => Assert.Equal((unknown.Version, unknown.Headers.Location), (x.Version, x.Headers.Location)));
        Assert.Equal(replies.Length, replies.Select(x => x.Id).Distinct().Count());
        Assert.Equal(2L, await desk.Api.Database.ScalarAsOwnerAsync("select count(*) from catalogue.saved_searches"));
    }

    [Fact]
    public async Task ManyInstances_AtOnce_MailADigestOnce()
    {
        await SaveAndConfirmAsync();
        await PublishAsync("Beehives in gardens");
        now = now.AddDays(2);
        await using var other = desk.Api.StartAnother();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(x => SweepAsync(x % 2 == 0 ? desk.Api : other, "MailSavedSearches", now)));

        await ReachedAsync(1);
        Assert.Equal(
            1L,
            await desk.Api.Database.ScalarAsOwnerAsync("select count(*) from platform.mails where template = 'saved-search-results'")
        );
    }

    [Fact]
    public async Task Search_ThatCanNotBeAnswered_IsRefused()
    {
        await RefusedAsync("box", "6,48,5,49", 422, "catalogue.box-empty");
        await RefusedAsync("within", 5, 422, "catalogue.centre-missing");
        await RefusedAsync("q", "le la de", 422, "catalogue.question-empty");
        await RefusedAsync("email", "none", 400, "request.validation-failed");
        await RefusedAsync("stage", "unheard-of", 400, "request.validation-failed");

        async Task RefusedAsync(string member, JsonNode value, int status, string code) =>
            (await PostAsync(Searches, Search().With(member, value))).ExpectRefusal(status, code);
    }

    [Fact]
    public async Task Feed_ListsWhatTheSearchFinds_NewestFirst()
    {
        await PublishAsync("Beehives on roofs");
        await PublishAsync("Bakery of the quarter");
        now = now.AddHours(1);
        await desk.Api.MoveClockAsync(now);
        var newest = await PublishAsync("Beehives in gardens");
        using var http = desk.Api.Anonymous().Http;

        using var reply = await http.GetAsync(new Uri("/innovations/feed.atom?q=beehive&theme=culture", UriKind.Relative), Cancel);
        Assert.Equal("application/atom+xml", reply.Content.Headers.ContentType!.MediaType);
        var document = XDocument.Parse(await reply.Content.ReadAsStringAsync(Cancel));
        AtomRules.AssertValid(document);
        var feed = document.Root!;
        Assert.Equal(Atom + "feed", feed.Name);
        Assert.Equal(
            ["Beehives in gardens", "Beehives on roofs"],
            feed.Elements(Atom + "entry").Select(x => x.Element(Atom + "title")!.Value)
        );
        Assert.All(
            feed.Elements(Atom + "entry").SelectMany(x => new[] { x.Element(Atom + "title")!, x.Element(Atom + "summary")! }),
            x => Assert.Equal("fr", x.Attribute(XNamespace.Xml + "lang")!.Value)
        );
        Assert.Equal($"urn:uuid:{newest}", feed.Element(Atom + "entry")!.Element(Atom + "id")!.Value);
        Assert.Equal(feed.Element(Atom + "updated")!.Value, feed.Element(Atom + "entry")!.Element(Atom + "updated")!.Value);
        Assert.Contains("q=beehive", feed.Elements(Atom + "link").First().Attribute("href")!.Value, StringComparison.Ordinal);
        Assert.StartsWith("urn:uuid:", feed.Element(Atom + "id")!.Value, StringComparison.Ordinal);

        using var refused = await http.GetAsync(new Uri("/innovations/feed.atom?within=5", UriKind.Relative), Cancel);
        (await ApiReply.ReadAsync(refused)).ExpectRefusal(422, "catalogue.centre-missing");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static JsonObject Search(string email = Reader) =>
        new()
        {
            ["email"] = email,
            ["language"] = "en",
            ["q"] = "beehive",
            ["department"] = "57",
        };

    private Task<ApiReply> PostAsync(string path, JsonObject body) => desk.Api.Anonymous().PostAsync(path, body, key: null);

    private async Task<ApiReply> SaveAsync(string email = Reader) => (await PostAsync(Searches, Search(email))).Expect(201);

    private Task<ApiReply> FollowAsync(string link, string token) => PostAsync($"{Searches}/{link}", new JsonObject { ["token"] = token });

    private async Task<string> SaveAndConfirmAsync()
    {
        await SaveAsync();
        var token = await desk.Api.MailedTokenAsync(Reader);
        (await FollowAsync("confirmations", token)).Expect(201);
        (await FollowAsync("confirmations", token)).Expect(201);
        now = now.AddMinutes(1);
        await desk.Api.MoveClockAsync(now);
        return token;
    }

    private Task<Guid> PublishAsync(string title) => desk.PublishAsync(CatalogueDesk.Content(title));

    private async Task ReviseAsync(Guid innovation)
    {
        (await desk.PostAsync(desk.Editor, innovation, "revision")).Expect(201);
        (await desk.PostAsync(desk.Editor, innovation, "submission")).Expect(201);
        (await desk.PostAsync(desk.Publisher, innovation, "publication")).Expect(201);
    }

    private IReadOnlyList<MimeKit.MimeMessage> Results() =>
        [.. ContactDesk.MailsTo(desk.Api, Reader).Where(x => x.Subject!.StartsWith("New innovations", StringComparison.Ordinal))];

    private async Task ReachedAsync(int mails)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Results().Count < mails)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    // Time goes on, and the sweep with it.
    private async Task PassAsync(int days = 0, int hours = 0)
    {
        now = now.AddDays(days).AddHours(hours);
        await desk.Api.MoveClockAsync(now);
        await SweepAsync(desk.Api, "MailSavedSearches", now);
    }

    private static async Task SweepAsync(ApiFixture api, string name, DateTimeOffset at)
    {
        await using var scope = api.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Now = at;
        var sweep = SweepCommands.All.Single(x => x.GetType().Name == name);
        Assert.False((await scope.ServiceProvider.GetRequiredService<IDispatcher>().SendAsync(sweep, Cancel)).IsFailure);
    }
}
