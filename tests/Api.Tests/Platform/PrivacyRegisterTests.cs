using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Platform;

/// <summary>Anybody reads what the service keeps of persons, in its language.</summary>
public sealed class PrivacyRegisterTests
{
    [Fact]
    public async Task Register_SaysOfEachDatum_WhatForHowLongByWhatRightAndForWhom()
    {
        await using var api = await ApiFixture.StartAsync();

        var english = await ReadAsync(api, "en");
        var french = await ReadAsync(api, "fr");

        var name = english.Single(x => Text(x, "resource") == "user" && Text(x, "member") == "displayName");
        Assert.Equal("As long as the account.", Text(name, "retention"));
        Assert.Equal("Task in the public interest (GDPR, article 6(1)(e)).", Text(name, "legalBasis"));
        Assert.Contains(english, x => Text(x, "resource") == "outgoing-mail" && Text(x, "member") == "recipient");
        Assert.Contains(english, x => Text(x, "resource") == "invitation" && Text(x, "member") == "email");
        Assert.Equal(english.Select(Datum), french.Select(Datum));
        foreach (var member in new[] { "purpose", "retention", "legalBasis", "recipients" })
        {
            Assert.All(english.Zip(french), x => Assert.NotEqual(Text(x.First, member), Text(x.Second, member)));
        }
    }

    private static async Task<List<JsonNode>> ReadAsync(ApiFixture api, string language)
    {
        var reply = (await api.Anonymous().GetAsync("/api/v1/privacy/register", ("Accept-Language", language))).Expect(200);
        return [.. reply.Body.AsArray().Select(x => x!)];
    }

    private static string Datum(JsonNode line) => $"{Text(line, "resource")}.{Text(line, "member")}";

    private static string Text(JsonNode line, string member) => line[member]!.GetValue<string>();
}
