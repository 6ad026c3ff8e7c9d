using System.Text;
using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.Calls;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>What holds texts comes in the language that the caller prefers, and says so.</summary>
public sealed class LanguageTests(CallDesk desk) : IClassFixture<CallDesk>
{
    public static TheoryData<string?, string> Preferences =>
        new()
        {
            { null, "en" },
            { "", "en" },
            { "fr", "fr" },
            { "FR", "fr" },
            { "fr-CA", "fr" },
            { "en", "en" },
            { "de", "en" },
            { "frr", "en" },
            { "*", "en" },
            { "fr, en", "en" },
            { "fr-FR, en;q=0.5", "fr" },
            { "fr;q=0.5, en;q=0.6", "en" },
            { "fr;q=0.5, *;q=0.8", "en" },
            { "en;q=0.5, *;q=0.8", "fr" },
            { "en;q=0, *", "fr" },
            { "en;q=0", "fr" },
            { "fr;q=0, *;q=0.1", "en" },
            { "fr;q=banana", "en" },
        };

    [Theory]
    [MemberData(nameof(Preferences))]
    public async Task Language_IsThePreferredOne_InProblemsTheIndexAndErrorPages(string? accepted, string language)
    {
        (string, string)[] headers = accepted is null ? [] : [("Accept-Language", accepted)];
        var anonymous = desk.Api.Anonymous();
        var problem = await Exchange.SendAsync(anonymous, "GET", "/api/v1/nothing", headers);
        var index = await Exchange.SendAsync(anonymous, "GET", "/api/v1", headers);
        var page = await Exchange.SendAsync(anonymous, "GET", "/errors/calls.not-found", [.. headers, ("Accept", "text/html")]);

        Assert.Equal((404, language), (problem.Status, problem["Content-Language"]));
        Assert.Equal((200, language), (index.Status, index["Content-Language"]));
        Assert.Equal((200, language == "fr" ? "fr, en" : "en, fr"), (page.Status, page["Content-Language"]));
        Assert.All([problem, index, page], x => Assert.Contains("Accept-Language", x.List("Vary")));
        var purpose = JsonNode.Parse(index.Content)!["entryPoints"]!.AsArray().Single(x => x!["name"]!.GetValue<string>() == "calls")![
            "purpose"
        ]!.GetValue<string>();
        Assert.StartsWith(language == "fr" ? "Les appels à projets" : "Calls for projects", purpose, StringComparison.Ordinal);
        var html = Encoding.UTF8.GetString(page.Content);
        Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
        Assert.Equal(
            language == "fr",
            html.IndexOf("lang=\"fr\"><h2>", StringComparison.Ordinal) < html.IndexOf("lang=\"en\"><h2>", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("en", "calls?limit=0", "The value lies outside of its bounds; allowed: 1 … 100.")]
    [InlineData("fr", "calls?limit=101", "La valeur est hors de ses limites ; permis : 1 … 100.")]
    [InlineData("fr", "audit-trail/verification?after=-1", "La valeur est hors de ses limites ; permis : 0 … 9007199254740991.")]
    public async Task Bounds_AreTold_InBothLanguages(string language, string query, string detail)
    {
        var auditor = await desk.Api.SignInAsync("auditor");

        var refused = await Exchange.SendAsync(auditor, "GET", $"/api/v1/{query}", ("Accept-Language", language));

        Assert.Equal(400, refused.Status);
        Assert.Equal(detail, JsonNode.Parse(refused.Content)!["errors"]![0]!["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Index_InTwoLanguages_HasTwoTags()
    {
        var french = await Exchange.SendAsync(desk.Api.Anonymous(), "GET", "/api/v1", ("Accept-Language", "fr"));
        var english = await Exchange.SendAsync(
            desk.Api.Anonymous(),
            "GET",
            "/api/v1",
            ("Accept-Language", "en"),
            ("If-None-Match", french["ETag"]!)
        );

        Assert.Equal(200, english.Status);
        Assert.NotEqual(french["ETag"], english["ETag"]);
    }

    [Fact]
    public async Task WhatHoldsNoTexts_DoesNotDependOnTheLanguage()
    {
        var list = await Exchange.SendAsync(desk.Api.Anonymous(), "GET", CallDesk.Calls, ("Accept-Language", "fr"));

        Assert.Null(list["Content-Language"]);
        Assert.DoesNotContain("Accept-Language", list.List("Vary"));
    }
}
