using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.MainJob;

/// <summary>What those outside of the region see of the outcome at one instant.</summary>
/// <param name="Applicants">Each application as its own applicant reads it, by the files' reference.</param>
/// <param name="Public">The awards that anybody reads.</param>
/// <param name="PublicText">The same as text, as it came.</param>
internal sealed record Sight(Dictionary<string, JsonNode> Applicants, List<JsonObject> Public, string PublicText)
{
    public static async Task<Sight> TakeAsync(MainJobWalk walk)
    {
        var seen = new Dictionary<string, JsonNode>();
        foreach (var (reference, id) in walk.Call.Applications)
        {
            var applicant = walk.Person(walk.Call.Applicants[reference]);
            seen[reference] = (await applicant.GetAsync($"/api/v1/applications/{id}")).Expect(200).Body;
        }

        var path = $"{walk.Call.Path}/awards";
        var anybody = walk.Api.Anonymous();
        return new Sight(seen, await anybody.AllAsync(path), (await anybody.GetAsync($"{path}?limit=100")).Expect(200).Text);
    }
}
