using SocialInnovation.Application.Budget.AdoptScenario;
using SocialInnovation.Application.Budget.ManageFunds;
using SocialInnovation.Application.Budget.ReserveEnvelope;
using SocialInnovation.Application.Budget.SignOffScenario;
using SocialInnovation.Application.Budget.SimulateScenario;
using SocialInnovation.Application.Common.Bundles;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Budget;

/// <summary>The fund and envelope of a bundle, its scenario with proposal and visa, and its adoption.</summary>
internal sealed class BudgetBundlePart : IBundlePart
{
    public IEnumerable<BundleStep> Read(BundleReader bundle)
    {
        var (call, timeline, persons) = (bundle.Call, bundle.Call["timeline"], bundle.Call["persons"]);
        var officer = persons["budgetOfficer"].Text;
        var fund = new OpenFundBody(call["fund"]["name"].Text);
        yield return Step(timeline["fundAt"], call["fund"].Line, BundlePrecedence.Money, officer, _ => new OpenFund(fund)) with
        {
            Key = "fund",
        };
        foreach (var contribution in call["fund"]["contributions"].Items)
        {
            var body = new AddContributionBody(
                contribution["financer"].Text,
                contribution["fiscalYear"].Number,
                contribution["amount"].Money,
                contribution["signedOn"].Date,
                contribution["earmark"].Exists ? ReadEarmark(contribution["earmark"]) : null
            );
            yield return Step(
                timeline["fundAt"],
                contribution.Line,
                BundlePrecedence.Money + 1,
                officer,
                ids => ids.Find("fund") is { } id ? new AddContribution(new FundId(id), ExpectedVersion.Any, body) : null
            );
        }

        var lines = call["envelope"]
            ["lines"]
            .Items.Select(x => new EnvelopeLineBody(
                x["section"].Word<BudgetSection>(),
                x["amount"].Money,
                x["expenseCategories"].Texts,
                x["lapsesOn"].Exists ? x["lapsesOn"].Date : null
            )
            {
                PaymentCredits = x["paymentCredits"].Exists
                    ? [.. x["paymentCredits"].Items.Select(y => new PaymentCreditBody(y["year"].Number, y["amount"].Money))]
                    : [],
            })
            .ToList();
        yield return Step(
            timeline["fundAt"],
            call["envelope"].Line,
            BundlePrecedence.Money + 2,
            officer,
            ids =>
                ids.Find("fund") is { } fundId && ids.Find("call") is { } callId
                    ? new ReserveEnvelope.ReserveEnvelope(new ReserveEnvelopeBody(new FundId(fundId), new CallId(callId), lines))
                    : null
        );
        foreach (var step in Scenario(bundle))
        {
            yield return step;
        }
    }

    private static EarmarkBody ReadEarmark(BundleJson earmark) =>
        new()
        {
            Themes = earmark["themes"].Texts,
            Departments = earmark["departments"].Texts,
            LegalForms = earmark["legalForms"].Texts,
        };

    private static IEnumerable<BundleStep> Scenario(BundleReader bundle)
    {
        var (call, timeline, persons) = (bundle.Call, bundle.Call["timeline"], bundle.Call["persons"]);
        var (manager, at) = (persons["manager"].Text, timeline["scenarioAt"]);
        yield return Step(
            at,
            at.Line,
            BundlePrecedence.Scenario,
            manager,
            ids =>
                ids.Find("call") is { } callId && ids.Find("ranking") is { } ranking
                    ? new SimulateScenario.SimulateScenario(new CallId(callId), new SimulateScenarioBody(new RankingId(ranking)))
                    : null
        ) with
        {
            Key = "scenario",
        };
        yield return Step(
            at,
            at.Line,
            BundlePrecedence.Scenario + 1,
            manager,
            ids => Find(ids) is { } id ? new ProposeScenario(id, ExpectedVersion.Any) : null
        );
        yield return Step(
            call["meeting"]["heldAt"],
            call["meeting"]["heldAt"].Line,
            BundlePrecedence.Decision,
            persons["secretary"].Text,
            ids =>
                Find(ids) is { } id
                    ? new SignOffScenario.SignOffScenario(id, ExpectedVersion.Any, new SignOffScenarioBody(SignOffOutcome.Granted))
                    : null
        );
        yield return Step(
            timeline["visaAt"],
            timeline["visaAt"].Line,
            BundlePrecedence.Decision,
            persons["visa"].Text,
            ids =>
                Find(ids) is { } id
                    ? new SignOffScenario.SignOffScenario(id, ExpectedVersion.Any, new SignOffScenarioBody(SignOffOutcome.Granted))
                    : null
        );
        var decision = new AdoptScenarioBody(
            call["decision"]["reference"].Text,
            call["decision"]["date"].Date,
            call["decision"]["body"].Text,
            call["waitingListEndsOn"].Date
        );
        yield return Step(
            timeline["adoptedAt"],
            call["decision"].Line,
            BundlePrecedence.Decision,
            persons["decisionRecorder"].Text,
            ids => Find(ids) is { } id ? new AdoptScenario.AdoptScenario(id, ExpectedVersion.Any, decision) : null
        );
    }

    private static AllocationScenarioId? Find(IBundleIds ids) => ids.Find("scenario") is { } id ? new AllocationScenarioId(id) : null;

    private static BundleStep Step(BundleJson at, int line, int precedence, string actor, Func<IBundleIds, ICommand?> command) =>
        new()
        {
            At = at.Instant,
            Precedence = precedence,
            Actor = actor,
            File = BundleReader.CallFile,
            Line = line,
            Subject = "call",
            Command = command,
        };
}
