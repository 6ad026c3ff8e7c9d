using SocialInnovation.Api.Tests.Catalogue;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>Replications through their whole life, and what is read over all of them.</summary>
public sealed partial class EveryRoute
{
    private async Task ReplicateAsync()
    {
        var desk = new ReplicationDesk();
        await using (desk)
        {
            await desk.InitializeAsync();
            var innovation = await desk.Catalogue.PublishAsync(dna: CatalogueDesk.Dna());
            var parent = await desk.DeclareAsync(innovation, "established");
            var id = await desk.DeclareAsync(innovation, "running", parent);
            var path = $"{ReplicationDesk.Replications}/{id}";
            (await desk.ForkAsync(desk.Replicator, id, ReplicationDesk.Fork())).Expect(200);
            var accepted = await desk.ProposeAsync(id, ("steps", "equip"));
            var refused = await desk.ProposeAsync(id, ("partners", "bank"));
            (await desk.PostAsync(desk.Catalogue.Editor, $"{ReplicationDesk.Adaptations}/{accepted}", "acceptance")).Expect(201);
            (
                await desk.PostAsync(desk.Catalogue.Editor, $"{ReplicationDesk.Adaptations}/{refused}", "refusal", new { reason = "No." })
            ).Expect(201);
            (await desk.Replicator.GetAsync($"{ReplicationDesk.Adaptations}/{accepted}")).Expect(200);
            foreach (var part in new[] { "", "/dna", "/dna/versions", "/dna/changes?limit=100" })
            {
                (await desk.Replicator.GetAsync(path + part)).Expect(200);
            }

            foreach (
                var part in new[]
                {
                    "replications",
                    "adaptations",
                    "adaptation-patterns",
                    "lineage",
                    "lineage/graph",
                    "lineage/drawing",
                    "readiness-questions",
                    "versions/1",
                }
            )
            {
                (await desk.Replicator.GetAsync($"{CatalogueDesk.Innovations}/{innovation}/{part}")).Expect(200);
            }

            var check = new { answers = Array.Empty<object>() };
            (await desk.Replicator.PostAsync($"{CatalogueDesk.Innovations}/{innovation}/readiness-checks", check, key: null)).Expect(200);
            (await desk.PostAsync(desk.Replicator, path, "progress", new { status = "established" })).Expect(201);
            var failed = $"{ReplicationDesk.Replications}/{await desk.DeclareAsync(innovation)}";
            (await desk.PostAsync(desk.Replicator, failed, "abandonment", new { reason = "No." })).Expect(201);
            (await desk.PostAsync(desk.Catalogue.Editor, failed, "withdrawal", new { reason = "No." })).Expect(201);
            Note(desk.Api);
        }
    }
}
