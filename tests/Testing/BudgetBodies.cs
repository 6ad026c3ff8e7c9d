using System.Text.Json.Nodes;

namespace SocialInnovation.Testing;

/// <summary>Bodies of funds and envelopes, for tests to vary.</summary>
public static class BudgetBodies
{
    public static JsonObject Contribution(string amount, string financer = "Region", string? signedOn = "2031-08-01") =>
        new()
        {
            ["financer"] = financer,
            ["fiscalYear"] = 2031,
            ["amount"] = ApplicationBodies.Euros(amount),
            ["signedOn"] = signedOn,
        };

    public static JsonObject Transfer(Guid toEnvelope, string amount, string date, string section = "operating") =>
        new()
        {
            ["toEnvelopeId"] = toEnvelope,
            ["section"] = section,
            ["amount"] = ApplicationBodies.Euros(amount),
            ["reason"] = "The other call asks for more.",
            ["decisionReference"] = "14CP-7",
            ["decisionDate"] = date,
        };

    public static JsonObject Envelope(Guid fund, Guid call, params JsonObject[] lines) =>
        new()
        {
            ["fundId"] = fund,
            ["callId"] = call,
            ["lines"] = new JsonArray([.. lines]),
        };

    public static JsonObject Line(
        string amount,
        string section = "operating",
        string categories = "investment,job-creation,communication"
    ) =>
        new()
        {
            ["section"] = section,
            ["amount"] = ApplicationBodies.Euros(amount),
            ["expenseCategories"] = new JsonArray([.. categories.Split(',').Select(x => JsonValue.Create(x))]),
        };
}
