using SocialInnovation.Application.Common.Bundles;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation.AssignEvaluator;
using SocialInnovation.Application.Evaluation.ManagePanel;
using SocialInnovation.Application.Evaluation.MarkApplication;
using SocialInnovation.Application.Evaluation.RankApplications;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation;

/// <summary>The panel of a bundle, its declarations, assignments and marks, and the frozen ranking.</summary>
internal sealed class EvaluationBundlePart : IBundlePart
{
    public IEnumerable<BundleStep> Read(BundleReader bundle)
    {
        var (timeline, persons) = (bundle.Call["timeline"], bundle.Call["persons"]);
        var evaluators = BundleTables.Evaluators(bundle).Select(x => (Row: x, Code: x.Text("code"), College: x.Text("college"))).ToList();
        var manager = persons["manager"].Text;
        var firstDeclaration = evaluators.Select(x => x.Row.Instant("independenceAt")).DefaultIfEmpty().Min();
        yield return OfCall(
            timeline["assignedAt"],
            BundlePrecedence.Panel,
            manager,
            (call, ids) =>
                new ReplacePanel(
                    call,
                    ExpectedVersion.Any,
                    new ReplacePanelBody([
                        .. evaluators
                            .Where(x => ids.Find($"person:{x.Code}") is not null)
                            .Select(x => new PanelMemberBody(new UserId(ids.Find($"person:{x.Code}")!.Value), x.College)),
                    ])
                )
        ) with
        {
            At = firstDeclaration,
        };
        foreach (var (row, code, _) in evaluators)
        {
            yield return OfRow(
                row,
                code,
                row.Instant("independenceAt"),
                BundlePrecedence.Panel + 1,
                code,
                ids => ids.Find("call") is { } call ? new DeclareIndependence(new CallId(call)) : null
            );
        }

        foreach (var step in Sheets(bundle, manager))
        {
            yield return step;
        }

        yield return OfCall(
            timeline["rankingFrozenAt"],
            BundlePrecedence.Ranking,
            persons["rankingFreezer"].Text,
            (call, _) => new ComputeRanking(call)
        ) with
        {
            Key = "ranking",
        };
        yield return OfCall(
            timeline["rankingFrozenAt"],
            BundlePrecedence.Ranking + 1,
            persons["rankingFreezer"].Text,
            (_, ids) => ids.Find("ranking") is { } id ? new FreezeRanking(new RankingId(id), ExpectedVersion.Any) : null
        );
    }

    private static IEnumerable<BundleStep> Sheets(BundleReader bundle, string manager)
    {
        var references = BundleTables.References(bundle);
        var codes = BundleTables.EvaluatorCodes(bundle);
        var criteria = bundle.Call["criteria"].Items.Select(x => x["code"].Text).ToHashSet();
        var timeline = bundle.Call["timeline"];
        var (assignedAt, submittedAt) = (timeline["assignedAt"].Instant, timeline["sheetsSubmittedAt"].Instant);
        var sheets = BundleTables
            .Marks(bundle)
            .Select(x =>
                (
                    Row: x,
                    Application: x.Reference("application", references, "application"),
                    Evaluator: x.Reference("evaluator", codes, "evaluator"),
                    Mark: new MarkBody(x.Reference("criterion", criteria, "criterion"), x.Integer("mark"))
                )
            )
            .GroupBy(x => (x.Application, x.Evaluator));
        foreach (var sheet in sheets)
        {
            var (application, evaluator) = sheet.Key;
            var key = $"sheet:{application}:{evaluator}";
            var (row, marks) = (sheet.First().Row, new MarkApplicationBody([.. sheet.Select(x => x.Mark)]));
            yield return OfRow(
                row,
                application,
                assignedAt,
                BundlePrecedence.Assignment,
                manager,
                ids =>
                    ids.Find("call") is { } call
                    && ids.Find($"application:{application}") is { } id
                    && ids.Find($"person:{evaluator}") is { } user
                        ? new AssignEvaluator.AssignEvaluator(
                            new CallId(call),
                            new AssignEvaluatorBody(new GrantApplicationId(id), new UserId(user))
                        )
                        : null
            ) with
            {
                Key = key,
            };
            yield return OfRow(
                row,
                application,
                submittedAt,
                BundlePrecedence.Marks,
                evaluator,
                ids =>
                    ids.Find(key) is { } id ? new MarkApplication.MarkApplication(new ScoreSheetId(id), ExpectedVersion.Any, marks) : null
            );
            yield return OfRow(
                row,
                application,
                submittedAt,
                BundlePrecedence.Marks + 1,
                evaluator,
                ids => ids.Find(key) is { } id ? new SubmitScoreSheet(new ScoreSheetId(id), ExpectedVersion.Any) : null
            );
        }
    }

    private static BundleStep OfCall(BundleJson at, int precedence, string actor, Func<CallId, IBundleIds, ICommand?> command) =>
        new()
        {
            At = at.Instant,
            Precedence = precedence,
            Actor = actor,
            File = BundleReader.CallFile,
            Line = at.Line,
            Subject = "call",
            Command = ids => ids.Find("call") is { } call ? command(new CallId(call), ids) : null,
        };

    private static BundleStep OfRow(
        BundleRow row,
        string subject,
        DateTimeOffset at,
        int precedence,
        string actor,
        Func<IBundleIds, ICommand?> command
    ) =>
        new()
        {
            At = at,
            Precedence = precedence,
            Actor = actor,
            File = row.File,
            Line = row.Line,
            Subject = subject,
            Command = command,
        };
}
