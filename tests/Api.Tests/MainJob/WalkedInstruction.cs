using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.MainJob;

/// <summary>The applications with their documents, up to what the instructors made of them.</summary>
internal sealed class WalkedInstruction(MainJobWalk walk)
{
    private const string Applications = "/api/v1/applications";

    private static readonly string[] Grounds = ["ground", "reason"];

    private static readonly TimeSpan JustBefore = TimeSpan.FromSeconds(1);

    private WalkedCall Call => walk.Call;

    public void Plan()
    {
        var documents = BundleFile.Rows(MainJobWalk.Bundle, "documents.csv");
        foreach (var row in BundleFile.Rows(MainJobWalk.Bundle, "applications.csv"))
        {
            var (reference, submittedAt) = (row["reference"], row["submittedAt"]);
            walk.At(submittedAt, () => DraftAsync(row), JustBefore);
            foreach (var document in documents.Where(x => x["application"] == reference))
            {
                walk.At(document["receivedAt"], () => AddAsync(document));
            }

            walk.At(submittedAt, () => SubmitAsync(reference));
        }

        foreach (var row in BundleFile.Rows(MainJobWalk.Bundle, "decisions.csv"))
        {
            walk.At(row["at"], () => DecideAsync(row));
        }
    }

    private async Task DraftAsync(Dictionary<string, string> row)
    {
        var (reference, siren) = (row["reference"], row["siret"][..9]);
        Call.Applicants[reference] = $"applicant-{siren}";
        var applicant = walk.Person(Call.Applicants[reference]);
        var own = (await applicant.GetAsync("/api/v1/me")).Expect(200).Body["organisations"]!.AsArray().Single()!;
        var body = new JsonObject
        {
            ["callId"] = Call.Id,
            ["organisationId"] = own["id"]!.GetValue<Guid>(),
            ["content"] = Content(row),
        };
        var drafted = await Call.CreateAsync(applicant, Applications, body);
        Call.Applications[reference] = drafted.Id;
        Call.FileReferences[drafted.Body.Word("reference")] = reference;
    }

    private static JsonObject Content(Dictionary<string, string> row) =>
        new()
        {
            ["siret"] = row["siret"],
            ["projectTitle"] = row["project"],
            ["theme"] = row["theme"],
            ["initiator"] = row["initiator"],
            ["communeCode"] = row["communeCode"],
            ["commune"] = row["commune"],
            ["plan"] = new JsonObject
            {
                ["costs"] = new JsonArray(
                    Cost("investment", row["investment"]),
                    Cost("job-creation", row["jobCreation"]),
                    Cost("communication", row["communication"])
                ),
                ["requested"] = BundleFile.Euros(row["requested"]),
                ["ownFunds"] = BundleFile.Euros(row["ownFunds"]),
                ["bankLoan"] = BundleFile.Euros(row["bankLoan"]),
            },
            ["declaredAid"] = BundleFile.Euros(row["declaredAid"]),
        };

    private static JsonObject Cost(string category, string amount) =>
        new() { ["category"] = category, ["amount"] = BundleFile.Euros(amount) };

    private Task AddAsync(Dictionary<string, string> row) =>
        SendAsync(
            row["application"],
            "documents",
            walk.Person(Call.Applicants[row["application"]]),
            new
            {
                kind = row["kind"],
                fileName = row["fileName"],
                bytes = long.Parse(row["bytes"], System.Globalization.CultureInfo.InvariantCulture),
            }
        );

    private async Task SubmitAsync(string reference)
    {
        var id = Call.Applications[reference];
        var reply = await Call.TryPostAsync(walk.Person(Call.Applicants[reference]), $"{Applications}/{id}/submission", id);
        if (reply.Status != 201)
        {
            Call.Refusals[reference] = reply.Expect(422).Code!;
        }
    }

    private Task DecideAsync(Dictionary<string, string> row)
    {
        var reference = row["application"];
        return row["kind"] switch
        {
            "withdrawal" => SendAsync(reference, "withdrawal", walk.Person(Call.Applicants[reference])),
            "completion-request" => SendAsync(
                reference,
                "completion-requests",
                walk.Person(row["by"]),
                new { documents = new[] { row["outcome"] }, deadline = row["deadline"] }
            ),
            _ => SendAsync(reference, "admissibility-decision", walk.Person(row["by"]), Admissibility(row)),
        };
    }

    private static JsonObject Admissibility(Dictionary<string, string> row)
    {
        var body = new JsonObject { ["outcome"] = row["outcome"] };
        foreach (var member in Grounds.Where(x => row[x].Length > 0))
        {
            body[member] = row[member];
        }

        return body;
    }

    private Task<ApiReply> SendAsync(string reference, string action, ApiClient actor, object? body = null)
    {
        var id = Call.Applications[reference];
        return Call.PostAsync(actor, $"{Applications}/{id}/{action}", id, body);
    }
}
