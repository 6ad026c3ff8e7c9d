using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.MainJob;

/// <summary>What became of one application, as expected and as the auditor reads it.</summary>
internal sealed record Outcome(string State, string? Reason, int? Rank, string? Score, string Amount)
{
    public static Dictionary<string, Outcome> Expected(ExampleBundle bundle) =>
        bundle.Expected["outcomes"]!
            .AsObject()
            .ToDictionary(
                x => x.Key,
                x => new Outcome(
                    x.Value!.Word("state"),
                    x.Value!["reason"]?.GetValue<string>(),
                    x.Value!["rank"]?.GetValue<int>(),
                    x.Value!["score"]?.GetValue<string>(),
                    x.Value!.Word("amount")
                )
            );

    /// <param name="auditor">Who reads.</param>
    /// <param name="refusals">Codes of refused submissions by reference.</param>
    public static async Task<Dictionary<string, Outcome>> ReadAsync(ApiClient auditor, IReadOnlyDictionary<string, string> refusals)
    {
        var call = (await auditor.AllAsync("/api/v1/calls")).Single()["id"]!.GetValue<Guid>();
        var ranking = (await auditor.AllAsync($"/api/v1/calls/{call}/rankings")).Single()["id"]!.GetValue<Guid>();
        var entries = (await auditor.AllAsync($"/api/v1/rankings/{ranking}/entries")).ToDictionary(x => x.Word("reference"));
        return (await auditor.AllAsync("/api/v1/applications")).ToDictionary(
            x => x.Word("reference"),
            x =>
            {
                var entry = entries.GetValueOrDefault(x.Word("reference"));
                return new Outcome(
                    x.Word("state"),
                    x["outcomeReason"]?.GetValue<string>() ?? refusals.GetValueOrDefault(x.Word("reference")),
                    entry?["rank"]!.GetValue<int>(),
                    entry?["score"]!.GetValue<string>(),
                    x["awardedAmount"]?.Word("amount") ?? "0.00"
                );
            }
        );
    }

    /// <summary>Refused submissions of an import's report, by reference.</summary>
    public static Dictionary<string, string> Refusals(ApiReply report) =>
        report.Body["refusals"]!
            .AsArray()
            .Where(x => x!.Word("action") == "submit-application")
            .ToDictionary(x => x!.Word("subject"), x => x!.Word("code"));
}
