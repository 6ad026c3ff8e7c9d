using System.Text.Json.Nodes;

namespace SocialInnovation.Api.Tests.MainJob;

/// <summary>People, organisations, fund, envelope and the call up to its publication.</summary>
internal sealed class WalkedSetUp(MainJobWalk walk)
{
    private const int SirenLength = 9;

    private WalkedCall Call => walk.Call;

    public void Plan()
    {
        walk.At(Call.Time("fundAt"), RegisterPeopleAsync);
        walk.At(Call.Time("fundAt"), RegisterOrganisationsAsync);
        walk.At(Call.Time("fundAt"), DraftCallAsync);
        walk.At(Call.Time("fundAt"), ReserveAsync);
        walk.At(Call.Time("publishedAt"), () => Call.PostAsync(Call.Actor("manager"), $"{Call.Path}/publication", Call.Id));
    }

    private async Task RegisterPeopleAsync()
    {
        var administrator = await walk.Api.SignInAsync("administrator");
        var persons = Call.Terms["persons"]!;
        foreach (
            var (member, role) in new[]
            {
                ("budgetOfficer", "budget-officer"),
                ("manager", "programme-manager"),
                ("rankingFreezer", "programme-manager"),
                ("secretary", "working-group-secretary"),
                ("visa", "budget-officer"),
                ("decisionRecorder", "decision-recorder"),
            }
        )
        {
            await walk.RegisterAsync(administrator, persons.Word(member), persons.Word(member), role);
        }

        foreach (var code in persons["instructors"]!.AsArray().Select(x => x!.GetValue<string>()))
        {
            await walk.RegisterAsync(administrator, code, code, "instructor");
        }

        foreach (var row in BundleFile.Rows(MainJobWalk.Bundle, "evaluators.csv"))
        {
            await walk.RegisterAsync(administrator, row["code"], row["name"], "evaluator");
        }
    }

    private async Task RegisterOrganisationsAsync()
    {
        var administrator = await walk.Api.SignInAsync("administrator");
        foreach (var row in BundleFile.Rows(MainJobWalk.Bundle, "applications.csv"))
        {
            var siren = row["siret"][..SirenLength];
            var applicant = $"applicant-{siren}";
            await walk.RegisterAsync(administrator, applicant, row["organisation"], "applicant");
            var organisation = await Call.CreateAsync(
                administrator,
                "/api/v1/organisations",
                new
                {
                    siren,
                    name = row["organisation"],
                    legalForm = row["legalForm"],
                    flags = row["flags"].Split(' ', StringSplitOptions.RemoveEmptyEntries),
                }
            );
            var member = new { userId = walk.Person(applicant).UserId, role = "owner" };
            await Call.PostAsync(administrator, $"/api/v1/organisations/{organisation.Id}/members", organisation.Id, member);
        }
    }

    private async Task DraftCallAsync()
    {
        var body = new JsonObject();
        foreach (
            var same in new[]
            {
                "reference",
                "title",
                "opensAt",
                "closesAt",
                "timeZone",
                "maximumAidRate",
                "expenseCategories",
                "themes",
                "eligibilityRules",
                "documents",
                "minimumScore",
                "minimumSheets",
                "tieBreaks",
                "allocationPolicy",
                "stateAidBasis",
            }
        )
        {
            body[same] = Call.Terms[same]!.DeepClone();
        }

        body["description"] = Call.Terms.Word("provenance");
        body["grantCeiling"] = BundleFile.Euros(Call.Terms.Word("grantCeiling"));
        body["criteria"] = new JsonArray([.. Call.Terms["criteria"]!.AsArray().Select(x => Criterion(x!))]);
        body["managers"] = new JsonArray(Call.Actor("rankingFreezer").UserId);
        Call.Id = (await Call.CreateAsync(Call.Actor("manager"), "/api/v1/calls", body)).Id;
    }

    private static JsonObject Criterion(JsonNode criterion) =>
        new()
        {
            ["code"] = criterion.Word("code"),
            ["title"] = criterion.Word("title"),
            ["weight"] = criterion["weight"]!.GetValue<int>(),
            ["minimumMark"] = criterion["scale"]![0]!.GetValue<int>(),
            ["maximumMark"] = criterion["scale"]![1]!.GetValue<int>(),
        };

    private async Task ReserveAsync()
    {
        var (officer, fund) = (Call.Actor("budgetOfficer"), Call.Terms["fund"]!);
        Call.FundId = (await Call.CreateAsync(officer, "/api/v1/funds", new { name = fund.Word("name") })).Id;
        foreach (var contribution in fund["contributions"]!.AsArray())
        {
            var body = contribution!.DeepClone();
            body["amount"] = BundleFile.Euros(contribution.Word("amount"));
            await Call.PostAsync(officer, $"/api/v1/funds/{Call.FundId}/contributions", Call.FundId, body);
        }

        var lines = Call.Terms["envelope"]!["lines"]!.DeepClone().AsArray();
        foreach (var line in lines)
        {
            line!["amount"] = BundleFile.Euros(line.Word("amount"));
        }

        var envelope = new JsonObject
        {
            ["fundId"] = Call.FundId,
            ["callId"] = Call.Id,
            ["lines"] = lines,
        };
        await Call.CreateAsync(officer, "/api/v1/envelopes", envelope);
    }
}
