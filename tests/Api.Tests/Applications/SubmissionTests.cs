using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Applications;

public sealed class SubmissionTests : IAsyncLifetime
{
    private ApplicationScene scene = null!;

    public async ValueTask InitializeAsync() =>
        scene = await ApplicationScene.StartAsync(call =>
        {
            call["documents"]!.AsArray().Add(new JsonObject { ["kind"] = "budget", ["due"] = "submission" });
            call["questions"] = new JsonArray(
                new JsonObject
                {
                    ["code"] = "why",
                    ["label"] = "Why?",
                    ["required"] = true,
                }
            );
            call["eligibilityRules"]![0]!["effect"] = "blocking";
        });

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Submit_Complete_IsImmutableAndKeptAsAVersion()
    {
        var id = await CompleteAsync();

        var submitted = (await scene.PostAsync(scene.Applicant, id, "submission")).Expect(201);

        Assert.Equal(1, submitted.Body["receiptNumber"]!.GetValue<long>());
        Assert.Equal("submitted", await scene.StateAsync(scene.Instructor, id));
        var version = (await scene.Applicant.GetAsync($"{ApplicationScene.Applications}/{id}/versions/1")).Expect(200);
        Assert.Equal("Because.", version.Body["content"]!["answers"]!["why"]!.GetValue<string>());
        Assert.Equal(2, version.Body["documents"]!.AsArray().Count);
        Assert.Single((await scene.Applicant.GetAsync($"{ApplicationScene.Applications}/{id}/versions")).Expect(200).Body.AsArray());
        (await scene.Applicant.GetAsync($"{ApplicationScene.Applications}/{id}/versions/2")).ExpectRefusal(
            404,
            "applications.version-not-found"
        );
        (await scene.Applicant.PutAsync($"{ApplicationScene.Applications}/{id}", Content(), submitted.Version)).ExpectRefusal(
            409,
            "applications.not-a-draft"
        );
        (await scene.AddDocumentAsync(id, "accounts")).ExpectRefusal(409, "applications.documents-closed");
        (await scene.PostAsync(scene.Applicant, id, "submission")).ExpectRefusal(409, "applications.not-a-draft");
    }

    [Fact]
    public async Task Submit_AboveTheAidRate_IsRefused()
    {
        var id = await CompleteAsync(content =>
        {
            content["plan"]!["requested"] = ApplicationBodies.Euros("20000.01");
            content["plan"]!["ownFunds"] = ApplicationBodies.Euros("14999.99");
        });

        var refused = (await scene.PostAsync(scene.Applicant, id, "submission")).ExpectRefusal(422, "applications.above-aid-rate");

        Assert.Contains("50", refused.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_OutOfTime_IsRefused()
    {
        var id = await CompleteAsync();

        await scene.Api.MoveClockAsync(ApplicationScene.BeforeOpening);
        (await scene.PostAsync(scene.Applicant, id, "submission")).ExpectRefusal(422, "applications.call-not-open");
        await scene.Api.MoveClockAsync(ApplicationScene.AfterClosing);
        (await scene.PostAsync(scene.Applicant, id, "submission")).ExpectRefusal(422, "applications.call-closed");
        Assert.Equal("draft", await scene.StateAsync(scene.Applicant, id));
    }

    [Fact]
    public async Task Submit_Incomplete_NamesEachDocumentAndEachAnswer()
    {
        var id = await scene.DraftAsync();

        var documents = (await scene.PostAsync(scene.Applicant, id, "submission")).ExpectRefusal(422, "applications.document-missing");
        Assert.Equal(2, documents.Body["errors"]!.AsArray().Count);
        Assert.Contains("budget", documents.Body["errors"]![1]!["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        (await scene.AddDocumentAsync(id, "statutes")).Expect(201);
        (await scene.AddDocumentAsync(id, "budget")).Expect(201);
        (await scene.PostAsync(scene.Applicant, id, "submission")).ExpectRefusal(422, "applications.answer-missing");
    }

    [Fact]
    public async Task Completeness_NamesAllThatTheSubmissionWouldRefuse()
    {
        var id = await scene.DraftAsync(content =>
        {
            content["plan"]!["ownFunds"] = ApplicationBodies.Euros("15000.01");
            content["communeCode"] = "75056";
        });
        (await scene.AddDocumentAsync(id, "budget")).Expect(201);

        var read = (await scene.Applicant.GetAsync($"{ApplicationScene.Applications}/{id}/completeness")).Expect(200);

        Assert.False(read.Body["isComplete"]!.GetValue<bool>());
        Assert.Equal(
            [
                "applications.plan-unbalanced",
                "applications.document-missing",
                "applications.answer-missing",
                "applications.outside-territory",
            ],
            Words(read.Body["missing"]!)
        );
        Assert.Equal(["statutes"], Words(read.Body["documents"]!));
        Assert.Equal(["why"], Words(read.Body["answers"]!));
        (await scene.PostAsync(scene.Applicant, id, "submission")).ExpectRefusal(422, "applications.plan-unbalanced");
    }

    [Fact]
    public async Task Submit_ABlockedDepartment_IsRefusedLast()
    {
        var id = await CompleteAsync(content => content["communeCode"] = "75056");

        (await scene.PostAsync(scene.Applicant, id, "submission")).ExpectRefusal(422, "applications.outside-territory");
    }

    [Fact]
    public async Task Receipts_HaveNoGaps_WhateverIsRefusedBetweenOrAtOnce()
    {
        var refused = await scene.DraftAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            ids.Add(await CompleteAsync());
        }

        var replies = await Task.WhenAll(
            ids.Append(refused).Select(x => scene.Applicant.PostAsync($"{ApplicationScene.Applications}/{x}/submission", version: null))
        );
        Assert.All(replies, x => x.ExpectRefusal(428, "request.version-missing"));
        replies = await Task.WhenAll(ids.Append(refused).Select(x => scene.PostAsync(scene.Applicant, x, "submission")));

        Assert.Equal(
            [1L, 2, 3, 4, 5, 6],
            replies.Where(x => x.Status == 201).Select(x => x.Body["receiptNumber"]!.GetValue<long>()).Order()
        );
        Assert.Equal(422, replies[^1].Status);
    }

    [Fact]
    public async Task Submit_Repeated_HasOneEffect()
    {
        var id = await CompleteAsync();
        var key = Guid.CreateVersion7().ToString();
        var version = await scene.VersionAsync(id);
        var path = $"{ApplicationScene.Applications}/{id}/submission";

        var first = (await scene.Applicant.PostAsync(path, version: version, key: key)).Expect(201);
        var second = (await scene.Applicant.PostAsync(path, version: version, key: key)).Expect(201);

        Assert.Equal(first.Text, second.Text);
        Assert.Single((await scene.Applicant.GetAsync($"{ApplicationScene.Applications}/{id}/versions")).Expect(200).Body.AsArray());
    }

    private JsonObject Content()
    {
        var content = ApplicationBodies.Content(scene.Siren);
        content["answers"] = new JsonObject { ["why"] = "Because." };
        return content;
    }

    private async Task<Guid> CompleteAsync(Action<JsonObject>? vary = null)
    {
        var id = await scene.DraftAsync(content =>
        {
            content["answers"] = new JsonObject { ["why"] = "Because." };
            vary?.Invoke(content);
        });
        (await scene.AddDocumentAsync(id, "statutes")).Expect(201);
        (await scene.AddDocumentAsync(id, "budget")).Expect(201);
        return id;
    }

    private static IEnumerable<string> Words(JsonNode list) => list.AsArray().Select(x => x!.GetValue<string>());
}
