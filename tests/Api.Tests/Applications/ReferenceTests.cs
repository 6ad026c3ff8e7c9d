using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.DraftApplication;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Applications;

/// <summary>References that an import brings along, beside those that the service gives.</summary>
public sealed class ReferenceTests : IAsyncLifetime
{
    private ApplicationScene scene = null!;

    public async ValueTask InitializeAsync() => scene = await ApplicationScene.StartAsync();

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task ImportedReference_RaisesTheCallsCount()
    {
        Assert.Equal("2013-LOR-0041", (await ImportAsync(scene.CallId, "2013-LOR-0041")).Value.Reference);
        Assert.Equal("2013-LOR-0007", (await ImportAsync(scene.CallId, "2013-LOR-0007")).Value.Reference);

        await scene.DraftAsync();

        var page = (await scene.Applicant.GetAsync($"{ApplicationScene.Applications}?limit=100")).Expect(200);
        var given = page.Body["items"]!.AsArray().Select(x => x!["reference"]!.GetValue<string>()).Single(x => x[0] == 'C');
        Assert.True(int.Parse(given[^4..], System.Globalization.CultureInfo.InvariantCulture) > 41, given);
    }

    [Fact]
    public async Task ImportedReference_IsUniqueWithinItsCall()
    {
        await scene.Api.MoveClockAsync(ApplicationScene.BeforeOpening);
        var other = await scene.PublishCallAsync("CALL-2");
        Assert.Null((await ImportAsync(scene.CallId, "A-0001")).Error);

        Assert.Equal("applications.reference-taken", (await ImportAsync(scene.CallId, "A-0001")).Error?.Code);
        Assert.Null((await ImportAsync(other, "A-0001")).Error);
    }

    [Fact]
    public async Task ImportedReference_WithATailThatIsNoCount_LeavesTheCountAlone()
    {
        Assert.Null((await ImportAsync(scene.CallId, "A-2147483647")).Error);
        Assert.Null((await ImportAsync(scene.CallId, "WITHOUT")).Error);

        await scene.DraftAsync();
    }

    private async Task<Result<DraftReceipt>> ImportAsync(Guid call, string reference)
    {
        var json = scene.DraftBody();
        json["callId"] = call;
        await using var scope = scene.Api.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        context.Caller = new Caller(new UserId(scene.Applicant.UserId), new HashSet<Role> { Role.Applicant });
        context.Now = ApplicationScene.WhileOpen;
        return await scope
            .ServiceProvider.GetRequiredService<IDispatcher>()
            .SendAsync(new DraftApplication(Body(json.ToJsonString()), reference), default);
    }

    private DraftApplicationBody Body(string json) =>
        JsonSerializer.Deserialize<DraftApplicationBody>(
            json,
            scene
                .Api.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>()
                .Value.SerializerOptions
        )!;
}
