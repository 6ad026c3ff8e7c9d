using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Security;

/// <summary>
/// Applicants of two organisations, two evaluators and two programme managers named on their own calls try to read and to change each other's
/// things, by every place of every route that takes an id. What they may not know is refused as what does not exist: same status, same body,
/// same number of SQL commands.
/// </summary>
public sealed class OthersThingsTests(Rivals rivals) : IClassFixture<Rivals>
{
    private const string Everybody = "*";

    // What a caller may know of although it is the other's; whether it may change it is asked all the same.
    private static readonly (string Role, string Thing, string Reason)[] Known =
    [
        (Everybody, "published call", "Published calls and their awards are public."),
        (Everybody, "public post", "The blog is public."),
        (Everybody, "public collection", "Collections show what is public."),
        (Everybody, "public event", "Everybody is invited."),
        (Everybody, "public comment", "What was said on the blog is public."),
        (Everybody, "public innovation", "What the catalogue published is public."),
        (Everybody, "picture of a public post", "The blog is public, with its pictures."),
        (Everybody, "replication", "Replications are public."),
        (Everybody, "adaptation", "What is proposed to an innovation is public."),
        (Everybody, "partner", "The research network is public."),
        (Everybody, "published subject", "Research subjects are public once published."),
        (Everybody, "publication", "What research published is public."),
        ("applicant", "fund", "Everybody reads what a fund has committed."),
        ("evaluator", "fund", "Everybody reads what a fund has committed."),
        ("programme-manager", "draft call", "Managers read each other's drafts of calls."),
        ("programme-manager", "submitted application", "Managers read what was handed in, as the instructors do."),
        ("programme-manager", "organisation", "The back office reads every organisation."),
        ("programme-manager", "criteria template", "Managers share their templates of criteria."),
        ("programme-manager", "ranking", "Managers read every ranking."),
        ("programme-manager", "scenario", "Managers read every scenario."),
        ("programme-manager", "envelope", "Managers read where the money is."),
        ("programme-manager", "fund", "Managers read where the money is."),
        ("programme-manager", "undertaking", "Managers read whose aid counts together."),
        ("programme-manager", "declaration of aid", "Managers record and read declarations on behalf of organisations."),
    ];

    // Where another person's id is rightly named in the caller's own thing; nothing of the person's changes, so it is not sent.
    private static readonly (string Operation, string Member, string Reason)[] Named =
    [
        ("draftCall", "managers", "A manager names colleagues on its own call."),
        ("replaceCallTerms", "managers", "A manager names colleagues on its own call."),
        ("replacePanel", "userId", "A manager names any evaluator on its own panel."),
        ("declareConflict", "evaluatorId", "A manager keeps persons away from its own call's applications."),
        (
            "arrangeInnovationPictures",
            "id",
            "The ids of the body are those of pictures; what is no picture of the innovation is refused as unknown."
        ),
        ("declareReplication", "parentId", "Whoever replicates names whom it follows; nothing of theirs changes."),
        ("addMember", "userId", "An owner names whom it lets act for its own organisation."),
    ];

    // What everybody may add to a public thing, whosever it is.
    private static readonly string[] Open =
    [
        "reportComment",
        "writeComment",
        "declareReplication",
        "checkReadiness",
        "writeContactRequest",
    ];

    private static readonly Guid Missing = Guid.Parse("01980000-0000-7000-8000-00000000dead");

    [Fact]
    public async Task EveryAttempt_AtTheOthersThings_IsRefusedAsIfThereWereNone()
    {
        var table = (await rivals.Api.Anonymous().GetAsync("/api/v1/permissions")).Expect(200).Body.AsArray();
        var lines = table.Select(x => PermissionScene.Read(x!)).ToList();
        var sides = new[] { new Attempts(lines, rivals.First, rivals.Second), new Attempts(lines, rivals.Second, rivals.First) };
        var (wrong, compared, refused) = (new List<string>(), new Dictionary<Place, int>(), 0);
        var before = await SettledAsync();
        foreach (var attempt in sides.SelectMany(x => x.All()))
        {
            if (MayName(attempt) || ReadsAll(attempt) || IsOpen(attempt))
            {
                continue;
            }

            if (attempt.IsAdmitted && attempt.Place is Place.Path or Place.Body && IsKnown(attempt))
            {
                refused += await CheckKnownAsync(attempt, wrong);
                continue;
            }

            await CompareAsync(attempt, wrong);
            if (attempt.IsAdmitted)
            {
                compared[attempt.Place] = compared.GetValueOrDefault(attempt.Place) + 1;
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(compared.Values.Sum() >= 200, $"{compared.Values.Sum()} attempts");
        // In each place, not only in the one that is easy to multiply.
        Assert.True(
            compared[Place.Path] >= 70 && compared[Place.Query] >= 10 && compared[Place.Body] >= 10 && refused >= 40,
            $"{string.Join(", ", compared)}, {refused} of what is known"
        );
        Assert.Empty((await StoredAsync()).Except(before));
        Assert.Empty(sides[0].WithoutThing());
    }

    private static bool MayName(Attempt attempt) =>
        attempt.Place == Place.Body && Named.Any(x => x.Operation == attempt.Line.Operation && x.Member == attempt.Name);

    // A list of which the table says that the role suffices hides no row.
    private static bool ReadsAll(Attempt attempt) =>
        attempt.Place == Place.Query && attempt.Line.Admitted.TryGetValue(attempt.Role, out var relation) && relation is null;

    private static bool IsOpen(Attempt attempt) => attempt.Place == Place.Path && Open.Contains(attempt.Line.Operation) && IsKnown(attempt);

    private static bool IsKnown(Attempt attempt) =>
        Known.Any(x => x.Thing == attempt.Thing.Name && (x.Role == Everybody || x.Role == attempt.Role));

    // What is known is read, and changed by nobody but its own people.
    private static async Task<int> CheckKnownAsync(Attempt attempt, List<string> wrong)
    {
        if (attempt.Line.Method == "GET")
        {
            return 0;
        }

        var reply = await attempt.SendAsync(attempt.Thing.Id);
        if (reply.Status is not (403 or 422) || reply.Code == "access.role-missing")
        {
            wrong.Add($"{attempt.Text}: {reply.Status} {reply.Text}");
        }

        return 1;
    }

    private async Task CompareAsync(Attempt attempt, List<string> wrong)
    {
        var hidden = await attempt.SendAsync(attempt.Thing.Id);
        var hiddenCost = rivals.Api.Commands.Last;
        var missing = await attempt.SendAsync(Missing);
        var missingCost = rivals.Api.Commands.Last;
        if (!IsRefused(attempt, hidden) || hidden.Status != missing.Status || Body(hidden) != Body(missing) || hiddenCost != missingCost)
        {
            wrong.Add(
                $"{attempt.Text}: {hidden.Status} {Body(hidden)}, {hiddenCost} commands; "
                    + $"missing: {missing.Status} {Body(missing)}, {missingCost} commands"
            );
        }
    }

    private static bool IsRefused(Attempt attempt, ApiReply reply) =>
        attempt switch
        {
            { IsAdmitted: false } => reply is { Status: 403, Code: "access.role-missing" },
            { Place: Place.Path, Name: "id" } => reply.Status == 404,
            // Beneath a thing of the caller's own its state may come first.
            { Place: Place.Path } => reply.Status is 404 or 409,
            { Place: Place.Query } => reply.Status == 200 && reply.Body["items"] is JsonArray { Count: 0 },
            { Place: Place.Member } => reply is { Status: 400, Code: "request.validation-failed" },
            _ => reply.Status is 404 or 422,
        };

    // What names the request itself differs always.
    private static string Body(ApiReply reply)
    {
        var body = reply.Body.DeepClone();
        if (body is JsonObject problem)
        {
            problem.Remove("traceId");
            problem.Remove("instance");
        }

        return body.ToJsonString();
    }

    // What was still on its way when the scene was made comes to rest: mails, seals, sweeps.
    private async Task<string[]> SettledAsync()
    {
        var (before, tries) = (await StoredAsync(), 0);
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
            var now = await StoredAsync();
            if (now.SequenceEqual(before) || tries++ == 20)
            {
                return now;
            }

            before = now;
        }
    }

    // A line for each table with the digest of all its rows, their versions among them.
    private async Task<string[]> StoredAsync()
    {
        const string Tables = """
            select string_agg(
                format(
                    'select %1$L || count(*) || chr(32) || coalesce(md5(string_agg(x::text, chr(44) order by x::text)), chr(45)) from %2$I.%3$I x',
                    table_schema || '.' || table_name || ' ',
                    table_schema,
                    table_name),
                ' union all ' order by table_schema, table_name)
            from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
            """;
        var rows = await rivals.Api.Database.ScalarAsOwnerAsync(Tables);
        var lines = await rivals.Api.Database.ScalarAsOwnerAsync($"select string_agg(line, chr(10)) from ({rows}) as stored(line)");
        return ((string)lines!).Split('\n');
    }
}
