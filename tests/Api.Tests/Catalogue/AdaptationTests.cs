using System.Text.Json.Nodes;

namespace SocialInnovation.Api.Tests.Catalogue;

public sealed class AdaptationTests(ReplicationDesk desk) : IClassFixture<ReplicationDesk>
{
    private const string Innovations = CatalogueDesk.Innovations;
    private const string Adaptations = ReplicationDesk.Adaptations;

    [Fact]
    public async Task Accepted_ItGoesIntoTheOriginsNextVersion_WhichCreditsIt()
    {
        var (innovation, replication) = await ForkedAsync();
        var id = await desk.ProposeAsync(replication, ("steps", "equip"), ("partners", "bank"));
        var path = $"{Adaptations}/{id}";
        var proposed = (await desk.Api.Anonymous().GetAsync(path)).Expect(200).Body;
        Assert.Equal(["changed", "added"], proposed["elements"]!.AsArray().Select(x => Text(x!, "kind")));
        Assert.StartsWith("Association ", Text(proposed, "organisationName"), StringComparison.Ordinal);
        (await desk.PostAsync(desk.Replicator, path, "acceptance")).ExpectRefusal(403, "catalogue.not-a-member");
        (await desk.PostAsync(desk.Replicator, path, "refusal", new { reason = "No." })).ExpectRefusal(403, "catalogue.not-a-member");

        (await desk.PostAsync(desk.Catalogue.Editor, path, "acceptance")).Expect(201);

        var draft = (await desk.Catalogue.Editor.GetAsync($"{Innovations}/{innovation}/dna")).Expect(200).Body["dna"]!;
        Assert.Equal(60, draft["steps"]![1]!["durationDays"]!.GetValue<int>());
        Assert.Equal(["bank", "commune"], draft["partners"]!.AsArray().Select(x => Text(x!, "key")));
        var published = (await desk.Api.Anonymous().GetAsync($"{Innovations}/{innovation}/dna")).Expect(200).Body["dna"]!;
        Assert.Equal(30, published["steps"]![1]!["durationDays"]!.GetValue<int>());
        (await desk.PostAsync(desk.Catalogue.Editor, path, "acceptance")).ExpectRefusal(409, "catalogue.adaptation-decided");
        (await desk.PostAsync(desk.Catalogue.Editor, path, "refusal", new { reason = "No." })).ExpectRefusal(
            409,
            "catalogue.adaptation-decided"
        );
        (await desk.Catalogue.PostAsync(desk.Catalogue.Editor, innovation, "submission")).Expect(201);
        (await desk.Catalogue.PostAsync(desk.Catalogue.Publisher, innovation, "publication")).Expect(201);
        var version = (await desk.Api.Anonymous().GetAsync($"{Innovations}/{innovation}/versions/2")).Expect(200).Body;
        Assert.Equal(replication, version["credits"]!.AsArray().Single()!["replicationId"]!.GetValue<Guid>());
        Assert.Empty(
            (await desk.Api.Anonymous().GetAsync($"{Innovations}/{innovation}/versions/1")).Expect(200).Body["credits"]!.AsArray()
        );
        var listed = Assert.Single(await desk.ItemsAsync($"{Innovations}/{innovation}/adaptations?status=accepted"))!;
        Assert.Equal((id, 2), (listed["id"]!.GetValue<Guid>(), listed["intoVersion"]!.GetValue<int>()));
    }

    [Fact]
    public async Task HolderDecides_WhatConcernsItsInnovation()
    {
        var innovation = await desk.Catalogue.DraftAsync(desk.Catalogue.Holder, organisation: desk.Catalogue.Organisation);
        (await desk.Catalogue.PutAsync(desk.Catalogue.Holder, innovation, CatalogueDesk.Dna(), "/dna")).Expect(200);
        (await desk.Catalogue.PostAsync(desk.Catalogue.Holder, innovation, "submission")).Expect(201);
        (await desk.Catalogue.PostAsync(desk.Catalogue.Publisher, innovation, "publication")).Expect(201);
        var replication = await desk.DeclareAsync(innovation);
        (await desk.ForkAsync(desk.Replicator, replication, ReplicationDesk.Fork())).Expect(200);
        var id = await desk.ProposeAsync(replication, ("partners", "commune"));

        (await desk.PostAsync(desk.Catalogue.Holder, $"{Adaptations}/{id}", "refusal", new { reason = "It needs the commune." })).Expect(
            201
        );

        var listed = Assert.Single(await desk.ItemsAsync($"{Innovations}/{innovation}/adaptations?status=refused"))!;
        Assert.Equal("It needs the commune.", Text(listed, "refusalReason"));
        Assert.Equal("published", Text(await desk.Catalogue.ReadAsync(innovation), "status"));
    }

    [Fact]
    public async Task WhereTheOriginHasChangedSince_ItIsRefused()
    {
        var (innovation, replication) = await ForkedAsync();
        var id = await desk.ProposeAsync(replication, ("steps", "equip"));
        var other = CatalogueDesk.Dna();
        other["steps"]![1]!["durationDays"] = 45;
        (await desk.Catalogue.PostAsync(desk.Catalogue.Editor, innovation, "revision")).Expect(201);
        (await desk.Catalogue.PutAsync(desk.Catalogue.Editor, innovation, other, "/dna")).Expect(200);

        var refused = await desk.PostAsync(desk.Catalogue.Editor, $"{Adaptations}/{id}", "acceptance");

        Assert.Contains("steps/equip", Text(refused.ExpectRefusal(409, "catalogue.adaptation-collides").Body, "detail"));
        (await desk.Catalogue.PostAsync(desk.Catalogue.Editor, innovation, "submission")).Expect(201);
        (await desk.PostAsync(desk.Catalogue.Editor, $"{Adaptations}/{id}", "acceptance")).ExpectRefusal(
            409,
            "catalogue.innovation-not-draft"
        );
    }

    [Fact]
    public async Task FullPart_TakesNoMore()
    {
        var full = CatalogueDesk
            .Dna()
            .With(
                "partners",
                new JsonArray([.. Enumerable.Range(0, 50).Select(x => new JsonObject { ["key"] = $"p{x}", ["title"] = "P" })])
            );
        var innovation = await desk.Catalogue.PublishAsync(dna: full);
        var replication = await desk.DeclareAsync(innovation);
        (await desk.ForkAsync(desk.Replicator, replication, ReplicationDesk.Fork())).Expect(200);
        var id = await desk.ProposeAsync(replication, ("partners", "bank"));

        (await desk.PostAsync(desk.Catalogue.Editor, $"{Adaptations}/{id}", "acceptance")).ExpectRefusal(409, "catalogue.dna-part-full");
    }

    [Fact]
    public async Task OnlyWhatTheForkChanged_IsProposed()
    {
        var (_, replication) = await ForkedAsync();
        foreach (
            var (body, code, pointer) in new[]
            {
                (ReplicationDesk.Proposal(("steps", "equip"), ("steps", "find-depot")), "catalogue.element-unchanged", "#/elements/1"),
                (ReplicationDesk.Proposal(("documents", "none")), "catalogue.element-unchanged", "#/elements/0"),
                (ReplicationDesk.Proposal(("steps", "equip"), ("steps", "equip")), "catalogue.element-repeated", "#/elements/1"),
            }
        )
        {
            var refused = await desk.Replicator.PostAsync($"{ReplicationDesk.Replications}/{replication}/adaptations", body);
            Assert.Equal(pointer, Text(refused.ExpectRefusal(422, code).Body["errors"]![0]!, "pointer"));
        }
    }

    [Fact]
    public async Task WithdrawnReplication_HidesWhatItProposed()
    {
        var (innovation, replication) = await ForkedAsync();
        var path = $"{ReplicationDesk.Replications}/{replication}";
        var id = await desk.ProposeAsync(replication, ("steps", "equip"));
        (await desk.PostAsync(desk.Catalogue.Editor, path, "withdrawal", new { reason = "Advertising." })).Expect(201);

        (await desk.Api.Anonymous().GetAsync($"{Adaptations}/{id}")).ExpectRefusal(404, "catalogue.adaptation-not-found");
        Assert.Empty(await desk.ItemsAsync($"{Innovations}/{innovation}/adaptations"));
        Assert.Empty(await desk.ItemsAsync($"{Innovations}/{innovation}/adaptation-patterns"));
        (await desk.Replicator.PostAsync($"{path}/adaptations", ReplicationDesk.Proposal(("steps", "equip")))).ExpectRefusal(
            409,
            "catalogue.replication-withdrawn"
        );
    }

    [Fact]
    public async Task Patterns_TellWhichAdaptationsRecur()
    {
        var (innovation, first) = await ForkedAsync();
        var second = await desk.DeclareAsync(innovation);
        var longer = CatalogueDesk.Dna();
        longer["steps"]![1]!["durationDays"] = 50;
        (await desk.ForkAsync(desk.Replicator, second, longer)).Expect(200);
        await desk.DeclareAsync(innovation);
        var path = $"{Innovations}/{innovation}/adaptation-patterns";

        var patterns = await desk.ItemsAsync(path);

        Assert.Equal(
            [("equip", "changed", 2), ("bank", "added", 1), ("commune", "removed", 1)],
            patterns.Select(x => (Text(x!, "elementKey"), Text(x!, "kind"), x!["replications"]!.GetValue<int>()))
        );
        Assert.Equal([first, second], patterns[0]!["replicationIds"]!.AsArray().Select(x => x!.GetValue<Guid>()));
        var page = (await desk.Api.Anonymous().GetAsync($"{path}?limit=1")).Expect(200).Body;
        Assert.Equal("bank", Text((await desk.ItemsAsync($"{path}?limit=1&cursor={Text(page, "nextCursor")}"))[0]!, "elementKey"));
    }

    private async Task<(Guid Innovation, Guid Replication)> ForkedAsync()
    {
        var innovation = await desk.Catalogue.PublishAsync(dna: CatalogueDesk.Dna());
        var replication = await desk.DeclareAsync(innovation);
        (await desk.ForkAsync(desk.Replicator, replication, ReplicationDesk.Fork())).Expect(200);
        return (innovation, replication);
    }

    private static string Text(JsonNode node, string member) => ReplicationDesk.Text(node, member);
}
