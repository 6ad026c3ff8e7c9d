using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;
using static SocialInnovation.Domain.Applications.ApplicationState;

namespace SocialInnovation.Domain.Tests.Applications;

/// <summary>Every transition from every state: where it leads, or the code that refuses it.</summary>
public sealed class LifecycleTests
{
    private static readonly DateTimeOffset Now = AnApplication.WhileOpen.AddDays(1);

    private static readonly Dictionary<string, Func<GrantApplication, Result>> Transitions = new()
    {
        ["edit"] = x => x.Replace(AnApplication.Content),
        ["add-document"] = x => x.AddDocument(AnApplication.Document("accounts", Now)),
        ["remove-document"] = x => x.RemoveDocument(x.Documents[0].Id),
        ["submission"] = x => x.Submit(AnApplication.Terms, 2, Now),
        ["completion-request"] = x => AnApplication.AskFor(x, "accounts", Now),
        ["completion"] = x => x.Complete(Now),
        ["admission"] = x => x.DecideAdmissibility(AnApplication.Admissible(Now)),
        ["start-of-evaluation"] = x => x.StartEvaluation(),
        ["close-of-evaluation"] = x => x.CloseEvaluation(),
        ["reopening-of-evaluation"] = x => x.ReopenEvaluation(),
        ["award"] = x => AnApplication.RecordOutcome(x, ApplicationOutcome.Awarded),
        ["waiting"] = x => AnApplication.RecordOutcome(x, ApplicationOutcome.WaitingListed),
        ["refusal"] = x => AnApplication.RecordOutcome(x, ApplicationOutcome.Refused),
        ["award-from-the-list"] = x => x.AwardFromWaitingList(new Money(1), AnApplication.Decided),
        ["withdrawal"] = x => x.Withdraw(Now),
        ["appeal"] = x => x.UpholdAppeal("An error.", AnApplication.ListEnd),
    };

    private static readonly Dictionary<string, (string Otherwise, (ApplicationState From, ApplicationState To)[] Moves)> Rules = new()
    {
        ["edit"] = ("not-a-draft", [(Draft, Draft)]),
        ["add-document"] = ("documents-closed", [(Draft, Draft), (CompletionRequested, CompletionRequested)]),
        ["remove-document"] = ("not-a-draft", [(Draft, Draft)]),
        ["submission"] = ("not-a-draft", [(Draft, Submitted)]),
        ["completion-request"] = ("not-submitted", [(Submitted, CompletionRequested)]),
        ["completion"] = ("no-completion-requested", [(CompletionRequested, Submitted)]),
        ["admission"] = ("not-submitted", [(Submitted, Admissible)]),
        ["start-of-evaluation"] = ("not-admissible", [(Admissible, UnderEvaluation), (UnderEvaluation, UnderEvaluation)]),
        ["close-of-evaluation"] = ("not-under-evaluation", [(UnderEvaluation, Evaluated)]),
        ["reopening-of-evaluation"] = ("not-evaluated", [(Evaluated, UnderEvaluation), (Withdrawn, Withdrawn)]),
        ["award"] = ("not-evaluated", [(Evaluated, Awarded)]),
        ["waiting"] = ("not-evaluated", [(Evaluated, WaitingListed)]),
        ["refusal"] = ("not-evaluated", [(Evaluated, Refused)]),
        ["award-from-the-list"] = ("not-waiting-listed", [(WaitingListed, Awarded)]),
        // From the waiting list only once it is notified; see below.
        ["withdrawal"] = (
            "already-decided",
            [
                (Draft, Withdrawn),
                (Submitted, Withdrawn),
                (CompletionRequested, Withdrawn),
                (Admissible, Withdrawn),
                (UnderEvaluation, Withdrawn),
                (Evaluated, Withdrawn),
            ]
        ),
        ["appeal"] = ("nothing-to-appeal", [(Inadmissible, Submitted), (Refused, WaitingListed)]),
    };

    public static TheoryData<string, ApplicationState> All
    {
        get
        {
            var data = new TheoryData<string, ApplicationState>();
            foreach (var transition in Transitions.Keys)
            {
                foreach (var state in Enum.GetValues<ApplicationState>())
                {
                    data.Add(transition, state);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Transition_FromEachState_LeadsOnOrSaysWhyNot(string transition, ApplicationState state)
    {
        var application = AnApplication.In(state);
        Assert.Equal(state, application.State);
        var (otherwise, moves) = Rules[transition];

        var result = Transitions[transition](application);

        if (moves.Any(x => x.From == state))
        {
            Assert.Null(result.Error);
            Assert.Equal(moves.Single(x => x.From == state).To, application.State);
        }
        else
        {
            Assert.Equal($"applications.{otherwise}", result.Error?.Code);
            Assert.Equal(state, application.State);
        }
    }

    [Theory]
    [InlineData(Draft, true)]
    [InlineData(Submitted, true)]
    [InlineData(CompletionRequested, true)]
    [InlineData(Admissible, true)]
    [InlineData(Inadmissible, true)]
    [InlineData(UnderEvaluation, true)]
    [InlineData(Evaluated, true)]
    [InlineData(Awarded, false)]
    [InlineData(WaitingListed, false)]
    [InlineData(Refused, false)]
    [InlineData(Withdrawn, false)]
    [InlineData(CallCancelled, false)]
    public void EndWithCall_EndsWhatIsNotDecidedAndHasNotEnded(ApplicationState state, bool ends)
    {
        var application = AnApplication.In(state);

        Assert.Equal(ends, application.EndWithCall(Now));
        Assert.Equal(ends ? CallCancelled : state, application.State);
    }

    [Fact]
    public void Withdraw_FromTheWaitingList_WaitsForTheNotification()
    {
        var application = AnApplication.In(WaitingListed);
        Assert.Equal("applications.already-decided", application.Withdraw(AnApplication.Decided).Error?.Code);

        Assert.True(application.Notify(AnApplication.Decided));

        Assert.Null(application.Withdraw(AnApplication.Decided).Error);
        Assert.Equal(Withdrawn, application.State);
    }

    [Fact]
    public void RecordOutcome_KeepsWhatBelongsToIt()
    {
        Assert.Equal((new Money(20_000), null), Outcome(AnApplication.In(Awarded)));
        Assert.Equal((null, AnApplication.ListEnd), Outcome(AnApplication.In(WaitingListed)));
        Assert.Equal((null, null), Outcome(AnApplication.In(Refused)));

        static (Money?, DateOnly?) Outcome(GrantApplication x) => (x.AwardedAmount, x.WaitingListEndsOn);
    }

    [Fact]
    public void Notify_ShowsAnOutcomeOnce_AndAnAwardFromTheListAnew()
    {
        var application = AnApplication.In(WaitingListed);
        Assert.True(application.Notify(AnApplication.Decided));
        Assert.False(application.Notify(AnApplication.Decided.AddDays(1)));
        Assert.Equal(AnApplication.Decided, application.NotifiedAt);

        Assert.Null(application.AwardFromWaitingList(new Money(12_000), AnApplication.Decided.AddDays(30)).Error);

        Assert.Null(application.NotifiedAt);
        Assert.Null(application.WaitingListEndsOn);
        Assert.Equal(new Money(12_000), application.AwardedAmount);
        Assert.True(application.Notify(AnApplication.Decided.AddDays(31)));
    }

    [Fact]
    public void Notify_WithoutAnOutcome_ShowsNothing()
    {
        var application = AnApplication.In(Evaluated);

        Assert.False(application.Notify(AnApplication.Decided));
        Assert.Null(application.NotifiedAt);
    }

    [Fact]
    public void UpholdAppeal_AgainstARefusal_NeedsTheEndOfTheList()
    {
        var application = AnApplication.In(Refused);

        Assert.Equal("applications.waiting-list-end-missing", application.UpholdAppeal("An error.", null).Error?.Code);
        Assert.Equal(Refused, application.State);
        Assert.Null(AnApplication.In(Inadmissible).UpholdAppeal("An error.", null).Error);
    }

    [Fact]
    public void UpholdAppeal_AgainstAnInadmissibility_ForgetsTheDecisionAndItsReason()
    {
        var application = AnApplication.In(Inadmissible);

        Assert.Null(application.UpholdAppeal("An error.", null).Error);

        Assert.Null(application.Admissibility);
        Assert.Null(application.OutcomeReason);
        Assert.Equal(AnApplication.WhileOpen, application.SubmittedAt);
        Assert.Equal("An error.", application.AppealReason);
    }
}
