using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Evaluation;

/// <summary>Every transition from every state: it moves on, or says why not and changes nothing.</summary>
public sealed class LifecycleTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly UserId Somebody = new(Guid.CreateVersion7());
    private static readonly MarkedCriterion[] Criteria = [new("effects", 100, 0, 5)];
    private static readonly Mark[] Marks = [new("effects", 3, null)];

    [Theory]
    [InlineData("assigned", "mark", "draft")]
    [InlineData("draft", "mark", "draft")]
    [InlineData("submitted", "mark", "evaluation.score-sheet-not-editable")]
    [InlineData("recused", "mark", "evaluation.score-sheet-not-editable")]
    [InlineData("assigned", "submit", "evaluation.mark-missing")]
    [InlineData("draft", "submit", "submitted")]
    [InlineData("submitted", "submit", "evaluation.score-sheet-not-drafted")]
    [InlineData("recused", "submit", "evaluation.score-sheet-not-drafted")]
    [InlineData("assigned", "reopen", "evaluation.score-sheet-not-submitted")]
    [InlineData("draft", "reopen", "evaluation.score-sheet-not-submitted")]
    [InlineData("submitted", "reopen", "draft")]
    [InlineData("recused", "reopen", "evaluation.score-sheet-not-submitted")]
    [InlineData("assigned", "recuse", "recused")]
    [InlineData("draft", "recuse", "recused")]
    [InlineData("submitted", "recuse", "recused")]
    public void ScoreSheet_FromEachState_MovesOnOrSaysWhyNot(string from, string transition, string outcome)
    {
        var sheet = Sheet(from);
        var result = transition switch
        {
            "mark" => sheet.Mark(Marks, Criteria),
            "submit" => sheet.Submit(Criteria, Now),
            "reopen" => sheet.Reopen("A mark was mistyped.", Somebody, Now),
            _ => Recuse(sheet),
        };

        Assert.Equal(outcome, result.Error?.Code ?? State(sheet.Status));
        Assert.Equal(result.IsFailure ? from : outcome, State(sheet.Status));
    }

    [Fact]
    public void Reopening_KeepsTheFormerMarks()
    {
        var sheet = Sheet("submitted");
        sheet.Reopen("A mark was mistyped.", Somebody, Now);
        sheet.Mark([new Mark("effects", 5, null)], Criteria);

        var former = Assert.Single(sheet.Former);
        Assert.Equal((3, "A mark was mistyped.", Somebody), (former.Marks[0].Value, former.ReopeningReason, former.ReopenedBy));
        Assert.Equal(5, sheet.Marks[0].Value);
        Assert.Null(sheet.SubmittedAt);
    }

    [Theory]
    [InlineData("computed", "freeze", "frozen")]
    [InlineData("frozen", "freeze", "evaluation.ranking-not-computed")]
    [InlineData("superseded", "freeze", "evaluation.ranking-not-computed")]
    [InlineData("computed", "freeze-another", "evaluation.another-ranking-frozen")]
    [InlineData("computed", "freeze-changed", "evaluation.ranking-outdated")]
    [InlineData("computed", "supersede", "evaluation.ranking-not-frozen")]
    [InlineData("frozen", "supersede", "superseded")]
    [InlineData("superseded", "supersede", "evaluation.ranking-not-frozen")]
    [InlineData("frozen", "supersede-adopted", "evaluation.scenario-adopted")]
    public void Ranking_FromEachState_MovesOnOrSaysWhyNot(string from, string transition, string outcome)
    {
        var ranking = RankingIn(from);
        var result = transition switch
        {
            "freeze" => ranking.Freeze(anotherIsFrozen: false, "hash", Somebody, Now),
            "freeze-another" => ranking.Freeze(anotherIsFrozen: true, "hash", Somebody, Now),
            "freeze-changed" => ranking.Freeze(anotherIsFrozen: false, "another hash", Somebody, Now),
            "supersede" => ranking.Supersede(scenarioIsAdopted: false, "Mistyped."),
            _ => ranking.Supersede(scenarioIsAdopted: true, "Mistyped."),
        };

        Assert.Equal(outcome, result.Error?.Code ?? State(ranking.Status));
        Assert.Equal(result.IsFailure ? from : outcome, State(ranking.Status));
    }

    [Fact]
    public void Panel_IsDeclaredTo_ByItsMembersOnce()
    {
        var (member, stranger) = (Somebody, new UserId(Guid.CreateVersion7()));
        var panel = EvaluationPanel.Form(new EvaluationPanelId(Guid.CreateVersion7()), new CallId(Guid.CreateVersion7()));
        panel.Replace(Terms(new PanelMember(member, "research")), 1, new HashSet<UserId>());

        Assert.Equal("evaluation.not-on-panel", panel.DeclareIndependence(stranger, Now).Error?.Code);
        Assert.False(panel.IsIndependent(member));
        Assert.False(panel.DeclareIndependence(member, Now).IsFailure);
        Assert.True(panel.IsIndependent(member));
        Assert.Equal("evaluation.independence-already-declared", panel.DeclareIndependence(member, Now).Error?.Code);
    }

    [Fact]
    public void Panel_NamesNobodyTwice_AndKeepsWhoHoldsASheet()
    {
        var panel = EvaluationPanel.Form(new EvaluationPanelId(Guid.CreateVersion7()), new CallId(Guid.CreateVersion7()));
        PanelMember[] twice = [new(Somebody, "research"), new(Somebody, "citizens")];

        Assert.Equal("#/members/1/userId", panel.Replace(Terms(twice), 1, new HashSet<UserId>()).Error?.Pointer);
        panel.Replace(Terms(twice[0]), 1, new HashSet<UserId>());
        var another = new PanelMember(new UserId(Guid.CreateVersion7()), "research");
        Assert.Equal("evaluation.member-has-sheets", panel.Replace(Terms(another), 1, new HashSet<UserId> { Somebody }).Error?.Code);
        Assert.True(panel.Includes(Somebody));
    }

    [Fact]
    public void Waiver_IsForOneApplication_TheLastOneCounts()
    {
        var panel = EvaluationPanel.Form(new EvaluationPanelId(Guid.CreateVersion7()), new CallId(Guid.CreateVersion7()));
        var (waived, other) = (new GrantApplicationId(Guid.CreateVersion7()), new GrantApplicationId(Guid.CreateVersion7()));
        panel.Waive(new MinimumSheetsWaiver(waived, 2, "Ill.", Somebody, Now));
        panel.Waive(new MinimumSheetsWaiver(waived, 1, "Ill too.", Somebody, Now));

        Assert.Equal((1, 3), (panel.MinimumSheetsFor(waived, 3), panel.MinimumSheetsFor(other, 3)));
    }

    private static string State<T>(T state)
        where T : struct, Enum => state.ToString().ToLowerInvariant();

    [Fact]
    public void Panel_AsksForNoFewerReadersThanSheets_AndForNoMoreCollegesThanReaders()
    {
        var panel = EvaluationPanel.Form(new EvaluationPanelId(Guid.CreateVersion7()), new CallId(Guid.CreateVersion7()));
        var terms = Terms(new PanelMember(Somebody, "research"));
        var nobody = new HashSet<UserId>();

        Assert.Equal("evaluation.readers-below-sheets", panel.Replace(terms with { ReadersPerApplication = 2 }, 3, nobody).Error?.Code);
        Assert.Equal("evaluation.colleges-above-readers", panel.Replace(terms with { CollegesPerApplication = 4 }, 3, nobody).Error?.Code);
        Assert.False(panel.Replace(terms with { ReadersPerApplication = 4, CollegesPerApplication = 4 }, 3, nobody).IsFailure);
        Assert.Equal(new AssignmentRule(4, 4), panel.RuleOf(3));
    }

    [Fact]
    public void Reminder_IsNotRepeatedWithinADay()
    {
        var panel = EvaluationPanel.Form(new EvaluationPanelId(Guid.CreateVersion7()), new CallId(Guid.CreateVersion7()));

        Assert.True(panel.MayRemind(Somebody, Now));
        panel.Remind([Somebody], Now);
        Assert.False(panel.MayRemind(Somebody, Now.AddDays(1).AddTicks(-1)));
        Assert.True(panel.MayRemind(Somebody, Now.AddDays(1)));
    }

    private static PanelTerms Terms(params PanelMember[] members) => new(members, null, 1, null);

    private static Result Recuse(ScoreSheet sheet)
    {
        sheet.Recuse(Somebody, Now, null);
        return Result.Success;
    }

    private static ScoreSheet Sheet(string state)
    {
        var sheet = ScoreSheet.Assign(
            new ScoreSheetId(Guid.CreateVersion7()),
            new CallId(Guid.CreateVersion7()),
            new GrantApplicationId(Guid.CreateVersion7()),
            Somebody,
            Now
        );
        if (state is "draft" or "submitted")
        {
            sheet.Mark(Marks, Criteria);
        }

        if (state == "submitted")
        {
            sheet.Submit(Criteria, Now);
        }

        if (state == "recused")
        {
            sheet.Recuse(Somebody, Now, null);
        }

        return sheet;
    }

    private static Ranking RankingIn(string state)
    {
        var ranking = Ranking.Compute(
            new RankingId(Guid.CreateVersion7()),
            new CallId(Guid.CreateVersion7()),
            null,
            [],
            "hash",
            Somebody,
            Now
        );
        if (state is "frozen" or "superseded")
        {
            ranking.Freeze(anotherIsFrozen: false, "hash", Somebody, Now);
        }

        if (state == "superseded")
        {
            ranking.Supersede(scenarioIsAdopted: false, "Mistyped.");
        }

        return ranking;
    }
}
