using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.MainJob;

/// <summary>
/// The audit rows and ledger entries of a database as its auditor reads them, made comparable: persons by name, applications by the
/// files' reference, other ids by nothing, instants by the minute (a request takes time, an import's row takes none).
/// </summary>
/// <param name="Audit">One row a change.</param>
/// <param name="Ledger">One row an entry.</param>
/// <param name="Balances">One row an account and financer.</param>
internal sealed partial record Trail(IReadOnlyList<AuditRow> Audit, IReadOnlyList<MoneyRow> Ledger, IReadOnlyList<MoneyRow> Balances)
{
    public static async Task<Trail> ReadAsync(ApiFixture api, IReadOnlyDictionary<string, string>? references = null)
    {
        var administrator = await api.SignInAsync("administrator");
        var auditor = await api.SignInAsync("auditor");
        var names = new Names(references);
        foreach (var user in await administrator.AllAsync("/api/v1/users"))
        {
            names.Add(user, "userName");
        }

        foreach (var organisation in await auditor.AllAsync("/api/v1/organisations"))
        {
            names.Add(organisation, "siren");
        }

        foreach (var application in await auditor.AllAsync("/api/v1/applications"))
        {
            names.Add(application, "reference");
        }

        foreach (var grant in await auditor.AllAsync("/api/v1/grants"))
        {
            names.Add(grant["id"]!.GetValue<Guid>(), $"grant of {names.Of(grant["applicationId"]!.GetValue<Guid>())}");
        }

        // Who reads what is another matter.
        var changes = (await auditor.AllAsync("/api/v1/audit-trail")).Where(x => x["readIds"] is null);
        var audit = changes.Select(x => AuditRow.Of(x, names)).ToList();
        var ledger = (await auditor.AllAsync("/api/v1/ledger-entries")).ConvertAll(x => MoneyRow.Of(x, "amount", names));
        var fund = (await auditor.AllAsync("/api/v1/funds")).Single()["id"]!.GetValue<Guid>();
        var balances = (await auditor.GetAsync($"/api/v1/balances?fundId={fund}")).Expect(200).Body.AsArray();
        return new Trail(audit, ledger, [.. balances.Select(x => MoneyRow.Of(x!.AsObject(), "balance", names))]);
    }

    /// <summary>What ids and references stand for.</summary>
    internal sealed partial class Names(IReadOnlyDictionary<string, string>? references)
    {
        private readonly Dictionary<Guid, string> names = [];

        public void Add(JsonObject resource, string member) =>
            names[resource["id"]!.GetValue<Guid>()] = ReplaceReferences(resource.Word(member));

        public void Add(Guid id, string name) => names[id] = name;

        public string Of(Guid? id) => id is { } known ? names.GetValueOrDefault(known, "another") : "nobody";

        public string? Replace(string? text)
        {
            if (text is null)
            {
                return null;
            }

            text = InputHashes().Replace(text, "$1");
            text = Ids().Replace(ReplaceReferences(text), x => Of(Guid.Parse(x.Value)));
            return Instants().Replace(text, x => Minute(x.Value));
        }

        /// <summary>A draft is made one second before the minute of its submission: that second is put back.</summary>
        public static string Minute(string instant) =>
            DateTimeOffset
                .Parse(instant, CultureInfo.InvariantCulture)
                .ToUniversalTime()
                .AddSeconds(1)
                .ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

        private string ReplaceReferences(string text) =>
            references is null ? text : References().Replace(text, x => references.GetValueOrDefault(x.Value, x.Value));

        // A ranking's inputs hold references, and instants to the tick.
        [GeneratedRegex(@"(""inputHash"": )""[0-9a-f]+""")]
        private static partial Regex InputHashes();

        [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
        private static partial Regex Ids();

        [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")]
        private static partial Regex Instants();

        [GeneratedRegex(@"\b2013-LOR-\d{4}\b")]
        private static partial Regex References();
    }
}

/// <summary>One change of one aggregate.</summary>
/// <param name="EntityType">Type of the aggregate.</param>
/// <param name="Action">The command.</param>
/// <param name="Person">On whose behalf it was done; else who did it.</param>
/// <param name="Minute">The business instant.</param>
/// <param name="Entity">The aggregate, where it has a name.</param>
/// <param name="Before">Its members before.</param>
/// <param name="After">Its members after.</param>
internal sealed record AuditRow(
    string EntityType,
    string Action,
    string Person,
    string Minute,
    string Entity,
    string? Before,
    string? After
)
{
    public static AuditRow Of(JsonObject row, Trail.Names names) =>
        new(
            row.Word("entityType"),
            row.Word("action"),
            names.Of(row["onBehalfOfId"]?.GetValue<Guid>() ?? row["actorId"]?.GetValue<Guid>()),
            Trail.Names.Minute(row.Word("effectiveAt")),
            names.Of(row["entityId"]!.GetValue<Guid>()),
            names.Replace(row["before"]?.GetValue<string>()),
            names.Replace(row["after"]?.GetValue<string>())
        );
}

/// <summary>A ledger entry or a balance.</summary>
/// <param name="Account">The kind of account.</param>
/// <param name="Financer">Whose money it is.</param>
/// <param name="Amount">EUR.</param>
/// <param name="Text">All that the service says of it.</param>
internal sealed record MoneyRow(string Account, string Financer, decimal Amount, string Text)
{
    public static MoneyRow Of(JsonObject row, string amount, Trail.Names names) =>
        new(
            row.Word("account"),
            row.Word("financer"),
            decimal.Parse(row.Word(amount), CultureInfo.InvariantCulture),
            string.Join(
                ' ',
                row.Where(x => x.Key is not ("id" or "transactionId")).Select(x => $"{x.Key}={names.Replace(x.Value?.ToString())}")
            )
        );
}
