using System.Globalization;

namespace SocialInnovation.Benchmarks;

/// <summary>One route that is compared.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Goal">The least part of the twin's throughput that the service should reach; null where nobody set one.</param>
/// <param name="Status">What each answer must be.</param>
/// <param name="Request">The nth request of a turn; null when there is none left.</param>
/// <param name="Prepare">Makes the data what they were before the turn.</param>
internal sealed record Case(string Name, double? Goal, int Status, Func<int, byte[]?> Request, Func<Task> Prepare)
{
    private const double ReadGoal = 0.90;
    private const double WriteGoal = 0.80;
    private const double AuditGoal = 0.90;

    public bool IsRead => Status == StatusCodes.Status200OK;

    public static IReadOnlyList<Case> All(Scene scene, string key)
    {
        var manager = Tokens.Issue(key, scene.Manager, "programme-manager");
        var applicant = Tokens.Issue(key, scene.Applicant, "applicant");
        var evaluator = Tokens.Issue(key, scene.EvaluatorId, "evaluator");
        var draft = scene.Draft;
        var list = $"/api/v1/applications?callId={scene.ClosedCall}&limit=20";
        var page500 = Twin.Reads.Encode(Guid.Parse(Scene.Application((499 * 20) - 1)));
        return
        [
            Read("get one call", $"/api/v1/calls/{scene.ClosedCall}", null),
            Read("list 20 of 10 000 applications, page 1", list, manager),
            Read("list 20 of 10 000 applications, page 500", $"{list}&cursor={page500}", manager),
            Read("read 100 entries of a ranking of 1 000", $"/api/v1/rankings/{scene.Ranking}/entries?limit=100&cursor=400", manager),
            Write(
                "create an application",
                _ => LoadConnection.Request("POST", "/api/v1/applications", applicant, draft, Key()),
                () => Task.CompletedTask
            ),
            Write(
                "submit a score sheet",
                n =>
                    n < Scene.Applications
                        ? LoadConnection.Request(
                            "POST",
                            $"/api/v1/score-sheets/{Scene.Sheet(n)}/submission",
                            evaluator,
                            null,
                            Key(),
                            ("If-Match", "\"2\"")
                        )
                        : null,
                scene.ReopenSheetsAsync
            ),
        ];
    }

    /// <summary>What the audit trail has a part in: commands, and a reading of personal data.</summary>
    public static IReadOnlyList<Case> Audited(Scene scene, string key) =>
        [
            .. All(scene, key).Where(x => !x.IsRead).Select(x => x with { Goal = AuditGoal }),
            Read(
                "read the score sheets of a call",
                $"/api/v1/score-sheets?callId={scene.ClosedCall}",
                Tokens.Issue(key, scene.Manager, "programme-manager")
            ) with
            {
                Goal = null,
            },
        ];

    public static Case Read(string name, string path, string? token)
    {
        var request = LoadConnection.Request("GET", path, token, null);
        return new Case(name, ReadGoal, StatusCodes.Status200OK, _ => request, () => Task.CompletedTask);
    }

    private static Case Write(string name, Func<int, byte[]?> request, Func<Task> prepare) =>
        new(name, WriteGoal, StatusCodes.Status201Created, request, prepare);

    private static (string, string) Key() => ("Idempotency-Key", Guid.CreateVersion7().ToString("D", CultureInfo.InvariantCulture));
}
