using CsCheck;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Domain.Tests.Evaluation;

public sealed class SpreadTests
{
    private const string Effects = "effects";

    private static readonly DateTimeOffset Now = new(2031, 6, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly MarkedCriterion[] Criteria = [new(Effects, 100, 0, 10)];

    private static readonly UserId[] Readers = [.. Enumerable.Range(0, 6).Select(_ => new UserId(Guid.CreateVersion7()))];

    [Theory]
    [InlineData("2 2 7", false, false)] // half the scale is not more than half of it; 2.357 of 10 points is below 25 %
    [InlineData("2 2 8", true, true)]
    [InlineData("1 6 1 6", false, false)] // 2.5 points is the limit, not above it
    [InlineData("1 6 1 7", true, true)]
    [InlineData("5 5 5", false, false)]
    [InlineData("4", false, false)]
    public void Marks_AreDiscussed_AboveEitherLimit(string marks, bool deviation, bool halfScale)
    {
        var found = Spread.Of([Marked(Parse(marks))], Criteria, 25);

        Assert.Equal(deviation || halfScale, found.Count == 1);
        Assert.All(found.SelectMany(x => x.Criteria), x => Assert.Equal((deviation, halfScale), (x.ExceedsDeviation, x.ExceedsHalfScale)));
    }

    [Fact]
    public void Deviation_IsThatOfTheMarksGiven_FourDecimals()
    {
        var spread = Assert.Single(Assert.Single(Spread.Of([Marked([0, 10, 10])], Criteria, 25)).Criteria);

        Assert.Equal((4.7140m, 0, 10), (spread.Deviation, spread.Lowest, spread.Highest));
    }

    [Fact]
    public void Deviation_AgainstTheDefinition_OnDrawnMarks() =>
        Gen.Int[0, 10]
            .List[1, 6]
            .Select(Gen.Int[1, 50])
            .Sample(
                (marks, limit) =>
                {
                    var found = Spread.Of([Marked(marks)], Criteria, limit);
                    var mean = marks.Average();
                    var variance = marks.Sum(x => (x - mean) * (x - mean)) / marks.Count;
                    var expected = Math.Sqrt(variance);
                    if (Math.Abs(expected - limit / 10.0) > 1e-9)
                    {
                        Assert.Equal(expected > limit / 10.0, found.Any(x => x.Criteria[0].ExceedsDeviation));
                    }

                    Assert.All(found, x => Assert.Equal(expected, (double)x.Criteria[0].Deviation, 4));
                }
            );

    [Fact]
    public void CriterionWithAConsensus_IsSettled()
    {
        var marked = Marked([0, 10]) with { Consensus = new Dictionary<string, int> { [Effects] = 6 } };

        Assert.Empty(Spread.Of([marked], Criteria, 25));
        Assert.Equal(6, Scoring.Value(marked, Criteria[0]));
        Assert.Equal(60m, Scoring.Score(marked, Criteria));
    }

    [Fact]
    public void Consensus_CountsOnceAllReadersAgree_TheNewestOfThem()
    {
        var (first, second) = (Consensus(5), Consensus(7));
        var readers = Readers[..2];
        first.Agree(readers[0], Now);
        Assert.Empty(ConsensusMark.Counting([first, second], readers));

        first.Agree(readers[1], Now);
        Assert.Equal(5, ConsensusMark.Counting([second, first], readers)[Effects]);
        Assert.Equal("evaluation.consensus-agreed-already", first.Agree(readers[1], Now).Error?.Code);

        second.Agree(readers[1], Now);
        second.Agree(readers[0], Now);
        Assert.Equal(7, ConsensusMark.Counting([second, first], readers)[Effects]);
        Assert.Empty(ConsensusMark.Counting([second, first], Readers[..3]));
    }

    [Theory]
    [InlineData("unheard-of", 5, "evaluation.unknown-criterion", "#/criterion")]
    [InlineData(Effects, 11, "evaluation.mark-outside-scale", "#/value")]
    public void Consensus_IsAMarkOfTheCall(string criterion, int value, string code, string pointer)
    {
        var fault = Assert.Single(Record(criterion, value).Error!.Details!);

        Assert.Equal((code, pointer), (fault.Code, fault.Pointer));
    }

    private static ConsensusMark Consensus(int value) => Record(Effects, value).Value;

    private static Result<ConsensusMark> Record(string criterion, int value) =>
        ConsensusMark.Record(
            EntityId.New<ConsensusMarkId>(),
            new ProposedConsensus(
                new CallId(Guid.CreateVersion7()),
                new GrantApplicationId(Guid.CreateVersion7()),
                criterion,
                value,
                new MeetingId(Guid.CreateVersion7()),
                "We talked."
            ),
            Criteria,
            Readers[0],
            Now
        );

    private static List<int> Parse(string marks) => [.. marks.Split(' ').Select(int.Parse)];

    private static MarkedApplication Marked(IReadOnlyList<int> marks) =>
        new(
            new GrantApplicationId(Guid.CreateVersion7()),
            "A-001",
            Now,
            [.. marks.Select((x, index) => new MarkedSheet(Readers[index], [new Mark(Effects, x, null)]))]
        );
}
