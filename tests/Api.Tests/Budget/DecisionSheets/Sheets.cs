using SocialInnovation.Application.Budget.DecideOnScenario;
using SocialInnovation.Application.Budget.SignOffScenario;
using SocialInnovation.Application.Budget.SimulateScenario;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Tests.Budget.DecisionSheets;

/// <summary>A decision sheet with something of everything.</summary>
internal static class Sheets
{
    public static readonly DateTimeOffset ReadAt = new(2013, 12, 1, 9, 5, 0, TimeSpan.FromHours(1));

    public static DecisionSheetModel Sheet() =>
        new()
        {
            ScenarioId = new AllocationScenarioId(Guid.CreateVersion7()),
            Title = "Sans l’atelier",
            State = ScenarioState.InSignOff,
            CallId = new CallId(Guid.CreateVersion7()),
            CallReference = "AAP-2013-0001",
            CallTitle = "Innovation & lien social",
            Policy = new AllocationPolicyBody(AllocationPolicy.Ranked, WhenExceeded.Skip)
            {
                PartialLast = true,
                MinimumGrant = new Money(1_500),
            },
            Available = new Money(230_000),
            Granted = new Money(221_000.50m),
            Left = new Money(8_999.50m),
            Limits = [new SheetLimitModel(BindingKind.Theme, "T-3", new Money(40_000), null, new Money(25_000))],
            Unmet = [new UnmetDemandModel(BindingKind.Department, "57", new Money(50_000), new Money(41_000))],
            Applications =
            [
                new SheetLineModel(
                    new GrantApplicationId(Guid.CreateVersion7()),
                    "AAP-2013-0001-00007",
                    "L’épicerie",
                    1,
                    "91.1250",
                    "80.0000",
                    "98.5025",
                    2,
                    new Money(20_000),
                    new Money(18_000),
                    ApplicationOutcome.Awarded,
                    new Money(18_000),
                    AllocationRule.WithinLimits
                ),
                new SheetLineModel(
                    new GrantApplicationId(Guid.CreateVersion7()),
                    "AAP-2013-0001-00003",
                    "L’atelier",
                    2,
                    "71.0000",
                    null,
                    null,
                    0,
                    new Money(30_000),
                    null,
                    ApplicationOutcome.WaitingListed,
                    Money.Zero,
                    AllocationRule.EnvelopeExhausted
                ),
            ],
            ApplicationCount = 2,
            Alternatives =
            [
                new SheetAlternativeModel(
                    new AllocationScenarioId(Guid.CreateVersion7()),
                    null,
                    AllocationPolicy.Optimal,
                    ScenarioState.Simulated,
                    new Money(219_500),
                    12
                ),
            ],
            Swaps =
            [
                new SheetSwapModel("AAP-2013-0001-00003", true, ["AAP-2013-0001-00007", "AAP-2013-0001-00009"], [], new Money(229_000)),
                new SheetSwapModel("AAP-2013-0001-00012", false, [], [], Money.Zero),
            ],
            Steps = [SignOffStep.ProgrammeManager, SignOffStep.WorkingGroupOpinion, SignOffStep.BudgetVisa, SignOffStep.Decision],
            SignOffs =
            [
                Said(SignOffOutcome.Returned, new DateTimeOffset(2013, 11, 28, 10, 0, 0, TimeSpan.FromHours(1)), "Trop peu pour la Meuse."),
                Said(SignOffOutcome.Granted, new DateTimeOffset(2013, 11, 29, 18, 30, 0, TimeSpan.FromHours(1)), null),
            ],
            Agree = 11,
            Disagree = 1,
            Notes = ["La Meuse manque."],
        };

    private static SignOffModel Said(SignOffOutcome outcome, DateTimeOffset at, string? reason) =>
        new(SignOffStep.ProgrammeManager, outcome, new UserId(Guid.CreateVersion7()), at, reason, null);
}
