using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Calls;

/// <summary>A null among the items of a list says nothing; it is refused at its place, and nothing breaks over it.</summary>
public sealed class NullItemTests(CallDesk desk) : IClassFixture<CallDesk>
{
    [Fact]
    public async Task Panel_WithANullMember_IsRefusedAtItsPlace()
    {
        var id = await desk.InAsync("published");

        var refused = await desk.Manager.PutAsync($"{CallDesk.Calls}/{id}/panel", """{"members":[null]}""", await desk.VersionAsync(id));

        AssertRefusedAt("#/members/0", refused);
    }

    [Fact]
    public async Task Envelope_WithANullLine_IsRefusedAtItsPlace()
    {
        var officer = await desk.Api.RegisterAsync("another-officer", "budget-officer");
        var body = $$"""{"fundId":"{{Guid.CreateVersion7()}}","callId":"{{Guid.CreateVersion7()}}","lines":[null]}""";

        AssertRefusedAt("#/lines/0", await officer.PostAsync("/api/v1/envelopes", body));
    }

    [Fact]
    public async Task Organisation_WithANullFlag_IsRefusedAtItsPlace()
    {
        var applicant = await desk.Api.RegisterAsync("an-applicant", "applicant");
        var siren = ApplicationBodies.Siren();
        var body = $$"""{"siren":"{{siren}}","name":"Association","legalForm":"9220","flags":[null]}""";

        AssertRefusedAt("#/flags/0", await applicant.PostAsync("/api/v1/organisations", body));
    }

    private static void AssertRefusedAt(string pointer, ApiReply reply)
    {
        var errors = reply.ExpectRefusal(400, "request.validation-failed").Body["errors"]!.AsArray();
        Assert.Contains(pointer, errors.Select(x => x!["pointer"]?.GetValue<string>()));
    }
}
