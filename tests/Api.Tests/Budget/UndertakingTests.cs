using System.Text.Json.Nodes;
using SocialInnovation.Testing;
using static SocialInnovation.Api.Tests.Budget.StateAidScene;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>The regulations, who is linked, and aid that is declared of other granters.</summary>
public sealed class UndertakingTests : IAsyncLifetime
{
    private BudgetScene scene = null!;
    private StateAidScene aid = null!;

    public async ValueTask InitializeAsync()
    {
        scene = await BudgetScene.StartAsync(new BudgetBundle(1000, new BundledApplication(600)));
        aid = new StateAidScene(scene);
    }

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Regulations_AreThoseOfTheLaw()
    {
        var regulations = await scene.AllAsync(Regulations);

        Assert.Equal(
            [
                "ec-1998-2006 de-minimis 2007-01-01 2013-12-31 200000.00 fiscal-years",
                "eu-360-2012 sgei-de-minimis 2012-04-29 2023-12-31 500000.00 fiscal-years",
                "eu-1407-2013 de-minimis 2014-01-01 2023-12-31 200000.00 fiscal-years",
                "eu-2023-2831 de-minimis 2024-01-01 2030-12-31 300000.00 rolling",
                "eu-2023-2832 sgei-de-minimis 2024-01-01 2030-12-31 750000.00 rolling",
            ],
            regulations.Select(x =>
                $"{Text(x, "regulation")} {Text(x, "stateAidBasis")} {Text(x, "from")} {Text(x, "to")} "
                + $"{Text(x["ceiling"]!, "amount")} {Text(x, "window")}"
            )
        );
        var first = (await scene.Recorder.GetAsync($"{Regulations}?limit=3")).Expect(200).Body;
        Assert.Equal("3", Text(first, "nextCursor"));
        var instructor = await scene.Api.RegisterAsync("other.instructor", "instructor");
        (await instructor.GetAsync(Regulations)).ExpectRefusal(403, "access.role-missing");
    }

    [Fact]
    public async Task Regulations_OfOneBasis_AreNeverTwoOnADay() =>
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            scene.Api.Database.ExecuteAsync("""update budget.aid_regulations set "to" = '2014-01-01' where code = 'ec-1998-2006'""")
        );

    [Fact]
    public async Task Undertaking_IsRecordedByTheOfficer_AndFoundByItsMembers()
    {
        var (first, second) = (ApplicationBodies.Siren(), ApplicationBodies.Siren());
        var body = Undertaking(Member(first, until: "2013-12-31"), Member(second));
        foreach (var other in new[] { scene.Manager, scene.Recorder, scene.Secretary, scene.Auditor })
        {
            (await other.PostAsync(Undertakings, body)).ExpectRefusal(403, "access.role-missing");
        }

        var id = (await scene.Officer.PostAsync(Undertakings, body)).Expect(201).Id;

        foreach (var reader in new[] { scene.Officer, scene.Manager, scene.Recorder, scene.Auditor })
        {
            var read = (await reader.GetAsync($"{Undertakings}/{id}")).Expect(200);
            Assert.Equal((1, "12-31"), (read.Version, Text(read.Body, "fiscalYearEnd")));
            var members = read.Body["members"]!.AsArray().ToDictionary(x => Text(x!, "siren")!, x => Text(x!, "until"));
            Assert.Equal(("2013-12-31", null), (members[first], members[second]));
        }

        await aid.LinkAsync(ApplicationBodies.Siren());
        Assert.Equal(id, (await scene.AllAsync($"{Undertakings}?siren={first}")).Single()["id"]!.GetValue<Guid>());
        Assert.Equal(2, (await scene.AllAsync(Undertakings)).Count);
        Assert.Empty(await scene.AllAsync($"{Undertakings}?siren={ApplicationBodies.Siren()}"));
        (await scene.Auditor.GetAsync($"{Undertakings}/{Guid.CreateVersion7()}")).ExpectRefusal(404, "budget.undertaking-not-found");
    }

    [Fact]
    public async Task Replacement_WantsTheVersion_AndSaysAllAnew()
    {
        var (first, second) = (ApplicationBodies.Siren(), ApplicationBodies.Siren());
        var id = (await aid.LinkAsync(first)).Id;
        var (path, body) = (
            $"{Undertakings}/{id}",
            Undertaking(Member(first, until: "2013-06-30"), Member(first, "2014-01-01"), Member(second))
        );
        body["fiscalYearEnd"] = "06-30";

        (await scene.Officer.PutAsync(path, body, null)).ExpectRefusal(428, "request.version-missing");
        (await scene.Officer.PutAsync(path, body, 9)).ExpectRefusal(412, "request.version-stale");
        (await scene.Officer.PutAsync($"{Undertakings}/{Guid.CreateVersion7()}", body, 1)).ExpectRefusal(
            404,
            "budget.undertaking-not-found"
        );
        (await scene.Officer.PutAsync(path, body, 1)).Expect(200);
        (await scene.Officer.PutAsync(path, Undertaking(Member(first, until: "2013-12-31"), Member(first, "2014-01-01")), 2)).Expect(200);

        var read = (await scene.Auditor.GetAsync(path)).Expect(200);
        Assert.Equal(3, read.Version);
        Assert.Equal(["2013-12-31", null], read.Body["members"]!.AsArray().Select(x => Text(x!, "until")));
        // Whoever left may be linked elsewhere.
        await aid.LinkAsync(second);
    }

    [Fact]
    public async Task Company_IsInOneUndertakingOnADay()
    {
        var (first, second) = (ApplicationBodies.Siren(), ApplicationBodies.Siren());
        await aid.LinkAsync(Member(first, until: "2013-06-30"), Member(second));

        await RefusedAsync("budget.member-of-another-undertaking", "#/members", Member(first, "2013-06-30"));
        await RefusedAsync("budget.member-of-another-undertaking", "#/members", Member(first, "2000-01-01", "2010-01-01"));
        var other = (await aid.LinkAsync(Member(first, "2013-07-01"))).Id;
        (await aid.ReplaceAsync(other, Member(first, "2013-07-01"), Member(second, "2020-01-01"))).ExpectRefusal(
            422,
            "budget.member-of-another-undertaking"
        );
    }

    [Fact]
    public async Task Undertakings_LinkingOneCompanyAtOnce_AreRecordedOnce()
    {
        var siren = ApplicationBodies.Siren();

        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ => scene.Officer.PostAsync(Undertakings, Undertaking(Member(siren), Member(ApplicationBodies.Siren()))))
        );

        Assert.Single(replies, x => x.Status == 201);
        Assert.All(replies.Where(x => x.Status != 201), x => x.ExpectRefusal(422, "budget.member-of-another-undertaking"));
        Assert.Single(await scene.AllAsync($"{Undertakings}?siren={siren}"));
    }

    [Fact]
    public async Task Undertaking_AgainstARule_IsRefusedWhereItIsWrong()
    {
        var siren = ApplicationBodies.Siren();
        await RefusedAsync("budget.siren-invalid", "#/members/1/siren", Member(siren), Member("123456789"));
        await RefusedAsync("budget.member-period-empty", "#/members/0/until", Member(siren, "2013-01-02", "2013-01-01"));
        await RefusedAsync("budget.member-twice", "#/members/1", Member(siren), Member(siren, "2013-01-01"));
        foreach (
            var (member, value) in new[]
            {
                ("name", "\"\""),
                ("members", "[]"),
                ("members", "[null]"),
                ("members", """[{"siren":"12","from":"2013-01-01"}]"""),
                ("members", """[{"siren":"732829320"}]"""),
                ("fiscalYearEnd", "\"02-30\""),
                ("fiscalYearEnd", "\"2013-12-31\""),
            }
        )
        {
            var body = Undertaking(Member(siren));
            body[member] = JsonNode.Parse(value);
            Assert.Equal((member, value, 400), (member, value, (await scene.Officer.PostAsync(Undertakings, body)).Status));
        }
    }

    [Fact]
    public async Task Declaration_IsRecordedOnBehalfOfTheCompany_AndReadWithItsRegulation()
    {
        var siren = ApplicationBodies.Siren();
        var instructor = await scene.Api.RegisterAsync("aid.instructor", "instructor");
        var ids = new List<Guid>();
        foreach (var recorder in new[] { instructor, scene.Manager, scene.Officer })
        {
            ids.Add((await recorder.PostAsync(Declarations, Declaration(siren, 100))).Expect(201).Id);
        }

        foreach (var other in new[] { scene.Recorder, scene.Secretary, scene.Auditor })
        {
            (await other.PostAsync(Declarations, Declaration(siren, 100))).ExpectRefusal(403, "access.role-missing");
        }

        (await scene.Officer.PostAsync(Declarations, Declaration(ApplicationBodies.Siren(), 100))).Expect(201);
        Assert.Equal(ids, (await scene.AllAsync($"{Declarations}?siren={siren}")).Select(x => x["id"]!.GetValue<Guid>()));
        Assert.Equal(4, (await scene.AllAsync(Declarations)).Count);
        var read = (await instructor.GetAsync($"{Declarations}/{ids[0]}")).Expect(200).Body;
        Assert.Equal(
            (siren, "de-minimis", "ec-1998-2006", "2013-12-20", "2014-01-10"),
            (Text(read, "siren"), Text(read, "stateAidBasis"), Text(read, "regulation"), Text(read, "grantedOn"), Text(read, "declaredOn"))
        );
        (await scene.Officer.GetAsync($"{Declarations}/{Guid.CreateVersion7()}")).ExpectRefusal(404, "budget.aid-declaration-not-found");
    }

    [Theory]
    [InlineData("siren", "\"123456789\"", 422, "budget.siren-invalid")]
    [InlineData("grantedOn", "\"2006-12-31\"", 422, "budget.no-aid-regulation")]
    [InlineData("grantedOn", "\"2014-01-11\"", 422, "budget.aid-granted-after-declaration")]
    [InlineData("declaredOn", "\"2014-01-16\"", 422, "budget.declaration-in-future")]
    [InlineData("stateAidBasis", "\"exempted\"", 400, null)]
    [InlineData("amount", """{"amount":"0.00","currency":"EUR"}""", 400, null)]
    [InlineData("granter", "\"\"", 400, null)]
    [InlineData("declaredOn", "null", 400, null)]
    public async Task Declaration_AgainstARule_IsRefusedWhereItIsWrong(string member, string value, int status, string? code)
    {
        var body = Declaration(ApplicationBodies.Siren(), 100);
        body[member] = JsonNode.Parse(value);

        var reply = await scene.Officer.PostAsync(Declarations, body);

        Assert.Equal(status, reply.Status);
        if (code is not null)
        {
            reply.ExpectRefusal(status, code);
            Assert.Equal($"#/{member}", Text(reply.Body["errors"]![0]!, "pointer"));
        }

        Assert.Empty(await scene.AllAsync(Declarations));
    }

    [Fact]
    public async Task Call_StatesTheReferenceOfItsExemption_AndNoOther()
    {
        var body = CallBodies.Draft("AID");
        body["stateAidBasis"] = "exempted";
        (await scene.Manager.PostAsync("/api/v1/calls", body)).ExpectRefusal(422, "calls.state-aid-reference-missing");
        body["stateAidReference"] = "SA.39252";
        var id = (await scene.Manager.PostAsync("/api/v1/calls", body)).Expect(201).Id;
        Assert.Equal("SA.39252", Text((await scene.Manager.GetAsync($"/api/v1/calls/{id}")).Expect(200).Body, "stateAidReference"));
        (body["reference"], body["stateAidBasis"]) = ("AID-2", "de-minimis");
        (await scene.Manager.PostAsync("/api/v1/calls", body)).ExpectRefusal(422, "calls.state-aid-reference-unwanted");
    }

    private async Task RefusedAsync(string code, string pointer, params JsonObject[] members)
    {
        var reply = await scene.Officer.PostAsync(Undertakings, Undertaking(members));
        reply.ExpectRefusal(422, code);
        Assert.Equal(pointer, Text(reply.Body["errors"]![0]!, "pointer"));
    }

    private static string? Text(JsonNode node, string member) => node[member]?.GetValue<string>();
}
