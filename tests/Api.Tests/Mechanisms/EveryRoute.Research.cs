using SocialInnovation.Api.Tests.Catalogue;
using SocialInnovation.Api.Tests.Research;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>The research network: partners, subjects and what fits them, consents, agreements, publications.</summary>
public sealed partial class EveryRoute
{
    private async Task ResearchAsync()
    {
        var desk = new ResearchDesk();
        await using (desk)
        {
            await desk.InitializeAsync();
            var innovation = await desk.Catalogue.PublishAsync();
            var university = await desk.RegisterPartnerAsync("university");
            var partner = await desk.RegisterPartnerAsync("laboratory", ResearchDesk.Profile(parent: university));
            (await desk.PutAsync($"{ResearchDesk.Partners}/{partner}", ResearchDesk.Profile(parent: university))).Expect(200);
            var subject = ResearchDesk.Subject(partner).With("innovationId", innovation);
            var id = await desk.PublishSubjectAsync(subject);
            await desk.PublishSubjectAsync(subject.DeepClone().AsObject());
            (await desk.PutAsync($"{ResearchDesk.Subjects}/{id}", subject)).Expect(200);
            await desk.WithdrawAsync(await desk.ConsentAsync("2014-01-15"));
            var consent = await desk.ConsentAsync("2014-12-31", "project", "organisation");
            var agreement = ResearchDesk.Agreement(partner, "EVERY-1").With("grantId", desk.Catalogue.Grant);
            agreement["organisationId"] = desk.Catalogue.Organisation;
            var agreed = (await desk.Editor.PostAsync(ResearchDesk.Agreements, agreement)).Expect(201).Id;
            (await desk.PutAsync($"{ResearchDesk.Agreements}/{agreed}", agreement)).Expect(200);
            var other = ResearchDesk.Agreement(partner, "EVERY-2").With("subjectId", id);
            (await desk.Editor.PostAsync(ResearchDesk.Agreements, other)).Expect(201);
            var publication = ResearchDesk.Publication(doi: "10.1234/every").With("innovationId", innovation).With("subjectId", id);
            var published = (await desk.Editor.PostAsync(ResearchDesk.Publications, publication)).Expect(201).Id;
            (await desk.Editor.PostAsync(ResearchDesk.Publications, ResearchDesk.Publication())).Expect(201);
            (await desk.PutAsync($"{ResearchDesk.Publications}/{published}", publication)).Expect(200);
            foreach (
                var path in new[]
                {
                    $"{ResearchDesk.Partners}?kind=laboratory&theme=culture",
                    $"{ResearchDesk.Partners}/{partner}",
                    $"{ResearchDesk.Subjects}?theme=culture&limit=100",
                    $"{ResearchDesk.Subjects}/{id}",
                    $"{ResearchDesk.Subjects}/{id}/matches",
                    desk.GrantConsents,
                    $"{ResearchDesk.Consents}/{consent}",
                    $"{ResearchDesk.Agreements}?limit=100",
                    $"{ResearchDesk.Agreements}/{agreed}",
                    $"{ResearchDesk.Publications}?limit=100",
                    $"{ResearchDesk.Publications}/{published}",
                    $"{ResearchDesk.Publications}/{published}/csl",
                    $"{ResearchDesk.Publications}/{published}/bibtex",
                    $"{ResearchDesk.Publications}/csl",
                    $"{ResearchDesk.Publications}/bibtex",
                }
            )
            {
                (await desk.Editor.GetAsync(path)).Expect(200);
            }

            (await desk.PostAsync(desk.Editor, $"{ResearchDesk.Subjects}/{id}", "closing")).Expect(201);
            (await desk.Holder.GetAsync($"{ResearchDesk.Consents}/{consent}")).Expect(200);
            Note(desk.Api);
        }
    }
}
