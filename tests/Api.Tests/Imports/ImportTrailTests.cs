using SocialInnovation.Api.Tests.MainJob;

namespace SocialInnovation.Api.Tests.Imports;

/// <summary>An import leaves what its persons would have left, had they come over HTTP.</summary>
[Collection(nameof(MainJobWalk))]
public sealed class ImportTrailTests(MainJobWalk walk, ImportedBundle imported) : IClassFixture<ImportedBundle>
{
    // The import's own rows; what the service does of itself has no person.
    private static readonly string[] Machinery = ["run-import", "receive-bundle"];

    public static TheoryData<string> Aggregates =>
        [
            "user",
            "organisation",
            "call-for-projects",
            "fund",
            "envelope",
            "grant-application",
            "evaluation-panel",
            "score-sheet",
            "ranking",
            "allocation-scenario",
            "standing-group",
            "meeting",
            "grant",
        ];

    [Theory]
    [MemberData(nameof(Aggregates))]
    public void AuditRows_AreThoseOfTheWalk(string aggregate)
    {
        var walked = Rows(walk.Trail, aggregate);

        var rows = Rows(imported.Trail, aggregate);

        Assert.NotEmpty(walked);
        Assert.Equal(walked, rows);
    }

    [Fact]
    public void AggregatesOfTheTrails_AreAllCompared() =>
        Assert.Equal(
            Aggregates.Select(x => x.Data).Order(),
            walk.Trail.Audit.Concat(imported.Trail.Audit).Where(IsOfPersons).Select(x => x.EntityType).Distinct().Order()
        );

    [Fact]
    public void LedgerEntries_AreThoseOfTheWalk()
    {
        Assert.NotEmpty(imported.Trail.Ledger);
        Assert.Equal(walk.Trail.Ledger.Select(x => x.Text).Order(), imported.Trail.Ledger.Select(x => x.Text).Order());
    }

    [Fact]
    public void Balances_AreThoseOfTheWalk() =>
        Assert.Equal(walk.Trail.Balances.Select(x => x.Text).Order(), imported.Trail.Balances.Select(x => x.Text).Order());

    private static bool IsOfPersons(AuditRow row) => row.Person != "nobody" && !Machinery.Contains(row.Action);

    private static List<string> Rows(Trail trail, string aggregate) =>
        [.. trail.Audit.Where(x => x.EntityType == aggregate && IsOfPersons(x)).Select(x => x.ToString()).Order(StringComparer.Ordinal)];
}
