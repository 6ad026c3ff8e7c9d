using SocialInnovation.Application.Common;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Documents;
using static SocialInnovation.Infrastructure.Documents.Wording;

namespace SocialInnovation.Infrastructure.Budget.DecisionSheets;

/// <summary>Says a policy in sentences.</summary>
internal sealed class SheetPolicy(SheetTexts texts, Wording wording)
{
    public string Sentences(AllocationPolicyBody policy) => string.Join(' ', Each(policy));

    private IEnumerable<string> Each(AllocationPolicyBody policy)
    {
        var bands = policy.Bands.Select(x =>
            Fill(texts.Band, ("score", wording.Number(x.FromScore.Value)), ("share", wording.PercentOf(x.Share.Value)))
        );
        yield return Fill(
            texts.Policies[policy.Name],
            ("floor", wording.PercentOf(policy.Floor.Value)),
            ("bands", string.Join(", ", bands))
        );
        if (policy.Name == AllocationPolicy.Optimal)
        {
            yield return texts.Objectives[policy.Objective];
        }

        // The others do not walk down the list.
        if (policy.Name is AllocationPolicy.Ranked or AllocationPolicy.Proportional or AllocationPolicy.ByBands)
        {
            yield return texts.Exceeded[policy.WhenExceeded];
        }

        if (policy is { Name: AllocationPolicy.Ranked, PartialLast: true })
        {
            yield return texts.PartialLast;
        }

        if (policy.MinimumGrant is { } minimum)
        {
            yield return Fill(texts.MinimumGrant, ("amount", wording.AmountOf(minimum)));
        }
    }
}
