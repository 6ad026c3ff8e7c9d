using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Catalogue;

/// <summary>A visitor writes about an innovation and is answered, and nobody learns an address.</summary>
public sealed class ContactRequestTests(ContactDesk desk) : IClassFixture<ContactDesk>
{
    private const string Visitor = "ana@ville.example";

    [Fact]
    public async Task Message_ToTheHolder_IsReadWithoutTheAddress_AndAnsweredByMail()
    {
        await OpenAccountAsync(desk.Holder, "holder@atelier.example");
        // One that nobody has written about: a message that waits holds back the next notice.
        var asked = await desk.ShareAsync("Nobody asked");
        var id = await desk.WriteAsync(asked, ContactDesk.Letter("holder", message: "What does a depot cost?"));
        await desk.WriteAsync(asked, ContactDesk.Letter("holder", message: "And who pays?"));

        var seen = (await desk.Holder.GetAsync($"{ContactDesk.Requests}/{id}")).Expect(200);
        Assert.Equal(("Ana Visiteuse", "88160", "88"), (Text(seen, "name"), Text(seen, "communeCode"), Text(seen, "department")));
        Assert.Null(seen.Body["email"]);
        Assert.DoesNotContain(Visitor, seen.Text, StringComparison.Ordinal);
        Assert.Equal(Visitor, (await desk.ReadAsync(id))["email"]!.GetValue<string>());
        (await desk.Api.Anonymous().GetAsync($"{ContactDesk.Requests}/{id}")).Expect(401);
        var (stranger, _) = await SomebodyAsync("stranger");
        (await stranger.GetAsync($"{ContactDesk.Requests}/{id}")).ExpectRefusal(404, "catalogue.contact-request-not-found");
        Assert.Empty(await desk.ListAsync(stranger));

        (await desk.PostAsync(desk.Holder, id, "answer", new { answer = "Nothing, the {commune} lent it." })).Expect(201);
        var mail = await ContactDesk.MailAsync(desk.Api, Visitor, "Nothing, the {commune} lent it.");
        Assert.Contains("Nobody asked", mail.Subject, StringComparison.Ordinal);
        Assert.Empty(mail.ReplyTo);
        Assert.DoesNotContain("holder@atelier.example", mail.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("What does a depot cost?", mail.TextBody, StringComparison.Ordinal);

        // One notice, and no word of the message in it.
        var notice = await ContactDesk.MailAsync(desk.Api, "holder@atelier.example", "a visitor has written about “Nobody asked”");
        Assert.DoesNotContain("depot", notice.TextBody, StringComparison.Ordinal);
        Assert.Single(
            desk.MailsTo("holder@atelier.example"),
            x => x.TextBody!.Contains("has written about “Nobody asked”", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Message_WithoutConsent_ToNobody_OrAboutNothingPublic_IsRefused()
    {
        await RefusedAsync(desk.Held, "consent", false, 422, "catalogue.consent-missing");
        await RefusedAsync(desk.Held, "consentVersion", "1999-01", 422, "catalogue.consent-outdated");
        await RefusedAsync(desk.Regional, "recipient", "holder", 422, "catalogue.no-holder");
        await RefusedAsync(desk.Held, "email", "no address", 400, "request.validation-failed");
        await RefusedAsync(Guid.CreateVersion7(), "message", "Hello?", 404, "catalogue.innovation-not-found");
        var draft = await desk.Catalogue.DraftAsync(desk.Editor);
        await RefusedAsync(draft, "message", "Hello?", 404, "catalogue.innovation-not-found");
        (await ContactDesk.TryWriteAsync(desk.Editor, draft, ContactDesk.Letter())).ExpectRefusal(
            409,
            "catalogue.innovation-not-published"
        );

        async Task RefusedAsync(Guid innovation, string member, System.Text.Json.Nodes.JsonNode value, int status, string code) =>
            (await ContactDesk.TryWriteAsync(desk.Api.Anonymous(), innovation, ContactDesk.Letter().With(member, value))).ExpectRefusal(
                status,
                code
            );
    }

    [Fact]
    public async Task Consent_IsReadInBothLanguages_WithTheVersionToSend()
    {
        var english = (await desk.Api.Anonymous().GetAsync("/api/v1/contact-consent", ("Accept-Language", "en"))).Expect(200);
        var french = (await desk.Api.Anonymous().GetAsync("/api/v1/contact-consent", ("Accept-Language", "fr"))).Expect(200);

        Assert.StartsWith("I agree", Text(english, "text"), StringComparison.Ordinal);
        Assert.StartsWith("J'accepte", Text(french, "text"), StringComparison.Ordinal);
        var letter = ContactDesk.Letter(message: "I have read it.").With("consentVersion", Text(french, "consentVersion"));
        var id = await desk.WriteAsync(desk.Regional, letter);
        Assert.Equal(Text(english, "consentVersion"), (await desk.ReadAsync(id))["consentVersion"]!.GetValue<string>());
    }

    [Fact]
    public async Task Message_OfAMachine_IsAnsweredLikeOthers_AndKeptNowhere()
    {
        var letter = ContactDesk.Letter(message: "Buy pills.").With("homepage", "https://pills.example");
        var kept = (await ContactDesk.TryWriteAsync(desk.Api.Anonymous(), desk.Held, ContactDesk.Letter(message: "Seriously."))).Expect(
            201
        );
        var dropped = (await ContactDesk.TryWriteAsync(desk.Api.Anonymous(), desk.Held, letter)).Expect(201);

        Assert.Equal(kept.Version, dropped.Version);
        Assert.Equal(kept.Headers.Location, dropped.Headers.Location);
        Assert.Equal(kept.Body.AsObject().Select(x => x.Key), dropped.Body.AsObject().Select(x => x.Key));
        (await desk.Editor.GetAsync($"{ContactDesk.Requests}/{dropped.Id}")).ExpectRefusal(404, "catalogue.contact-request-not-found");
    }

    [Fact]
    public async Task SameMessage_SentAgainAndAtOnce_IsKeptOnce()
    {
        var letter = ContactDesk.Letter(message: "Did you get this?");
        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.WriteAsync(desk.Regional, letter.DeepClone().AsObject())));
        var shouted = letter.DeepClone().AsObject().With("email", Visitor.ToUpperInvariant()).With("message", " Did you get this?\n");
        var again = (await ContactDesk.TryWriteAsync(desk.Api.Anonymous(), desk.Regional, shouted)).Expect(201);

        Assert.Single(sent.Append(again.Id).Distinct());
        Assert.Equal(1, again.Version);
    }

    [Fact]
    public async Task WhoeverWritesTooMuch_FromAnAddress_OrInOneName_Waits()
    {
        using var service = await KestrelService.StartAsync(desk.Api, settings: ("RateLimits:MessagesPerHour", "2"));
        using var http = service.CreateClient();
        var visitor = new ApiClient(http);
        for (var i = 0; i < 2; i++)
        {
            (await ContactDesk.TryWriteAsync(visitor, desk.Regional, ContactDesk.Letter(message: $"Patience {i}"))).Expect(201);
        }

        // From the same address, in another's name.
        var other = ContactDesk.Letter().With("email", "other@ville.example");
        var refused = (await ContactDesk.TryWriteAsync(visitor, desk.Regional, other)).ExpectRefusal(429, "request.too-many-messages");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 1_800);

        // A known caller counts for itself, and the name that was used up stays so.
        http.DefaultRequestHeaders.Authorization = await service.SignInAsync("auditor");
        var named = ContactDesk.Letter().With("email", Visitor.ToUpperInvariant());
        (await ContactDesk.TryWriteAsync(visitor, desk.Regional, named)).ExpectRefusal(429, "request.too-many-messages");
        (await ContactDesk.TryWriteAsync(visitor, desk.Regional, ContactDesk.Letter().With("email", "third@ville.example"))).Expect(201);
    }

    [Fact]
    public async Task Request_IsAssignedToAPerson_OrToTheHolder_WhoAloneSeesItThen()
    {
        var id = await desk.WriteAsync(desk.Held, ContactDesk.Letter(message: "Who knows?"));
        (await desk.Holder.GetAsync($"{ContactDesk.Requests}/{id}")).Expect(404);
        foreach (var nobody in new[] { Guid.CreateVersion7(), desk.Catalogue.Scene.Auditor.UserId, desk.Holder.UserId })
        {
            (await desk.PostAsync(desk.Editor, id, "assignment", new { assigneeId = nobody })).ExpectRefusal(
                422,
                "catalogue.unknown-assignee"
            );
        }

        (await desk.PostAsync(desk.Editor, id, "assignment", new { })).Expect(201);
        (await desk.Holder.GetAsync($"{ContactDesk.Requests}/{id}")).Expect(200);
        (await desk.PostAsync(desk.Holder, id, "assignment", new { })).ExpectRefusal(403, "access.role-missing");
        (await desk.PostAsync(desk.Editor, id, "assignment", new { assigneeId = desk.Editor.UserId })).Expect(201);
        (await desk.Holder.GetAsync($"{ContactDesk.Requests}/{id}")).Expect(404);
        (await desk.PostAsync(desk.Holder, id, "answer", new { answer = "Me." })).ExpectRefusal(404, "catalogue.contact-request-not-found");
        var assigned = await desk.ListAsync(desk.Editor, $"&assigneeId={desk.Editor.UserId}&status=assigned&innovationId={desk.Held}");
        Assert.Equal(id, Assert.Single(assigned)!["id"]!.GetValue<Guid>());
        Assert.DoesNotContain("Ana", assigned.ToJsonString(), StringComparison.Ordinal);

        var regional = await desk.WriteAsync(desk.Regional, ContactDesk.Letter(message: "Who knows?"));
        (await desk.PostAsync(desk.Editor, regional, "assignment", new { })).ExpectRefusal(422, "catalogue.no-holder");
    }

    [Fact]
    public async Task Reader_OfTheOrganisation_Reads_AndDoesNotAnswer()
    {
        var (reader, _) = await SomebodyAsync("reader");
        var membership = new { userId = reader.UserId, role = "reader" };
        var path = $"/api/v1/organisations/{desk.Catalogue.Organisation}";
        var administrator = await desk.Api.SignInAsync("administrator");
        var version = (await administrator.GetAsync(path)).Expect(200).Version;
        (await administrator.PostAsync($"{path}/members", membership, version)).Expect(201);
        var id = await desk.WriteAsync(desk.Held, ContactDesk.Letter("holder", message: "May I read?"));

        (await reader.GetAsync($"{ContactDesk.Requests}/{id}")).Expect(200);
        (await desk.PostAsync(reader, id, "answer", new { answer = "Yes." })).ExpectRefusal(403, "catalogue.reader-only");
        (await desk.PostAsync(reader, id, "closing", Spam)).ExpectRefusal(403, "catalogue.reader-only");
    }

    [Fact]
    public async Task WhoeverWantsToReplicate_IsCounted_OnceSomebodyFoundItGenuine()
    {
        var innovation = await desk.Catalogue.PublishAsync();
        var ids = new List<Guid>();
        foreach (var message in new[] { "We want it.", "We too.", "Cheap watches." })
        {
            ids.Add(await desk.WriteAsync(innovation, ContactDesk.Letter(interest: "wants-to-replicate", message: message)));
        }

        var asked = await desk.WriteAsync(innovation, ContactDesk.Letter(message: "Only a question."));
        Assert.Equal(0, await desk.InterestAsync(innovation));
        (await desk.PostAsync(desk.Editor, ids[0], "answer", new { answer = "Come and see." })).Expect(201);
        (await desk.PostAsync(desk.Editor, asked, "answer", new { answer = "Ask on." })).Expect(201);
        (await desk.PostAsync(desk.Editor, ids[1], "closing", new { closing = "answered-elsewhere", reason = "By telephone." })).Expect(
            201
        );
        (await desk.PostAsync(desk.Editor, ids[2], "closing", Spam)).Expect(201);

        Assert.Equal(2, await desk.InterestAsync(innovation));
        foreach (
            var (action, body) in new (string, object)[] { ("answer", new { answer = "?" }), ("assignment", new { }), ("closing", Spam) }
        )
        {
            (await desk.PostAsync(desk.Editor, ids[2], action, body)).ExpectRefusal(409, "catalogue.contact-request-ended");
        }
    }

    [Fact]
    public async Task WhoeverTakesItsConsentBack_IsForgottenAtOnce_AlsoAfterTheAnswer()
    {
        var id = await desk.WriteAsync(desk.Held, ContactDesk.Letter("holder", message: "Forget me."));
        (await desk.PostAsync(desk.Editor, id, "answer", new { answer = "Gladly." })).Expect(201);
        Assert.True(await TracesAsync(id) > 0);
        (await desk.PostAsync(desk.Editor, id, "closing", new { closing = "consent-withdrawn", reason = "Asked by mail." })).Expect(201);

        await AssertForgottenAsync(id, "closed");
        (await desk.PostAsync(desk.Editor, id, "closing", new { closing = "consent-withdrawn", reason = "Again." })).ExpectRefusal(
            409,
            "catalogue.contact-request-ended"
        );
    }

    [Fact]
    public async Task Requests_AreForgotten_AYearAfterTheirLastWord_AndSpamAfterAMonth()
    {
        var waiting = await desk.WriteAsync(desk.Regional, ContactDesk.Letter(message: "Nobody answers."));
        var spam = await desk.WriteAsync(desk.Regional, ContactDesk.Letter(message: "Cheap pills."));
        (await desk.PostAsync(desk.Editor, spam, "closing", Spam)).Expect(201);
        var received = (await desk.ReadAsync(waiting))["receivedAt"]!.GetValue<DateTimeOffset>();

        await SweepAsync(received.AddDays(31));
        await AssertForgottenAsync(spam, "closed");
        Assert.Equal("Nobody answers.", (await desk.ReadAsync(waiting))["message"]!.GetValue<string>());
        await SweepAsync(received.AddDays(366));
        await AssertForgottenAsync(waiting, "expired");
        (await desk.PostAsync(desk.Editor, waiting, "answer", new { answer = "Late." })).ExpectRefusal(
            409,
            "catalogue.contact-request-ended"
        );
    }

    private static object Spam => new { closing = "spam", reason = "An advertisement." };

    private static string Text(ApiReply reply, string member) => reply.Body[member]!.GetValue<string>();

    private Task<(ApiClient Client, Guid Organisation)> SomebodyAsync(string name) =>
        ApplicantAsync($"contact.{name}-{Guid.CreateVersion7():N}");

    private async Task<(ApiClient Client, Guid Organisation)> ApplicantAsync(string name)
    {
        var client = await desk.Api.RegisterAsync(name, "applicant");
        return (client, (await ApplicationScene.RegisterOrganisationAsync(client)).Id);
    }

    private async Task OpenAccountAsync(ApiClient client, string email)
    {
        var administrator = await desk.Api.SignInAsync("administrator");
        var id = (await client.GetAsync("/api/v1/me")).Expect(200).Id;
        (await administrator.PostAsync($"/api/v1/users/{id}/account", new { email, language = "en" })).Expect(201);
        await desk.Api.Database.ExecuteAsync("update identity.accounts set email_confirmed = true");
    }

    private async Task AssertForgottenAsync(Guid id, string status)
    {
        var reply = (await desk.Editor.GetAsync($"{ContactDesk.Requests}/{id}")).Expect(200);
        Assert.Equal(status, Text(reply, "status"));
        Assert.All(["name", "email", "organisation", "communeCode", "message", "answer", "closingReason"], x => Assert.Null(reply.Body[x]));
        Assert.Equal("88", Text(reply, "department"));
        Assert.Equal(0, await TracesAsync(id));
    }

    private async Task<long> TracesAsync(Guid id) =>
        (long)
            (await desk.Api.Database.ScalarAsOwnerAsync($"select count(*) from platform.audit_personal_values where person_id = '{id}'"))!;

    private async Task SweepAsync(DateTimeOffset at)
    {
        await using var scope = desk.Api.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Now = at;
        var sweep = SweepCommands.All.Single(x => x.GetType().Name == "ForgetContacts");
        var swept = await scope.ServiceProvider.GetRequiredService<IDispatcher>().SendAsync(sweep, TestContext.Current.CancellationToken);
        Assert.False(swept.IsFailure);
    }
}
