using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Document;

/// <summary>The document's walk from an empty database to awards, then every other operation, with its examples as they stand.</summary>
public sealed class DocumentWalk : IAsyncLifetime
{
    /// <summary>The answers in JSON, by operation.</summary>
    public Dictionary<string, JsonNode> Answers { get; } = [];

    public HashSet<string> Taken { get; } = [];

    public ApiReply Awards { get; private set; } = null!;

    public IReadOnlyList<string> Operations { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await using var api = await ApiFixture.StartAsync();
        var walk = new WalkedDocument(api);
        Operations = [.. walk.Operations];
        var recording = new RecordedAnswers();
        foreach (var part in new[] { "main-job", "beyond" })
        {
            foreach (var step in WalkedDocument.Steps(part))
            {
                var reply = await walk.TakeAsync(step);
                if (reply.MediaType?.EndsWith("json", StringComparison.Ordinal) == true)
                {
                    Answers.TryAdd(step["operationId"]!.GetValue<string>(), recording.Normalise(reply.Body, walk.StandIns));
                }

                Taken.Add(step["operationId"]!.GetValue<string>());
                if (part == "main-job")
                {
                    Awards = reply;
                }
            }
        }

        RecordedAnswers.WriteWhenAsked(Answers);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class DocumentWalkTests(DocumentWalk walk) : IClassFixture<DocumentWalk>
{
    [Fact]
    public void MainJob_EndsWithTheAwardsThatEverybodySees()
    {
        var award = Assert.Single(walk.Awards.Expect(200).Body["items"]!.AsArray())!;

        Assert.Equal("Ressourcerie du Saulnois", award["projectTitle"]!.GetValue<string>());
        Assert.Equal("40000.00", award["amount"]!["amount"]!.GetValue<string>());
    }

    [Fact]
    public void EveryOperation_IsInTheWalk() => Assert.Empty(walk.Operations.Except(walk.Taken));

    [Fact]
    public void EveryAnswer_IsAsItsExampleSays()
    {
        Assert.NotEmpty(walk.Answers);
        Assert.All(
            walk.Answers,
            answer =>
                Assert.True(
                    JsonNode.DeepEquals(WalkedDocument.ExampleAnswer(answer.Key), answer.Value),
                    $"The example answer of {answer.Key} is not what it answers: run build/openapi --record. It is {answer.Value.ToJsonString()}"
                )
        );
    }
}
