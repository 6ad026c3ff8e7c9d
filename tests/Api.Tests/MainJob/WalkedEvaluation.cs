using System.Globalization;

namespace SocialInnovation.Api.Tests.MainJob;

/// <summary>Panel, independence, assignments, score sheets, and the ranking computed and frozen.</summary>
internal sealed class WalkedEvaluation(MainJobWalk walk)
{
    private readonly Dictionary<(string Application, string Evaluator), Guid> sheets = [];

    private WalkedCall Call => walk.Call;

    public void Plan()
    {
        var evaluators = BundleFile.Rows(MainJobWalk.Bundle, "evaluators.csv");
        walk.At(evaluators.Select(x => x["independenceAt"]).MinBy(MainJobWalk.Instant)!, () => NamePanelAsync(evaluators));
        foreach (var row in evaluators)
        {
            walk.At(row["independenceAt"], () => Call.CreateAsync(walk.Person(row["code"]), $"{Call.Path}/independence-declarations"));
        }

        foreach (
            var sheet in BundleFile
                .Rows(MainJobWalk.Bundle, "marks.csv")
                .GroupBy(x => (Application: x["application"], Evaluator: x["evaluator"]))
        )
        {
            walk.At(Call.Time("assignedAt"), () => AssignAsync(sheet.Key));
            walk.At(Call.Time("sheetsSubmittedAt"), () => MarkAsync(sheet.Key, sheet));
        }

        walk.At(Call.Time("rankingFrozenAt"), RankAsync);
    }

    private async Task NamePanelAsync(List<Dictionary<string, string>> evaluators)
    {
        var members = evaluators.Select(x => new { userId = walk.Person(x["code"]).UserId, college = x["college"] });
        (await Call.Actor("manager").PutAsync($"{Call.Path}/panel", new { members }, 0)).Expect(200);
    }

    private async Task AssignAsync((string Application, string Evaluator) sheet) =>
        sheets[sheet] = (
            await Call.CreateAsync(
                Call.Actor("manager"),
                $"{Call.Path}/assignments",
                new { applicationId = Call.Applications[sheet.Application], evaluatorId = walk.Person(sheet.Evaluator).UserId }
            )
        ).Id;

    private async Task MarkAsync((string Application, string Evaluator) sheet, IEnumerable<Dictionary<string, string>> rows)
    {
        var (evaluator, id) = (walk.Person(sheet.Evaluator), sheets[sheet]);
        var marks = rows.Select(x => new { criterion = x["criterion"], value = int.Parse(x["mark"], CultureInfo.InvariantCulture) });
        await Call.PutAsync(evaluator, $"/api/v1/score-sheets/{id}", id, new { marks });
        await Call.PostAsync(evaluator, $"/api/v1/score-sheets/{id}/submission", id);
    }

    private async Task RankAsync()
    {
        var freezer = Call.Actor("rankingFreezer");
        Call.RankingId = (await Call.CreateAsync(freezer, $"{Call.Path}/rankings")).Id;
        await Call.PostAsync(freezer, $"/api/v1/rankings/{Call.RankingId}/freezing", Call.RankingId);
    }
}
