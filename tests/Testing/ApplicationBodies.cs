using System.Globalization;
using System.Text.Json.Nodes;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Testing;

/// <summary>Bodies of a grant application that its call takes, for tests to vary.</summary>
public static class ApplicationBodies
{
    private static int organisations;

    /// <summary>A SIREN with a right key that no other test has.</summary>
    public static string Siren()
    {
        var root = (10_000_000 + Interlocked.Increment(ref organisations)).ToString(CultureInfo.InvariantCulture);
        return WithKey(root);
    }

    public static string Siret(string siren) => WithKey(siren + "0001");

    public static JsonObject Draft(Guid call, Guid organisation, string siren) =>
        new()
        {
            ["callId"] = call,
            ["organisationId"] = organisation,
            ["content"] = Content(siren),
        };

    /// <summary>Costs of 40 000.00 EUR, half of which is asked for.</summary>
    public static JsonObject Content(string siren) =>
        JsonNode
            .Parse(
                $$"""
                {
                  "siret": "{{Siret(siren)}}",
                  "projectTitle": "Ressourcerie du Saulnois",
                  "theme": "culture",
                  "initiator": "public-private",
                  "communeCode": "57227",
                  "commune": "Forbach",
                  "plan": {
                    "costs": [
                      { "category": "investment", "amount": { "amount": "30000.00", "currency": "EUR" } },
                      { "category": "communication", "amount": { "amount": "10000.00", "currency": "EUR" } }
                    ],
                    "requested": { "amount": "20000.00", "currency": "EUR" },
                    "ownFunds": { "amount": "15000.00", "currency": "EUR" },
                    "bankLoan": { "amount": "5000.00", "currency": "EUR" }
                  },
                  "declaredAid": { "amount": "0.00", "currency": "EUR" }
                }
                """
            )!
            .AsObject();

    public static JsonObject Euros(string amount) => new() { ["amount"] = amount, ["currency"] = Money.Currency };

    private static string WithKey(string digits) =>
        Enumerable.Range(0, 10).Select(x => digits + x.ToString(CultureInfo.InvariantCulture)).Single(Luhn.Holds);
}
