using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Catalogue;

/// <summary>The second idea of the region, from end to end: what it paid for in 2013 is reproduced elsewhere, and gets better by it.</summary>
public sealed class SharedInnovationTests
{
    [Fact]
    public async Task GrantOf2013_BecomesAnInnovation_ThatThreePlacesReproduce_AndOneGivesBack()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.MoveClockAsync(BudgetScene.Now);
        Assert.Equal("imported", Text((await api.ImportAsync(new ExampleBundle("lorraine-2013").Zip())).Body, "outcome"));
        var (editor, publisher) = (
            await api.RegisterAsync("shared.editor", "editor"),
            await api.RegisterAsync("shared.publisher", "editor")
        );
        var auditor = await api.SignInAsync("auditor");
        var grant = (await auditor.GetAsync("/api/v1/grants")).Expect(200).Body["items"]![0]!["id"];
        var innovation = (await editor.PostAsync($"/api/v1/grants/{grant}/innovation")).Expect(201).Id;
        var path = $"{CatalogueDesk.Innovations}/{innovation}";
        var content = (await auditor.GetAsync(path)).Expect(200).Body["content"]!.DeepClone().AsObject();
        content["summary"] ??= "What the region paid for.";
        await ChangeAsync("", content.With("story", "How it *began*."));
        await ChangeAsync("/dna", CatalogueDesk.Dna());
        await PostAsync(editor, path, "submission");
        await PostAsync(publisher, path, "publication");

        var replications = new List<(ApiClient Client, Guid Id)>();
        foreach (var (code, commune) in new[] { ("57463", "Metz"), ("88160", "Épinal"), ("55545", "Verdun") })
        {
            var client = await api.RegisterAsync($"shared.applicant-{code}", "applicant");
            var organisation = (await ApplicationScene.RegisterOrganisationAsync(client)).Id;
            Guid? parent = replications.Count == 2 ? replications[0].Id : null;
            var body = ReplicationDesk.Declaration(organisation, "planned", parent).With("place", ReplicationDesk.Place(code, commune));
            replications.Add((client, (await client.PostAsync($"{path}/replications", body)).Expect(201).Id));
        }

        var (replicator, first) = replications[0];
        var replication = $"{ReplicationDesk.Replications}/{first}";
        (await replicator.PutAsync($"{replication}/dna", ReplicationDesk.Fork(), await VersionAsync(replication))).Expect(200);
        await PostAsync(replicator, replication, "progress", new { status = "running" });
        await PostAsync(replicator, replication, "progress", new { status = "established" });
        var proposal = ReplicationDesk.Proposal(("steps", "equip"));
        var adaptation = (await replicator.PostAsync($"{replication}/adaptations", proposal)).Expect(201).Id;
        await PostAsync(editor, $"{ReplicationDesk.Adaptations}/{adaptation}", "acceptance");
        await PostAsync(editor, path, "submission");
        await PostAsync(publisher, path, "publication");

        var anonymous = api.Anonymous();
        foreach (var (writer, recipient) in new[] { ("mairie@toul.example", "holder"), ("mairie@pam.example", "region") })
        {
            var letter = ContactDesk.Letter(recipient, "wants-to-replicate").With("email", writer);
            var asked = (await ContactDesk.TryWriteAsync(anonymous, innovation, letter)).Expect(201).Id;
            var request = $"{ContactDesk.Requests}/{asked}";
            await PostAsync(editor, request, "assignment", new { assigneeId = editor.UserId });
            await PostAsync(editor, request, "answer", new { answer = "Come and see us." });
            await ContactDesk.MailAsync(api, writer, "Come and see us.");
        }

        Assert.Equal(2, (await anonymous.GetAsync(path)).Expect(200).Body["replicationInterest"]!.GetValue<int>());
        var second = (await anonymous.GetAsync($"{path}/versions/2")).Expect(200).Body;
        Assert.Equal(first, second["credits"]!.AsArray().Single()!["replicationId"]!.GetValue<Guid>());
        var dna = (await anonymous.GetAsync($"{path}/dna")).Expect(200).Body["dna"]!;
        Assert.Equal(60, dna["steps"]![1]!["durationDays"]!.GetValue<int>());
        Assert.Equal("commune", Text(dna["partners"]!.AsArray().Single()!, "key"));
        var lineage = (await anonymous.GetAsync($"{path}/lineage")).Expect(200).Body;
        Assert.Equal(2, lineage["depth"]!.GetValue<int>());
        Assert.Equal(["55", "57", "88"], lineage["nodes"]!.AsArray().Select(x => Text(x!, "department")).Order());
        var drawing = (await anonymous.Http.GetStringAsync($"{path}/lineage/drawing", TestContext.Current.CancellationToken));
        Assert.All(["Metz (57), established", "Épinal (88), planned", "Verdun (55), planned"], x => Assert.Contains(x, drawing));

        async Task ChangeAsync(string part, JsonObject body) =>
            (await editor.PutAsync(path + part, body, await VersionAsync(path))).Expect(200);

        async Task PostAsync(ApiClient caller, string resource, string action, object? body = null) =>
            (await caller.PostAsync($"{resource}/{action}", body, await VersionAsync(resource))).Expect(201);

        async Task<int> VersionAsync(string resource) => (await auditor.GetAsync(resource)).Expect(200).Version;
    }

    private static string Text(JsonNode node, string member) => ReplicationDesk.Text(node, member);
}
