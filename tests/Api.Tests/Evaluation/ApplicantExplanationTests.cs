using System.Net.Http.Headers;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Testing;
using UglyToad.PdfPig;

namespace SocialInnovation.Api.Tests.Evaluation;

/// <summary>The applicant learns why, from the notification on and not before.</summary>
public sealed class ApplicantExplanationTests : IAsyncLifetime
{
    private readonly EvaluationScene scene = new();

    private string Explanation => $"{ApplicationScene.Applications}/{scene.Application}/explanation";

    public async ValueTask InitializeAsync()
    {
        await scene.InitializeAsync();
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        await scene.SubmitAsync(scene.First, 2);
        await scene.SubmitAsync(scene.Second, 3);
        var ranking = (await scene.RankAsync()).Expect(201).Id;
        (await scene.PostAsync(scene.Manager, $"{EvaluationScene.Rankings}/{ranking}", "freezing")).Expect(201);
    }

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Explanation_IsTheOfficesOnceDecided_TheApplicantsOnceNotified()
    {
        var applicant = scene.Calls.Applicant;
        (await scene.Manager.GetAsync(Explanation)).ExpectRefusal(404, "evaluation.explanation-not-available");
        await DecideAsync();
        Assert.Equal("refused", (await scene.Manager.GetAsync(Explanation)).Expect(200).Body["outcome"]!.GetValue<string>());
        (await applicant.GetAsync(Explanation)).ExpectRefusal(404, "evaluation.explanation-not-available");
        (await applicant.GetAsync($"{Explanation}/letter")).ExpectRefusal(404, "evaluation.explanation-not-available");
        var late = (await scene.Calls.ReadAsync(applicant, scene.Application)).Text;
        Assert.DoesNotContain("refused", late, StringComparison.Ordinal);
        Assert.DoesNotContain("score", late, StringComparison.OrdinalIgnoreCase);

        await scene.Calls.NotifyAsync();

        var explained = (await applicant.GetAsync(Explanation)).Expect(200).Body;
        Assert.NotNull(explained["notifiedAt"]);
        Assert.Equal("50.0000", explained["explanation"]!["score"]!.GetValue<string>());
        Assert.Equal(4, explained["explanation"]!["shares"]!.AsArray().Count);
        Assert.DoesNotContain(scene.First.UserId.ToString(), explained.ToJsonString(), StringComparison.Ordinal);
        var progress = (await scene.Manager.GetAsync($"{scene.Call}/evaluation-progress")).Expect(200).Body;
        Assert.Equal((1, 1), (progress["applications"]!.GetValue<int>(), progress["complete"]!.GetValue<int>()));
        (await scene.First.GetAsync(Explanation)).ExpectRefusal(403, "access.role-missing");
        var stranger = await scene.Calls.Api.RegisterAsync("stranger", "applicant");
        (await stranger.GetAsync(Explanation)).ExpectRefusal(404, "applications.not-found");
    }

    [Theory]
    [InlineData("fr", "50,00")]
    [InlineData("en", "50.00")]
    public async Task Letter_IsAPdf_InTheLanguageThatIsAskedFor(string language, string score)
    {
        await DecideAsync();
        await scene.Calls.NotifyAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Explanation}/letter");
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));

        using var response = await scene.Calls.Applicant.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal([language], response.Content.Headers.ContentLanguage);
        Assert.True(response.Headers.CacheControl is { Private: true, NoStore: true });
        using var pdf = PdfDocument.Open(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        var text = string.Join(' ', pdf.GetPages().SelectMany(x => x.GetWords()).Select(x => x.Text));
        Assert.Contains(score, text, StringComparison.Ordinal);
        Assert.Contains("CALL-1", text, StringComparison.Ordinal);
    }

    private async Task DecideAsync()
    {
        Assert.Null((await scene.Calls.DecideCallAsync()).Error);
        var refused = new RecordedOutcome(
            new GrantApplicationId(scene.Application),
            ApplicationOutcome.Refused,
            new Money(0),
            "below-minimum-score",
            null
        );
        Assert.Null((await scene.Calls.RecordAsync(refused)).Error);
    }
}
