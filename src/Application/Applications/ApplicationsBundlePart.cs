using SocialInnovation.Application.Applications.DraftApplication;
using SocialInnovation.Application.Applications.EditApplication;
using SocialInnovation.Application.Applications.InstructApplication;
using SocialInnovation.Application.Common.Bundles;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Applications;

/// <summary>The applications of a bundle, their documents and what was decided on them.</summary>
internal sealed class ApplicationsBundlePart : IBundlePart
{
    // A draft is made just before its submission.
    private static readonly TimeSpan DraftedBefore = TimeSpan.FromSeconds(1);

    public IEnumerable<BundleStep> Read(BundleReader bundle)
    {
        var applicants = new Dictionary<string, string>();
        var themes = bundle.Call["themes"].Texts.ToHashSet();
        foreach (var row in BundleTables.Applications(bundle))
        {
            var reference = row.Text("reference");
            var siren = row.Text("siret") is { Length: Siret.Length } siret ? siret[..Siren.Length] : string.Empty;
            if (!applicants.TryAdd(reference, $"applicant-{siren}"))
            {
                row.Fault("reference", "bundle.duplicate", $"{reference} stands twice.");
            }

            foreach (var step in Draft(row, reference, siren, themes))
            {
                yield return step;
            }
        }

        foreach (var step in Documents(bundle, applicants).Concat(Decisions(bundle, applicants)))
        {
            yield return step;
        }
    }

    public static string Key(string reference) => $"application:{reference}";

    private static IEnumerable<BundleStep> Draft(BundleRow row, string reference, string siren, HashSet<string> themes)
    {
        var (at, content) = (row.Instant("submittedAt"), Content(row, themes));
        yield return Step(
            row,
            reference,
            at == default ? at : at - DraftedBefore,
            BundlePrecedence.Draft,
            $"applicant-{siren}",
            ids =>
                ids.Find("call") is { } call && ids.Find($"organisation:{siren}") is { } organisation
                    ? new DraftApplication.DraftApplication(
                        new DraftApplicationBody(new CallId(call), new OrganisationId(organisation), content),
                        reference
                    )
                    : null
        ) with
        {
            Key = Key(reference),
        };
        yield return Step(
            row,
            reference,
            at,
            BundlePrecedence.Submission,
            $"applicant-{siren}",
            ids => Find(ids, reference) is { } id ? new SubmitApplication.SubmitApplication(id, ExpectedVersion.Any) : null
        );
    }

    private static ApplicationContentBody Content(BundleRow row, HashSet<string> themes) =>
        new()
        {
            Siret = row.Text("siret"),
            ProjectTitle = row.Text("project"),
            Theme = row.Reference("theme", themes, "theme"),
            Initiator = row.Word<Initiator>("initiator"),
            CommuneCode = row.Text("communeCode"),
            Commune = row.Text("commune"),
            Plan = new FinancingPlanBody(
                [
                    new CategoryCostBody("investment", row.Money("investment")),
                    new CategoryCostBody("job-creation", row.Money("jobCreation")),
                    new CategoryCostBody("communication", row.Money("communication")),
                ],
                row.Money("requested"),
                row.Money("ownFunds"),
                row.Money("bankLoan")
            ),
            DeclaredAid = row.Money("declaredAid"),
        };

    private static IEnumerable<BundleStep> Documents(BundleReader bundle, Dictionary<string, string> applicants)
    {
        var references = applicants.Keys.ToHashSet();
        foreach (var row in BundleTables.Documents(bundle))
        {
            var reference = row.Reference("application", references, "application");
            var body = new AddDocumentBody(row.Text("kind"), row.Text("fileName"), row.Number("bytes"));
            yield return Step(
                row,
                reference,
                row.Instant("receivedAt"),
                BundlePrecedence.Document,
                applicants.GetValueOrDefault(reference),
                ids => Find(ids, reference) is { } id ? new AddDocument(id, ExpectedVersion.Any, body) : null
            );
        }
    }

    private static IEnumerable<BundleStep> Decisions(BundleReader bundle, Dictionary<string, string> applicants)
    {
        var references = applicants.Keys.ToHashSet();
        var instructors = bundle.Call["persons"]["instructors"].Texts.ToHashSet();
        foreach (var row in BundleTables.Decisions(bundle))
        {
            var reference = row.Reference("application", references, "application");
            var by = row.Text("by");
            if (by != "applicant" && !instructors.Contains(by))
            {
                row.Fault("by", "bundle.broken-reference", $"There is no instructor {by}.");
            }

            if (Command(row) is { } command)
            {
                yield return Step(
                    row,
                    reference,
                    row.Instant("at"),
                    BundlePrecedence.Instruction,
                    by == "applicant" ? applicants.GetValueOrDefault(reference) : by,
                    ids => Find(ids, reference) is { } id ? command(id) : null
                );
            }
        }
    }

    private static Func<GrantApplicationId, ICommand>? Command(BundleRow row)
    {
        switch (row.Text("kind"))
        {
            case "admissibility":
                var decision = new DecideAdmissibilityBody(
                    row.Word<AdmissibilityOutcome>("outcome"),
                    row.Optional("ground") is null ? null : row.Word<InadmissibilityGround>("ground"),
                    row.Optional("reason")
                );
                return id => new DecideAdmissibility(id, ExpectedVersion.Any, decision);
            case "completion-request":
                var request = new RequestCompletionBody([row.Text("outcome")], row.Instant("deadline"));
                return id => new RequestCompletion(id, ExpectedVersion.Any, request);
            case "withdrawal":
                return id => new WithdrawApplication.WithdrawApplication(id, ExpectedVersion.Any);
            default:
                row.Fault("kind", "bundle.unknown-code", "One of admissibility, completion-request, withdrawal.");
                return null;
        }
    }

    private static GrantApplicationId? Find(IBundleIds ids, string reference) =>
        ids.Find(Key(reference)) is { } id ? new GrantApplicationId(id) : null;

    private static BundleStep Step(
        BundleRow row,
        string reference,
        DateTimeOffset at,
        int precedence,
        string? actor,
        Func<IBundleIds, ICommand?> command
    ) =>
        new()
        {
            At = at,
            Precedence = precedence,
            Actor = actor,
            File = row.File,
            Line = row.Line,
            Subject = reference,
            Command = command,
        };
}
