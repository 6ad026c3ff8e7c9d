using SocialInnovation.Application.Calls.DraftCall;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Bundles;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls;

/// <summary>The call of a bundle: drafted with the fund, published, and notified at its end.</summary>
internal sealed class CallsBundlePart : IBundlePart
{
    public const string CallKey = "call";

    public IEnumerable<BundleStep> Read(BundleReader bundle)
    {
        var (call, timeline, persons) = (bundle.Call, bundle.Call["timeline"], bundle.Call["persons"]);
        var body = Body(call);
        var freezer = persons["rankingFreezer"].Text;
        yield return Step(
            timeline["fundAt"],
            BundlePrecedence.Call,
            persons["manager"].Text,
            ids => new DraftCall.DraftCall(body with { Managers = ids.Find($"person:{freezer}") is { } user ? [new UserId(user)] : [] }),
            CallKey
        );
        yield return Step(
            timeline["publishedAt"],
            BundlePrecedence.Publication,
            persons["manager"].Text,
            ids => Find(ids) is { } id ? new PublishCall.PublishCall(id, ExpectedVersion.Any) : null
        );
        yield return Step(
            timeline["notifiedAt"],
            BundlePrecedence.Decision,
            persons["decisionRecorder"].Text,
            ids => Find(ids) is { } id ? new NotifyOutcomes.NotifyOutcomes(id, ExpectedVersion.Any) : null
        );
    }

    private static CallId? Find(IBundleIds ids) => ids.Find(CallKey) is { } id ? new CallId(id) : null;

    private static BundleStep Step(BundleJson at, int precedence, string actor, Func<IBundleIds, ICommand?> command, string? key = null) =>
        new()
        {
            At = at.Instant,
            Precedence = precedence,
            Actor = actor,
            File = BundleReader.CallFile,
            Line = at.Line,
            Subject = CallKey,
            Key = key,
            Command = command,
        };

    private static DraftCallBody Body(BundleJson call) =>
        new()
        {
            Reference = call["reference"].Text,
            Title = call["title"].Text,
            Description = call["provenance"].Exists ? call["provenance"].Text : null,
            OpensAt = call["opensAt"].Instant,
            ClosesAt = call["closesAt"].Instant,
            TimeZone = call["timeZone"].Text,
            GrantCeiling = call["grantCeiling"].Money,
            MaximumAidRate = call["maximumAidRate"].Percentage,
            ExpenseCategories = call["expenseCategories"].Texts,
            Themes = call["themes"].Texts,
            EligibilityRules =
            [
                .. call["eligibilityRules"]
                    .Items.Select(x => new EligibilityRuleBody(
                        x["code"].Text,
                        x["departments"].Texts,
                        x["effect"].Word<EligibilityEffect>()
                    )),
            ],
            Documents = [.. call["documents"].Items.Select(x => new DocumentRequirementBody(x["kind"].Text, x["due"].Word<DocumentDue>()))],
            Criteria = [.. call["criteria"].Items.Select(Criterion)],
            MinimumScore = call["minimumScore"].Percentage,
            MinimumSheets = call["minimumSheets"].Number,
            TieBreaks = call["tieBreaks"].Texts,
            AllocationPolicy = new AllocationPolicyBody(
                call["allocationPolicy"]["name"].Text,
                call["allocationPolicy"]["whenExceeded"].Word<WhenExceeded>()
            ),
            StateAidBasis = call["stateAidBasis"].Word<StateAidBasis>(),
            StateAidReference = call["stateAidReference"].Exists ? call["stateAidReference"].Text : null,
            SignOffSteps = call["signOffSteps"].Exists
                ? [.. call["signOffSteps"].Items.Select(x => x.Word<SignOffStep>())]
                : CallTerms.DefaultSteps,
            BlindEvaluation = call["blindEvaluation"].Exists && call["blindEvaluation"].Flag,
            EvaluatorsSee = call["evaluatorsSee"].Exists ? call["evaluatorsSee"].Word<PeerView>() : PeerView.Sheets,
        };

    private static CriterionLevelBody Level(BundleJson level) =>
        new(level["mark"].Number, level["name"].Exists ? level["name"].Text : null, level["text"].Exists ? level["text"].Text : null);

    private static CriterionBody Criterion(BundleJson criterion)
    {
        var scale = criterion["scale"].Items;
        return new CriterionBody(
            criterion["code"].Text,
            criterion["title"].Text,
            criterion["weight"].Number,
            scale.Count == 2 ? scale[0].Number : 0,
            scale.Count == 2 ? scale[1].Number : 0
        )
        {
            Levels = criterion["levels"].Exists ? [.. criterion["levels"].Items.Select(Level)] : [],
            EliminatoryMinimum = criterion["eliminatoryMinimum"].Exists ? criterion["eliminatoryMinimum"].Number : null,
            CommentRequired = criterion["commentRequired"].Exists && criterion["commentRequired"].Flag,
            Method = criterion["method"].Exists ? criterion["method"].Word<MarkMethod>() : MarkMethod.Mean,
        };
    }
}
