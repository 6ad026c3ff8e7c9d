using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Catalogue;

public sealed class ReplicationTests(ReplicationDesk desk) : IClassFixture<ReplicationDesk>
{
    private const string Innovations = CatalogueDesk.Innovations;
    private const string Replications = ReplicationDesk.Replications;

    [Fact]
    public async Task Replication_IsSeenByEverybody_AndGoesStepByStep()
    {
        var innovation = await desk.Catalogue.PublishAsync(dna: CatalogueDesk.Dna());
        var id = await desk.DeclareAsync(innovation);
        var path = $"{Replications}/{id}";
        var anonymous = desk.Api.Anonymous();

        var read = (await anonymous.GetAsync(path)).Expect(200);

        Assert.Equal(("interested", "Épinal"), (Text(read.Body, "status"), Text(read.Body["place"]!, "commune")));
        Assert.StartsWith("Association ", Text(read.Body, "organisationName"), StringComparison.Ordinal);
        Assert.DoesNotContain("replication.replicator", read.Text);
        Assert.DoesNotContain(desk.Replicator.UserId.ToString(), read.Text);
        Assert.Null(read.Body["allowedActions"]);
        Assert.Equal(304, (await anonymous.GetAsync(path, ("If-None-Match", read.Headers.ETag!.ToString()))).Status);
        Assert.Equal(
            [("abandonment", true), ("adaptations", true), ("dna", true), ("progress", true), ("withdrawal", false)],
            (await desk.Replicator.GetAsync(path)).Expect(200).Body["allowedActions"]!
                .AsArray()
                .Select(x => (Text(x!, "action"), x!["allowed"]!.GetValue<bool>()))
        );
        (await StepAsync(id, "running")).ExpectRefusal(409, "catalogue.replication-out-of-order");
        foreach (var next in new[] { "planned", "running", "established" })
        {
            (await StepAsync(id, next)).Expect(201);
        }

        (await StepAsync(id, "established")).ExpectRefusal(409, "catalogue.replication-ended");
        (await desk.PostAsync(desk.Replicator, path, "abandonment", new { reason = "No." })).ExpectRefusal(
            409,
            "catalogue.replication-ended"
        );
        Assert.Equal(
            ["interested", "planned", "running", "established"],
            (await anonymous.GetAsync(path)).Expect(200).Body["progress"]!.AsArray().Select(x => Text(x!, "status"))
        );
        (await desk.Replicator.PostAsync($"{path}/progress", new { status = "running" }, 1)).ExpectRefusal(412, "request.version-stale");
    }

    [Fact]
    public async Task Abandonment_TellsEverybodyWhyItFailed()
    {
        var innovation = await desk.Catalogue.PublishAsync();
        var failed = await desk.DeclareAsync(innovation, "running");
        await desk.DeclareAsync(innovation, "planned");
        var reason = new { reason = "No depot was to be had." };
        (await desk.PostAsync(desk.Replicator, $"{Replications}/{failed}", "abandonment", reason)).Expect(201);
        var list = $"{Innovations}/{innovation}/replications";

        var only = Assert.Single(await desk.ItemsAsync($"{list}?status=abandoned"))!;

        Assert.Equal((failed, "No depot was to be had."), (only["id"]!.GetValue<Guid>(), Text(only, "abandonmentReason")));
        Assert.Equal(2, (await desk.ItemsAsync($"{list}?department=88")).Count);
        Assert.Empty(await desk.ItemsAsync($"{list}?department=57"));
        var first = (await desk.Api.Anonymous().GetAsync($"{list}?limit=1")).Expect(200).Body;
        Assert.Equal(failed, (await desk.ItemsAsync($"{list}?limit=1&cursor={Text(first, "nextCursor")}"))[0]!["id"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task Declaration_IsRefusedWithThePlaceOfItsFault()
    {
        var innovation = await desk.Catalogue.PublishAsync();
        var elsewhere = await desk.DeclareAsync(await desk.Catalogue.PublishAsync());
        foreach (
            var (member, value, code, pointer) in new (string, JsonNode, string, string)[]
            {
                ("organisationId", desk.OtherOrganisation, "catalogue.unknown-organisation", "#/organisationId"),
                ("organisationId", Guid.CreateVersion7(), "catalogue.unknown-organisation", "#/organisationId"),
                ("parentId", elsewhere, "catalogue.unknown-parent", "#/parentId"),
                ("parentId", Guid.CreateVersion7(), "catalogue.unknown-parent", "#/parentId"),
                ("status", "abandoned", "catalogue.replication-abandoned-at-start", "#/status"),
                ("place", ReplicationDesk.Place("88160", "Épinal", "48.1"), "catalogue.coordinates-incomplete", "#/place"),
            }
        )
        {
            var body = ReplicationDesk.Declaration(desk.Organisation).With(member, value);
            var refused = (await desk.TryDeclareAsync(desk.Replicator, innovation, body)).ExpectRefusal(422, code);
            Assert.Equal(pointer, Text(refused.Body["errors"]![0]!, "pointer"));
        }

        var any = ReplicationDesk.Declaration(Guid.CreateVersion7());
        (await desk.TryDeclareAsync(desk.Catalogue.Editor, innovation, any)).ExpectRefusal(422, "catalogue.unknown-organisation");
        var anothers = ReplicationDesk.Declaration(desk.OtherOrganisation);
        (await desk.TryDeclareAsync(desk.Catalogue.Editor, innovation, anothers)).Expect(201);
    }

    [Fact]
    public async Task OnlyWhatIsPublished_IsReplicated()
    {
        var draft = await desk.Catalogue.DraftAsync(desk.Catalogue.Holder, organisation: desk.Catalogue.Organisation);
        var own = ReplicationDesk.Declaration(desk.Catalogue.Organisation);

        (await desk.TryDeclareAsync(desk.Catalogue.Holder, draft, own)).ExpectRefusal(409, "catalogue.innovation-not-published");
        (await desk.TryDeclareAsync(desk.Replicator, draft, ReplicationDesk.Declaration(desk.Organisation))).ExpectRefusal(
            404,
            "catalogue.innovation-not-found"
        );
        (await desk.TryDeclareAsync(desk.Api.Anonymous(), draft, own)).ExpectRefusal(401, "access.not-signed-in");
    }

    [Fact]
    public async Task Strangers_ChangeNothing()
    {
        var id = await desk.DeclareAsync(await desk.Catalogue.PublishAsync(dna: CatalogueDesk.Dna()));
        var path = $"{Replications}/{id}";
        (await desk.PostAsync(desk.Stranger, path, "progress", new { status = "planned" })).ExpectRefusal(403, "catalogue.not-a-member");
        (await desk.PostAsync(desk.Stranger, path, "abandonment", new { reason = "No." })).ExpectRefusal(403, "catalogue.not-a-member");
        (await desk.ForkAsync(desk.Stranger, id, CatalogueDesk.Dna())).ExpectRefusal(403, "catalogue.not-a-member");
        (await desk.PostAsync(desk.Replicator, path, "withdrawal", new { reason = "No." })).ExpectRefusal(403, "access.role-missing");
        (await desk.Stranger.PostAsync($"{path}/adaptations", ReplicationDesk.Proposal(("need", null)))).ExpectRefusal(
            403,
            "catalogue.not-a-member"
        );
        var version = (await desk.Catalogue.Scene.Auditor.GetAsync(path)).Expect(200).Version;
        Assert.Equal(1, version);
        foreach (var change in new[] { "parent_id = id", $"innovation_id = '{Guid.CreateVersion7()}'" })
        {
            await Assert.ThrowsAnyAsync<Exception>(() =>
                desk.Api.Database.ExecuteAsync($"update catalogue.replications set {change} where id = '{id}'")
            );
        }

        await Assert.ThrowsAnyAsync<Exception>(() =>
            desk.Api.Database.ExecuteAsync($"delete from catalogue.replication_versions where replication_id = '{id}'")
        );
    }

    [Fact]
    public async Task Withdrawal_HidesIt_AndLeavesItsFollowers()
    {
        var innovation = await desk.Catalogue.PublishAsync(dna: CatalogueDesk.Dna());
        var parent = await desk.DeclareAsync(innovation);
        var child = await desk.DeclareAsync(innovation, parent: parent);
        var path = $"{Replications}/{parent}";
        (await desk.PostAsync(desk.Catalogue.Editor, path, "withdrawal", new { reason = "Advertising." })).Expect(201);

        foreach (var part in new[] { "", "/dna", "/dna/versions", "/dna/changes" })
        {
            (await desk.Api.Anonymous().GetAsync(path + part)).ExpectRefusal(404, "catalogue.replication-not-found");
        }

        (await desk.Stranger.GetAsync(path)).ExpectRefusal(404, "catalogue.replication-not-found");
        Assert.Equal("Advertising.", Text((await desk.Replicator.GetAsync(path)).Expect(200).Body, "withdrawalReason"));
        Assert.Equal([child], (await desk.ItemsAsync($"{Innovations}/{innovation}/replications")).Select(x => x!["id"]!.GetValue<Guid>()));
        var lineage = (await desk.Api.Anonymous().GetAsync($"{Innovations}/{innovation}/lineage")).Expect(200).Body;
        Assert.Equal((innovation, child), (lineage["edges"]!.AsArray().Single()!["from"]!.GetValue<Guid>(), NodeOf(lineage)));
        Assert.Equal(1, lineage["depth"]!.GetValue<int>());
        (await StepAsync(parent, "planned")).ExpectRefusal(409, "catalogue.replication-withdrawn");
        (await desk.ForkAsync(desk.Replicator, parent, CatalogueDesk.Dna())).ExpectRefusal(409, "catalogue.replication-withdrawn");
        (await desk.PostAsync(desk.Catalogue.Editor, path, "withdrawal", new { reason = "Again." })).ExpectRefusal(
            409,
            "catalogue.replication-withdrawn"
        );
        (
            await desk.TryDeclareAsync(desk.Replicator, innovation, ReplicationDesk.Declaration(desk.Organisation, parent: parent))
        ).ExpectRefusal(422, "catalogue.unknown-parent");
    }

    [Fact]
    public async Task WithdrawnInnovation_HidesItsReplications()
    {
        var innovation = await desk.Catalogue.PublishAsync();
        var id = await desk.DeclareAsync(innovation);
        (await desk.Catalogue.PostAsync(desk.Catalogue.Editor, innovation, "withdrawal", new { reason = "Over." })).Expect(201);

        (await desk.Api.Anonymous().GetAsync($"{Replications}/{id}")).ExpectRefusal(404, "catalogue.replication-not-found");
        (await desk.Replicator.GetAsync($"{Replications}/{id}")).Expect(200);
    }

    [Fact]
    public async Task Fork_BeginsAsACopy_AndKeepsItsVersions()
    {
        var innovation = await desk.Catalogue.PublishAsync(dna: CatalogueDesk.Dna());
        var id = await desk.DeclareAsync(innovation);
        var path = $"{Replications}/{id}/dna";
        var copy = (await desk.Api.Anonymous().GetAsync(path)).Expect(200).Body;
        Assert.Equal((1, "find-depot"), (copy["dnaVersion"]!.GetValue<int>(), Text(copy["dna"]!["steps"]![0]!, "key")));
        (await desk.ForkAsync(desk.Replicator, id, ReplicationDesk.Fork())).Expect(200);

        Assert.Equal(
            60,
            (await desk.Api.Anonymous().GetAsync(path)).Expect(200).Body["dna"]!["steps"]![1]!["durationDays"]!.GetValue<int>()
        );
        Assert.Equal(
            [(2, 3), (1, 0)],
            (await desk.ItemsAsync($"{path}/versions")).Select(x => (Number(x!, "number"), Number(x!, "changeCount")))
        );
        Assert.Equal(
            [("equip", "changed"), ("commune", "only-here"), ("bank", "only-there")],
            (await desk.ItemsAsync($"{path}/changes?limit=100"))
                .Where(x => Text(x!, "kind") != "same")
                .Select(x => (Text(x!, "elementKey"), Text(x!, "kind")))
        );
        Assert.All(await desk.ItemsAsync($"{path}/changes?version=1&limit=100"), x => Assert.Equal("same", Text(x!, "kind")));
        (await desk.Api.Anonymous().GetAsync($"{path}?version=3")).ExpectRefusal(404, "catalogue.dna-version-not-found");
        (await desk.Api.Anonymous().GetAsync($"{path}/changes?version=3")).ExpectRefusal(404, "catalogue.dna-version-not-found");
        var child = await desk.DeclareAsync(innovation, parent: id);
        var inherited = (await desk.Api.Anonymous().GetAsync($"{Replications}/{child}/dna")).Expect(200).Body["dna"]!;
        Assert.Equal("bank", Text(inherited["partners"]![0]!, "key"));
        Assert.Equal(3, (await desk.Api.Anonymous().GetAsync($"{Replications}/{child}")).Expect(200).Body["changeCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task Fork_IsHeldToTheSameRulesAsItsOrigin()
    {
        var id = await desk.DeclareAsync(await desk.Catalogue.PublishAsync(dna: CatalogueDesk.Dna()));
        foreach (
            var (part, value, code) in new[]
            {
                ("core", """[{"key": "a", "title": "A"}, {"key": "a", "title": "B"}]""", "catalogue.dna-key-repeated"),
                ("resources", """[{"key": "a", "kind": "operating", "title": "A"}]""", "catalogue.dna-amount-misplaced"),
                (
                    "documents",
                    """[{"key": "a", "title": "A", "url": "https://a.example/a", "licence": "No"}]""",
                    "catalogue.unknown-licence"
                ),
            }
        )
        {
            (await desk.ForkAsync(desk.Replicator, id, CatalogueDesk.Dna().With(part, JsonNode.Parse(value)))).ExpectRefusal(422, code);
        }

        var bare = await desk.DeclareAsync(await desk.Catalogue.PublishAsync());
        (await desk.Api.Anonymous().GetAsync($"{Replications}/{bare}/dna")).ExpectRefusal(404, "catalogue.dna-not-found");
        (await desk.ForkAsync(desk.Replicator, bare, CatalogueDesk.Dna())).Expect(200);
        (await desk.Api.Anonymous().GetAsync($"{Replications}/{bare}/dna")).Expect(200);
        (await desk.Api.Anonymous().GetAsync($"{Replications}/{bare}/dna/changes")).ExpectRefusal(404, "catalogue.dna-not-found");
    }

    private Task<ApiReply> StepAsync(Guid id, string status) =>
        desk.PostAsync(desk.Replicator, $"{Replications}/{id}", "progress", new { status });

    private static Guid NodeOf(JsonNode lineage) => lineage["nodes"]!.AsArray().Single()!["id"]!.GetValue<Guid>();

    private static int Number(JsonNode node, string member) => node[member]!.GetValue<int>();

    private static string Text(JsonNode node, string member) => ReplicationDesk.Text(node, member);
}
