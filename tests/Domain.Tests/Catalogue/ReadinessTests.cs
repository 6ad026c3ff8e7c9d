using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Catalogue;

public sealed class ReadinessTests
{
    [Fact]
    public void Questions_AreAskedOfWhatAPlaceNeeds_TheHeaviestFirst()
    {
        var questions = Readiness.Questions(AReplication.Dna);

        Assert.Equal(
            [
                ("core", "shared", 5),
                ("legalBasis", "scic", 5),
                ("partners", "commune", 3),
                ("resources", "machines", 3),
                ("steps", "find", 2),
                ("steps", "equip", 2),
                ("steps", "open", 2),
            ],
            questions.Select(x => (x.Part, x.Key, x.Weight))
        );
        Assert.Equal(["The commune"], questions.Single(x => x.Key == "find").Ask);
        Assert.Equal(["The commune"], questions.Single(x => x.Part == "partners").Ask);
        Assert.Empty(questions.Single(x => x.Part == "core").Ask);
    }

    [Fact]
    public void Check_CountsWhatIsThereTwice_AndWhatIsPartlyThereOnce()
    {
        var parts = Check(
            ("core", "shared", ReadinessAnswer.Have),
            ("legalBasis", "scic", ReadinessAnswer.Lack),
            ("steps", "find", ReadinessAnswer.Partly),
            ("steps", "open", ReadinessAnswer.Unknown)
        ).Value;

        Assert.Equal(
            [("core", 10, 10), ("legalBasis", 0, 10), ("partners", 0, 6), ("resources", 0, 6), ("steps", 2, 12)],
            parts.Select(x => (x.Part, x.Points, x.Of))
        );
        Assert.Equal(27.27m, Readiness.Share(parts.Sum(x => x.Points), parts.Sum(x => x.Of)));
    }

    [Fact]
    public void Share_IsRoundedHalfUp_AndWholeWhereNothingIsAsked()
    {
        Assert.Equal(3.13m, Readiness.Share(1, 32));
        Assert.Equal(66.67m, Readiness.Share(2, 3));
        Assert.Equal(100m, Readiness.Share(0, 0));
        Assert.Empty(Readiness.Check(new InnovationDna { Need = "Any." }, []).Value);
    }

    [Fact]
    public void Answers_AreToQuestionsThatAreAsked_EachOnce()
    {
        Assert.Equal(ReadinessErrors.UnknownQuestion(0), Check(("core", "other", ReadinessAnswer.Have)).Error);
        Assert.Equal(ReadinessErrors.UnknownQuestion(0), Check(("adaptable", "trades", ReadinessAnswer.Have)).Error);
        Assert.Equal(
            ReadinessErrors.AnswerRepeated(1),
            Check(("core", "shared", ReadinessAnswer.Have), ("core", "shared", ReadinessAnswer.Lack)).Error
        );
    }

    private static Result<IReadOnlyList<ReadinessOfPart>> Check(params (string Part, string Key, ReadinessAnswer Answer)[] answers) =>
        Readiness.Check(AReplication.Dna, [.. answers.Select(x => (new DnaElementName(x.Part, x.Key), x.Answer))]);
}
