using System.Text.RegularExpressions;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>A caller goes from the index to everything that it may reach by what the answers say.</summary>
[Collection(nameof(ReachableScene))]
public sealed partial class LinkTests(ReachableScene scene)
{
    /// <summary>Parents that the address does not tell.</summary>
    public static TheoryData<string, string, string> Parents =>
        new()
        {
            { "/api/v1/applications/{id}", "/api/v1/calls/", "callId" },
            { "/api/v1/score-sheets/{id}", "/api/v1/applications/", "applicationId" },
            { "/api/v1/rankings/{id}", "/api/v1/calls/", "callId" },
            { "/api/v1/allocation-scenarios/{id}", "/api/v1/calls/", "callId" },
            { "/api/v1/grants/{id}", "/api/v1/applications/", "applicationId" },
            { "/api/v1/envelopes/{id}", "/api/v1/calls/", "callId" },
            { "/api/v1/meetings/{id}", "/api/v1/working-groups/", "groupId" },
        };

    [Theory]
    [MemberData(nameof(Parents))]
    public async Task Resource_LeadsUp_ToWhatItBelongsTo(string template, string parent, string member)
    {
        var read = (await scene.Auditor.GetAsync(scene.Fill(template))).Expect(200);

        Assert.Equal(parent + read.Body[member]!.GetValue<string>(), Links(read)["up"]);
    }

    [Theory]
    [InlineData("/api/v1/calls", "/api/v1")]
    [InlineData("/api/v1/calls/{id}", "/api/v1/calls")]
    [InlineData("/api/v1/calls/{id}/awards", "/api/v1/calls/{id}")]
    [InlineData("/api/v1/calls/{id}/rankings", "/api/v1/calls/{id}")]
    [InlineData("/api/v1/rankings/{id}/entries", "/api/v1/rankings/{id}")]
    [InlineData("/api/v1/applications/{id}/documents", "/api/v1/applications/{id}")]
    [InlineData("/api/v1/applications/{id}/versions/{number}", "/api/v1/applications/{id}/versions")]
    [InlineData("/api/v1/grants", "/api/v1")]
    public async Task Resource_LeadsUp_ToWhatStandsAboveItInTheAddress(string template, string parent)
    {
        var path = scene.Fill(template);
        var id = template.Contains("{id}", StringComparison.Ordinal) ? path.Split('/')[4] : "";

        var links = Links((await scene.Auditor.GetAsync(path)).Expect(200));

        Assert.Equal(parent.Replace("{id}", id, StringComparison.Ordinal), links["up"]);
    }

    [Fact]
    public async Task EveryResource_LeadsUpToTheIndex_InStepsThatItsReaderMayRead()
    {
        foreach (var template in ReachableScene.Readable.Where(x => x.StartsWith("/api/v1/", StringComparison.Ordinal)))
        {
            var path = scene.Fill(template);
            var reader = await scene.ReaderOfAsync(path);
            var steps = 0;
            while (path != "/api/v1")
            {
                path = Links((await reader.GetAsync(path)).Expect(200))["up"];
                Assert.InRange(++steps, 1, 6);
            }

            (await reader.GetAsync(path)).Expect(200);
        }
    }

    [Fact]
    public async Task List_IsWalkedByItsLinks_WithItsFiltersKept()
    {
        var path = $"/api/v1/audit-trail?limit=2&entityId={scene.Scene.CallId}";
        var (pages, ids) = (new List<ApiReply>(), new List<string>());
        for (string? next = path; next is not null; )
        {
            var page = (await scene.Auditor.GetAsync(next)).Expect(200);
            pages.Add(page);
            ids.AddRange(page.Body["items"]!.AsArray().Select(x => x!["id"]!.GetValue<string>()));
            Assert.Equal(page.Body["nextCursor"] is not null, Links(page).ContainsKey("next"));
            Assert.Equal(path, Links(page)["first"]);
            Assert.DoesNotContain("prev", Links(page).Keys);
            Assert.DoesNotContain("last", Links(page).Keys);
            next = Links(page).GetValueOrDefault("next");
        }

        Assert.InRange(pages.Count, 2, 100);
        Assert.Equal(
            (await scene.Scene.AllAsync(path[..path.IndexOf('?')] + $"?entityId={scene.Scene.CallId}")).Count,
            ids.Distinct().Count()
        );
    }

    [Fact]
    public async Task Index_LeadsToTheDescriptionOfTheApi()
    {
        var index = (await scene.Api.Anonymous().GetAsync("/api/v1")).Expect(200);
        var links = Links(index);

        var description = (await scene.Api.Anonymous().GetAsync(links["service-desc"])).Expect(200);
        Assert.StartsWith("3.", description.Body["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.InRange((await scene.Api.Anonymous().GetAsync(links["service-doc"])).Status, 200, 302);
        Assert.DoesNotContain("up", links.Keys);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("applicant")]
    [InlineData("programme-manager")]
    [InlineData("administrator")]
    [InlineData("auditor")]
    public async Task Index_NamesWhatTheCallerReaches_AndNothingElse(string? role)
    {
        var caller = role is null ? scene.Api.Anonymous() : await scene.Api.RegisterAsync($"indexed-{role}", role);
        var index = (await caller.GetAsync("/api/v1")).Expect(200).Body["entryPoints"]!.AsArray();
        var listed = index.SelectMany(x => x!["methods"]!.AsArray().Select(y => $"{y} {x["href"]}")).ToList();

        var reached = new List<string>();
        foreach (
            var path in ReachableScene
                .Paths.Select(x => x.Key)
                .Where(x => x.StartsWith("/api/v1/", StringComparison.Ordinal) && !x.Contains('{'))
        )
        {
            foreach (var method in ReachableScene.Methods(path))
            {
                // Nothing but the caller can be wrong with 401 and 403: they come before the missing body and key.
                if ((await Exchange.SendAsync(caller, method, path)).Status is not (401 or 403))
                {
                    reached.Add($"{method} {path}");
                }
            }
        }

        Assert.NotEmpty(reached);
        Assert.Equal(reached.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.All(index, x => Assert.NotEmpty(x!["purpose"]!.GetValue<string>()));
        Assert.All(index, x => Assert.Equal($"/api/v1/{x!["name"]}", x["href"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("calls")]
    [InlineData("applications")]
    [InlineData("score-sheets")]
    [InlineData("rankings")]
    [InlineData("allocation-scenarios")]
    [InlineData("grants")]
    [InlineData("meetings")]
    public async Task AllowedActions_NameTheRouteOfEach(string kind)
    {
        var path = scene.Fill($"/api/v1/{kind}/{{id}}");
        var actions = (await scene.Auditor.GetAsync(path)).Expect(200).Body["allowedActions"]!.AsArray();

        Assert.NotEmpty(actions);
        foreach (var action in actions)
        {
            var (method, href) = (action!["method"]!.GetValue<string>(), action["href"]!.GetValue<string>());
            Assert.Equal($"{path}/{action["action"]}", href);
            Assert.Contains(method, (await Exchange.SendAsync(scene.Auditor, "OPTIONS", href)).List("Allow"));
            Assert.Contains(method, ReachableScene.Methods($"/api/v1/{kind}/{{id}}/{action["action"]}"));
            // An auditor may take none of them, which is told only where the route is.
            (await scene.Auditor.SendAsync(new HttpMethod(method), href, null, "*", "key")).ExpectRefusal(403, "access.role-missing");
        }
    }

    private static Dictionary<string, string> Links(ApiReply reply) =>
        reply
            .Headers.GetValues("Link")
            .SelectMany(x => Link().Matches(x))
            .ToDictionary(x => x.Groups["relation"].Value, x => x.Groups["target"].Value);

    [GeneratedRegex("<(?<target>[^>]*)>; rel=\"(?<relation>[^\"]*)\"")]
    private static partial Regex Link();
}
