using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>HEAD is GET without a body, and OPTIONS names the methods of an address whatever stands behind it.</summary>
[Collection(nameof(ReachableScene))]
public sealed class HeadAndOptionsTests(ReachableScene scene)
{
    [Fact]
    public async Task Head_OfEveryReadableRoute_AnswersLikeGet_WithoutABody()
    {
        var answered = 0;
        foreach (var template in ReachableScene.Readable)
        {
            var path = scene.Fill(template);
            var reader = await scene.ReaderOfAsync(path);
            foreach (var caller in new[] { reader, scene.Api.Anonymous() })
            {
                foreach (var encoding in new[] { "identity", "br" })
                {
                    var get = await Exchange.SendAsync(caller, "GET", path, ("Accept-Encoding", encoding));
                    var head = await Exchange.SendAsync(caller, "HEAD", path, ("Accept-Encoding", encoding));

                    Assert.Equal((path, get.Status), (path, head.Status));
                    Assert.Equal(get.Headers, head.Headers);
                    Assert.True(head.Content.Length == 0, System.Text.Encoding.UTF8.GetString(head.Content));
                    Assert.NotEmpty(get.Content);
                    answered += get.Status == 200 ? 1 : 0;
                }
            }
        }

        Assert.InRange(answered, 2 * ReachableScene.Readable.Count(), int.MaxValue);
    }

    [Fact]
    public async Task Head_OverARealConnection_TellsTheLengthOfTheBodyThatItLeavesOut()
    {
        using var service = await KestrelService.StartAsync(scene.Api);
        using var http = service.CreateClient();
        var path = scene.Fill("/api/v1/calls/{id}");

        var get = await Exchange.SendAsync(http, "GET", path);
        var head = await Exchange.SendAsync(http, "HEAD", path);
        var refused = await Exchange.SendAsync(http, "HEAD", "/api/v1/grants");
        var after = await Exchange.SendAsync(http, "GET", path);

        Assert.Equal(get.Headers, head.Headers);
        Assert.Equal(get.Content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), head["Content-Length"]);
        Assert.Empty(head.Content);
        Assert.Equal(401, refused.Status);
        Assert.Empty(refused.Content);
        Assert.Equal(get.Content, after.Content);
    }

    [Fact]
    public async Task Options_OfEveryRoute_AllowsWhatTheDocumentHas_WhetherOrNotTheResourceExists()
    {
        var anonymous = scene.Api.Anonymous();
        foreach (var (template, _) in ReachableScene.Paths)
        {
            var allowed = Allowed(template);
            foreach (var path in new[] { scene.Fill(template).Split('?')[0], ReachableScene.FillWithNothing(template) }.Distinct())
            {
                if (path.Contains('{', StringComparison.Ordinal))
                {
                    continue;
                }

                foreach (var caller in new[] { anonymous, scene.Auditor })
                {
                    var options = await Exchange.SendAsync(caller, "OPTIONS", path);
                    var patch = await Exchange.SendAsync(caller, "PATCH", path);

                    Assert.Equal((path, 204), (path, options.Status));
                    Assert.Empty(options.Content);
                    Assert.Equal(allowed, options.List("Allow"));
                    Assert.Equal((path, 405), (path, patch.Status));
                    Assert.Equal(allowed, patch.List("Allow"));
                }
            }
        }
    }

    [Theory]
    [InlineData("OPTIONS", "/api/v1/nothing", 404)]
    [InlineData("HEAD", "/api/v1/nothing", 404)]
    [InlineData("HEAD", "/api/v1/awards", 405)]
    [InlineData("OPTIONS", "/errors/calls.not-found", 204)]
    [InlineData("OPTIONS", "/health/live", 204)]
    [InlineData("HEAD", "/health/live", 200)]
    [InlineData("HEAD", "/swagger/v1/swagger.json", 200)]
    public async Task Method_OfAnyOtherAddress_IsAnsweredToo(string method, string path, int status)
    {
        var answer = await Exchange.SendAsync(scene.Api.Anonymous(), method, path);

        Assert.Equal(status, answer.Status);
        Assert.Equal(method == "HEAD" || status == 204, answer.Content.Length == 0);
    }

    [Fact]
    public async Task HeadAndOptions_OfAHiddenResource_TellWhatGetTells()
    {
        var draft = await scene.Scene.Manager.PostAsync("/api/v1/calls", CallBodies.Draft("HIDDEN-1"));
        var (hidden, nowhere) = ($"/api/v1/calls/{draft.Expect(201).Id}", ReachableScene.FillWithNothing("/api/v1/calls/{id}"));
        var anonymous = scene.Api.Anonymous();

        foreach (var method in new[] { "GET", "HEAD", "OPTIONS" })
        {
            var (existing, missing) = (
                await Exchange.SendAsync(anonymous, method, hidden),
                await Exchange.SendAsync(anonymous, method, nowhere)
            );
            Assert.Equal(method == "OPTIONS" ? 204 : 404, existing.Status);
            Assert.Equal(missing.Status, existing.Status);
            Assert.Equal(missing.Headers, existing.Headers);
        }
    }

    private static IEnumerable<string> Allowed(string template)
    {
        var methods = ReachableScene.Methods(template).ToList();
        string[] more = methods.Contains("GET") ? ["HEAD", "OPTIONS"] : ["OPTIONS"];
        return methods.Concat(more).Order(StringComparer.Ordinal);
    }
}
