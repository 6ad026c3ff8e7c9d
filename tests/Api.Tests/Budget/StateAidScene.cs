using System.Globalization;
using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>Undertakings and declarations of aid around a call, as the budget officer records them.</summary>
public sealed class StateAidScene(BudgetScene scene)
{
    public const string Undertakings = "/api/v1/undertakings";
    public const string Declarations = "/api/v1/aid-declarations";
    public const string Regulations = "/api/v1/aid-regulations";

    public static JsonObject Member(string siren, string from = "2010-01-01", string? until = null) =>
        new()
        {
            ["siren"] = siren,
            ["from"] = from,
            ["until"] = until,
        };

    public static JsonObject Undertaking(params JsonObject[] members) =>
        new() { ["name"] = "A group", ["members"] = new JsonArray([.. members]) };

    public static JsonObject Declaration(
        string siren,
        decimal amount,
        string grantedOn = "2013-12-20",
        string basis = "de-minimis",
        string declaredOn = "2014-01-10"
    ) =>
        new()
        {
            ["siren"] = siren,
            ["granter"] = "Communauté de communes",
            ["stateAidBasis"] = basis,
            ["amount"] = ApplicationBodies.Euros(amount.ToString("0.00", CultureInfo.InvariantCulture)),
            ["grantedOn"] = grantedOn,
            ["declaredOn"] = declaredOn,
        };

    /// <summary>One undertaking of these, linked since long.</summary>
    public Task<ApiReply> LinkAsync(params string[] sirens) => LinkAsync([.. sirens.Select(x => Member(x))]);

    public async Task<ApiReply> LinkAsync(params JsonObject[] members) =>
        (await scene.Officer.PostAsync(Undertakings, Undertaking(members))).Expect(201);

    public async Task<ApiReply> ReplaceAsync(Guid id, params JsonObject[] members) =>
        await scene.Officer.PutAsync(
            $"{Undertakings}/{id}",
            Undertaking(members),
            (await scene.Auditor.GetAsync($"{Undertakings}/{id}")).Expect(200).Version
        );

    public Task<ApiReply> DeclareAsync(string siren, decimal amount, string grantedOn = "2013-12-20", string basis = "de-minimis") =>
        scene.Officer.PostAsync(Declarations, Declaration(siren, amount, grantedOn, basis));

    public Task<ApiReply> AwardAsync(int application, decimal amount, string date = "2014-01-14") =>
        scene.Recorder.PostAsync("/api/v1/awards", scene.Award(application, amount, "Out of rank.", date));
}
