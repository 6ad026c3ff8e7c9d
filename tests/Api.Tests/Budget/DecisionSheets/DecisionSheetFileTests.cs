using System.Net.Http.Headers;
using SocialInnovation.Testing;
using UglyToad.PdfPig;
using static SocialInnovation.Api.Tests.Documents.PdfText;

namespace SocialInnovation.Api.Tests.Budget.DecisionSheets;

/// <summary>The decision sheet as a file, over HTTP.</summary>
public sealed class DecisionSheetFileTests(ScenarioTests.Open open) : IClassFixture<ScenarioTests.Open>
{
    private readonly BudgetScene scene = open.Scene;

    [Theory]
    [InlineData("fr", "600,00", "Retenu")]
    [InlineData("en", "600.00", "Awarded")]
    public async Task Document_IsAPdf_InTheLanguageThatIsAskedFor(string language, string amount, string outcome)
    {
        var id = (await scene.SimulateAsync(scene.Manager)).Expect(201).Id;
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(id));
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));

        using var response = await scene.Auditor.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal([language], response.Content.Headers.ContentLanguage);
        Assert.True(response.Headers.CacheControl is { Private: true, NoStore: true });
        using var pdf = PdfDocument.Open(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        var text = TextOf(pdf);
        Assert.Contains("EDGE-0001", text, StringComparison.Ordinal);
        Assert.Contains(amount, text, StringComparison.Ordinal);
        Assert.Contains(outcome, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_IsForWhoMayReadTheSheet()
    {
        var applicant = await scene.Api.RegisterAsync("nobody", "applicant");
        var evaluator = await scene.Api.RegisterAsync("outsider", "evaluator");
        var id = (await scene.SimulateAsync(scene.Manager)).Expect(201).Id;

        (await scene.Api.Anonymous().GetAsync(Path(id))).ExpectRefusal(401, "access.not-signed-in");
        (await applicant.GetAsync(Path(id))).ExpectRefusal(403, "access.role-missing");
        (await evaluator.GetAsync(Path(id))).ExpectRefusal(404, "budget.scenario-not-found");
        (await scene.Auditor.GetAsync(Path(Guid.CreateVersion7()))).ExpectRefusal(404, "budget.scenario-not-found");
    }

    private static string Path(Guid id) => $"{BudgetScene.Scenarios}/{id}/decision-sheet/document";
}
