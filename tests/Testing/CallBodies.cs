using System.Text.Json.Nodes;

namespace SocialInnovation.Testing;

/// <summary>Bodies of the call of 2013, for tests to vary.</summary>
public static class CallBodies
{
    public static JsonObject Draft(string reference)
    {
        var body = Terms();
        body["reference"] = reference;
        return body;
    }

    public static JsonObject Terms() =>
        JsonNode
            .Parse(
                """
                {
                  "title": "Soutien aux entreprises socialement innovantes",
                  "description": "Investment, job creation, communication.",
                  "opensAt": "2031-09-02T09:00:00+02:00",
                  "closesAt": "2031-10-31T17:00:00+01:00",
                  "timeZone": "Europe/Paris",
                  "grantCeiling": { "amount": "45000.00", "currency": "EUR" },
                  "maximumAidRate": "50",
                  "expenseCategories": ["investment", "job-creation", "communication"],
                  "themes": ["housing-and-mobility", "culture"],
                  "eligibilityRules": [{ "code": "territory", "departments": ["54", "55", "57", "88"], "effect": "for-the-instructor" }],
                  "documents": [{ "kind": "statutes", "due": "submission" }, { "kind": "accounts", "due": "completion" }],
                  "criteria": [
                    { "code": "stakeholders", "title": "Stakeholder involvement", "weight": 30, "minimumMark": 0, "maximumMark": 5 },
                    { "code": "effects", "title": "Positive effects", "weight": 30, "minimumMark": 0, "maximumMark": 5 },
                    { "code": "scaling", "title": "Will to scale up", "weight": 20, "minimumMark": 0, "maximumMark": 5 },
                    { "code": "risk", "title": "Risk-taking and experimentation", "weight": 20, "minimumMark": 0, "maximumMark": 5 }
                  ],
                  "minimumScore": "60",
                  "minimumSheets": 3,
                  "tieBreaks": ["effects", "stakeholders", "submittedAt", "reference"],
                  "allocationPolicy": { "name": "ranked", "whenExceeded": "skip" },
                  "stateAidBasis": "none"
                }
                """
            )!
            .AsObject();
}
