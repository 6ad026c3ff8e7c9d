using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Evaluation;

public sealed class ExplanationTests
{
    private static readonly MarkedCriterion[] Criteria = [new("effects", 75, 0, 5), new("risk", 25, 1, 4)];

    [Fact]
    public void Shares_AreWhatEachCriterionBrings_WithItsPlaceAmongAll()
    {
        MarkedApplication[] all = [Of("A", (5, 1), (4, 2)), Of("B", (3, 4), (3, 4)), Of("C", (5, 2), (4, 1))];

        var shares = Explanation.Of(all, Criteria);

        Assert.Equal(
            [new CriterionShare("effects", new(9, 2), 67.5m, 1), new CriterionShare("risk", new(3, 2), 4.1667m, 2)],
            shares[all[0].Id]
        );
        Assert.Equal([new CriterionShare("effects", 3, 45m, 3), new CriterionShare("risk", 4, 25m, 1)], shares[all[1].Id]);
        Assert.Equal([1, 2], shares[all[2].Id].Select(x => x.Place));
        Assert.All(all, x => Assert.InRange(shares[x.Id].Sum(y => y.Contribution) - Scoring.Score(x, Criteria), -0.0001m, 0.0001m));
    }

    private static MarkedApplication Of(string reference, params (int Effects, int Risk)[] sheets) =>
        new(
            new GrantApplicationId(Guid.CreateVersion7()),
            reference,
            DateTimeOffset.UnixEpoch,
            [
                .. sheets.Select(x => new MarkedSheet(
                    new UserId(Guid.CreateVersion7()),
                    [new Mark("effects", x.Effects, null), new Mark("risk", x.Risk, null)]
                )),
            ]
        );
}
