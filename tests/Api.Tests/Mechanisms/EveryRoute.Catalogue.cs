using SocialInnovation.Api.Tests.Blog;
using SocialInnovation.Api.Tests.Catalogue;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>Innovations, from a grant and otherwise, through their whole life.</summary>
public sealed partial class EveryRoute
{
    private async Task ShareAsync()
    {
        var desk = new CatalogueDesk();
        await using (desk)
        {
            await desk.InitializeAsync();
            var born = (await desk.Holder.PostAsync($"/api/v1/grants/{desk.Grant}/innovation")).Expect(201).Id;
            (await desk.PutAsync(desk.Holder, born, CatalogueDesk.Content())).Expect(200);
            (await desk.PutAsync(desk.Holder, born, CatalogueDesk.Dna(), "/dna")).Expect(200);
            var picture = await desk.AddPictureAsync(desk.Holder, born, SampleFiles.Png());
            (await desk.ArrangeAsync(desk.Holder, born, BlogDesk.Shown(picture))).Expect(200);
            var document = await CatalogueDesk.UploadAsync(desk.Holder, born, "bail.pdf");
            // Read as bytes: it is no text.
            await desk.Holder.Http.GetByteArrayAsync(document);
            (await desk.Holder.GetAsync($"{CatalogueDesk.Innovations}/{born}/documents")).Expect(200);
            (await desk.Holder.SendAsync(HttpMethod.Delete, document, null, "*", null)).Expect(200);
            (await desk.PostAsync(desk.Holder, born, "submission")).Expect(201);
            (await desk.PostAsync(desk.Editor, born, "return", new { reason = "Too short." })).Expect(201);
            (await desk.PostAsync(desk.Holder, born, "withdrawal", new { reason = "Over." })).Expect(201);
            await desk.DraftAsync(desk.Holder, organisation: desk.Organisation);
            var published = await desk.PublishAsync(dna: CatalogueDesk.Dna());
            var other = await desk.PublishAsync(dna: CatalogueDesk.Dna());
            var path = $"{CatalogueDesk.Innovations}/{published}";
            (await desk.Holder.GetAsync(path)).Expect(200);
            (await desk.Holder.GetAsync($"{path}/versions")).Expect(200);
            (await desk.Holder.GetAsync($"{path}/versions/1")).Expect(200);
            foreach (var part in new[] { "dna", "dna/export", "dna/booklet", $"dna/comparison?with={other}&limit=100" })
            {
                (await desk.Holder.GetAsync($"{path}/{part}")).Expect(200);
            }

            (await desk.Holder.GetAsync($"{CatalogueDesk.Innovations}?limit=100")).Expect(200);
            (await desk.Holder.GetAsync($"{CatalogueDesk.Innovations}?status=draft")).Expect(200);
            (await desk.Holder.GetAsync($"{CatalogueDesk.Innovations}/search?q=workshop&limit=100")).Expect(200);
            (await desk.Holder.GetAsync($"{CatalogueDesk.Innovations}/map?q=workshop")).Expect(200);
            (await desk.Holder.GetAsync($"{path}/similar")).Expect(200);
            (await desk.PostAsync(desk.Editor, published, "revision")).Expect(201);
            Note(desk.Api);
        }
    }
}
