namespace SocialInnovation.Application.Common.Bundles;

/// <summary>The CSV files of a bundle and their columns.</summary>
public static class BundleTables
{
    public static IReadOnlyList<BundleRow> Applications(BundleReader bundle) =>
        bundle.Table(
            "applications.csv",
            "reference",
            "organisation",
            "legalForm",
            "flags",
            "siret",
            "communeCode",
            "commune",
            "project",
            "theme",
            "initiator",
            "submittedAt",
            "investment",
            "jobCreation",
            "communication",
            "requested",
            "ownFunds",
            "bankLoan",
            "declaredAid"
        );

    public static IReadOnlyList<BundleRow> Documents(BundleReader bundle) =>
        bundle.Table("documents.csv", "application", "kind", "fileName", "bytes", "receivedAt");

    public static IReadOnlyList<BundleRow> Decisions(BundleReader bundle) =>
        bundle.Table("decisions.csv", "application", "kind", "outcome", "ground", "reason", "at", "by", "deadline");

    public static IReadOnlyList<BundleRow> Evaluators(BundleReader bundle) =>
        bundle.Table("evaluators.csv", "code", "name", "college", "independenceAt");

    public static IReadOnlyList<BundleRow> Marks(BundleReader bundle) =>
        bundle.Table("marks.csv", "application", "evaluator", "criterion", "mark");

    public static IReadOnlySet<string> References(BundleReader bundle) => Applications(bundle).Select(x => x.Text("reference")).ToHashSet();

    public static IReadOnlySet<string> EvaluatorCodes(BundleReader bundle) => Evaluators(bundle).Select(x => x.Text("code")).ToHashSet();
}
