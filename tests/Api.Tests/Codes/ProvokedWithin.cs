namespace SocialInnovation.Api.Tests.Codes;

/// <summary>Codes that stand behind another guard, so that no request gets them, and the test that provokes each from within.</summary>
internal static class ProvokedWithin
{
    /// <summary>Project, class and test of each code.</summary>
    public static IReadOnlyDictionary<string, (string Project, string Class, string Test)> Tests { get; } =
        new Dictionary<string, (string, string, string)>
        {
            // Only an import brings a reference along, and it says the code in its report.
            ["applications.reference-taken"] = ("Api.Tests", "ReferenceTests", "ImportedReference_IsUniqueWithinItsCall"),
            // A ranking whose applications have left the evaluation is outdated first.
            ["applications.not-under-evaluation"] = ("Domain.Tests", "LifecycleTests", "Transition_FromEachState_LeadsOnOrSaysWhyNot"),
            // The applications of a call that is not closed are not evaluated, which is said first.
            ["calls.not-closed"] = ("Domain.Tests", "CallLifecycleTests", "Transition_FromEachState_LeadsOnOrSaysWhyNot"),
            // No answer has it: it ends the job of the search.
            ["budget.allocation-infeasible"] = ("Api.Tests", "PolicyTests", "Optimal_OfWhatCannotBe_NamesTheConstraintsInConflict"),
            // No answer has it: it ends the job of the assignment.
            ["evaluation.assignment-infeasible"] = (
                "Api.Tests",
                "AssignmentRunTests",
                "Run_ThatCantBe_NamesTheApplicationsAndTheConstraint_AndAssignsNothing"
            ),
        };
}
