using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Testing;

/// <summary>One application of a bundle that is made up for a test; who comes first has the better rank among equal marks.</summary>
/// <param name="Requested">What it asks for, EUR.</param>
/// <param name="Mark">The mark on every criterion; 3 just meets the minimum score.</param>
/// <param name="Siren">Who applies; an organisation of its own when null.</param>
/// <param name="DeclaredAid">De minimis aid declared, EUR.</param>
/// <param name="Theme">Code of the project's theme.</param>
public sealed record BundledApplication(
    decimal Requested,
    int Mark = 5,
    string? Siren = null,
    decimal DeclaredAid = 0,
    string Theme = "culture"
);

/// <summary>A bundle like those of build/examples, made up for a test: a call of 2013 with one line of money.</summary>
public sealed record BudgetBundle(decimal Envelope, params BundledApplication[] Applications)
{
    private static readonly string[] Criteria = ["stakeholders", "effects", "scaling", "risk"];

    /// <summary>A user that the bundle registers.</summary>
    public static string User(string code) => $"edge.{code}";

    public static string Reference(int index) => $"EDGE-{index + 1:0000}";

    /// <summary>False leaves the group without quorum: no opinion, so the scenario stays in sign-off as it was proposed.</summary>
    public bool IsAdopted { get; init; } = true;

    /// <summary>False leaves the outcomes unseen.</summary>
    public bool IsNotified { get; init; } = true;

    /// <summary>What else the call says.</summary>
    public Action<JsonNode>? Vary { get; init; }

    /// <summary>What a bundle that stops half-way can't do.</summary>
    public bool MayBeRefused(string action) =>
        (!IsAdopted && action is "record-vote" or "adopt-scenario" or "sign-off-scenario")
        || ((!IsNotified || !IsAdopted) && action == "notify-outcomes");

    public byte[] Zip() =>
        new ExampleBundle("edge-call").Zip(
            (file, text) =>
                file switch
                {
                    "call.json" => Call(JsonNode.Parse(text)!),
                    "applications.csv" => Rows(text, ApplicationRow),
                    "documents.csv" => Rows(text, (_, i) => $"{Reference(i)},statutes,statuts.pdf,1024,{SubmittedAt(i)}"),
                    "decisions.csv" => Rows(text, (_, i) => $"{Reference(i)},admissibility,admissible,,,2013-11-11T20:46:00+01:00,I01,"),
                    "marks.csv" => Rows(text, MarkRows),
                    _ => text,
                }
        );

    private string Call(JsonNode call)
    {
        var contribution = Text(Envelope / 2);
        foreach (var item in call["fund"]!["contributions"]!.AsArray())
        {
            item!["amount"] = contribution;
        }

        call["envelope"]!["lines"]![0]!["amount"] = Text(Envelope);
        call["grantCeiling"] = Text(Math.Min(45_000, Envelope));
        call["minimumSheets"] = 1;
        if (!IsAdopted)
        {
            call["meeting"]!["present"] = new JsonArray();
        }

        if (!IsNotified)
        {
            call["timeline"]!["notifiedAt"] = call["timeline"]!["fundAt"]!.GetValue<string>();
        }

        Vary?.Invoke(call);
        return call.ToJsonString();
    }

    private string ApplicationRow(BundledApplication application, int index)
    {
        var siret = ApplicationBodies.Siret(application.Siren ?? ApplicationBodies.Siren());
        var costs = application.Requested * 2;
        return string.Join(
            ',',
            Reference(index),
            $"Association {siret[..Siren.Length]}",
            "9220",
            "",
            siret,
            "57227",
            "Forbach",
            $"Project {index + 1}",
            application.Theme,
            "private",
            SubmittedAt(index),
            Text(costs),
            "0.00",
            "0.00",
            Text(application.Requested),
            Text(costs - application.Requested),
            "0.00",
            Text(application.DeclaredAid)
        );
    }

    private static string MarkRows(BundledApplication application, int index) =>
        string.Join('\n', Criteria.Select(x => $"{Reference(index)},E01,{x},{application.Mark}"));

    private string Rows(string text, Func<BundledApplication, int, string> row)
    {
        var rows = new StringBuilder(text[..text.IndexOf('\n', StringComparison.Ordinal)].TrimEnd()).Append('\n');
        for (var i = 0; i < Applications.Length; i++)
        {
            rows.Append(row(Applications[i], i)).Append('\n');
        }

        return rows.ToString();
    }

    private static string SubmittedAt(int index) =>
        new DateTimeOffset(2013, 10, 1, 10, 0, 0, TimeSpan.FromHours(2))
            .AddMinutes(index)
            .ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Text(decimal amount) => new Money(amount).ToString();
}
