using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Evaluation;

/// <summary>Acts on a score sheet ask their gate only when they refuse or repeat; nobody can tell it from a gate that is asked first.</summary>
public sealed class LateGateTests : IAsyncLifetime
{
    private readonly EvaluationScene scene = new();

    private string sheet = "";

    // Marks that are right, and a sheet that is no longer editable.
    private static object Marks => new { marks = EvaluationScene.AllAt(3) };

    public async ValueTask InitializeAsync()
    {
        await scene.InitializeAsync();
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        sheet = $"{EvaluationScene.Sheets}/{await scene.SubmitAsync(scene.First, 3)}";
    }

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task AnothersSheet_IsUnknown_WhateverElseIsWrong()
    {
        var submission = sheet + "/submission";
        ApiReply[] replies =
        [
            await PutXmlAsync(),
            await scene.Second.SendAsync(HttpMethod.Put, sheet, "not json", "\"3\"", null),
            await scene.Second.SendAsync(HttpMethod.Put, sheet, new { marks = "none" }, "\"3\"", null),
            await scene.Second.SendAsync(HttpMethod.Put, sheet, Marks, null, null),
            await scene.Second.SendAsync(HttpMethod.Put, sheet, Marks, "\"9\"", null),
            await scene.Second.SendAsync(HttpMethod.Put, sheet, Marks, "\"3\"", null),
            await scene.Second.PostAsync(submission, version: 3, key: null),
            await scene.Second.PostAsync(submission),
            await scene.Second.PostAsync(submission, version: 9),
            await scene.Second.PostAsync(submission, version: 3),
        ];

        Assert.All(replies, x => x.ExpectRefusal(404, "evaluation.score-sheet-not-found"));
    }

    [Fact]
    public async Task OwnSheet_IsToldItsFaultsInTheirOrder()
    {
        (await scene.First.SendAsync(HttpMethod.Put, sheet, "not json", null, null)).ExpectRefusal(400, "request.malformed-json");
        (await scene.First.SendAsync(HttpMethod.Put, sheet, Marks, null, null)).ExpectRefusal(428, "request.version-missing");
        (await scene.First.SendAsync(HttpMethod.Put, sheet, Marks, "\"9\"", null)).ExpectRefusal(412, "request.version-stale");
        (await scene.First.SendAsync(HttpMethod.Put, sheet, Marks, "\"3\"", null)).ExpectRefusal(
            409,
            "evaluation.score-sheet-not-editable"
        );
    }

    [Fact]
    public async Task ReceiptOfASheet_IsNotRepeatedToWhomItNoLongerExistsFor()
    {
        var own = await scene.AssignAsync(scene.Second);
        var path = $"{EvaluationScene.Sheets}/{own}/submission";
        (await scene.MarkAsync(scene.Second, own, EvaluationScene.AllAt(4), 1)).Expect(200);
        var first = await scene.Second.PostAsync(path, version: 2, key: "once");
        var again = await scene.Second.PostAsync(path, version: 2, key: "once");
        Assert.Equal(first.Expect(201).Text, again.Expect(201).Text);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());

        await scene.Calls.Api.Database.ExecuteAsync(
            $"update evaluation.score_sheets set evaluator_id = '{scene.Manager.UserId}' where id = '{own}'"
        );

        var refused = await scene.Second.PostAsync(path, version: 2, key: "once");
        refused.ExpectRefusal(404, "evaluation.score-sheet-not-found");
        Assert.False(refused.Headers.Contains("Idempotency-Replayed"));
        Assert.Null(refused.Headers.ETag);
    }

    private async Task<ApiReply> PutXmlAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, sheet);
        request.Content = new StringContent("<marks/>", null, "application/xml");
        using var response = await scene.Second.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await ApiReply.ReadAsync(response);
    }
}
