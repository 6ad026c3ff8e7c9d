using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Calls.Events;
using SocialInnovation.Domain.SharedKernel;
using static SocialInnovation.Domain.Calls.CallStatus;

namespace SocialInnovation.Domain.Tests.Calls;

/// <summary>Every transition of a call from every state: where it leads, or the code that refuses it.</summary>
public sealed class CallLifecycleTests
{
    private static readonly NotificationId Notification = new(new Guid("00000000-0000-7000-8000-00000000000c"));

    private static readonly Dictionary<string, Func<CallForProjects, Result>> Transitions = new()
    {
        ["edit"] = x => x.ReplaceTerms(ACall.Terms with { Title = "Another title" }),
        ["publication"] = x => x.Publish(ACall.Envelope, ACall.BeforeOpening),
        ["closing-change"] = x => x.PostponeClosing(ACall.ClosesAt.AddDays(1), ACall.BeforeOpening),
        ["corrigendum"] = x => x.Correct("Another title", null, ACall.BeforeOpening),
        ["decision"] = x => x.Decide(ACall.AfterClosing),
        ["notification"] = x => x.Notify(Notification, 3, ACall.Creator, ACall.AfterClosing),
        ["archiving"] = x => x.Archive(grantsHaveEnded: true),
        ["cancellation"] = x => x.Cancel(CallCancellationReason.Unsuccessful, "Nothing came in.", ACall.AfterClosing),
    };

    private static readonly Dictionary<string, (Dictionary<CallStatus, string> Refused, (CallStatus From, CallStatus To)[] Moves)> Rules =
        new()
        {
            ["edit"] = (Always("not-a-draft"), [(Draft, Draft)]),
            ["publication"] = (Always("not-a-draft"), [(Draft, Published)]),
            ["closing-change"] = (AfterClosingRefusals, [(Published, Published)]),
            ["corrigendum"] = (AfterClosingRefusals, [(Published, Published)]),
            // A published call whose closing has passed is closed, whether or not that was written down.
            ["decision"] = (Always("not-closed"), [(Published, Decided), (Closed, Decided)]),
            ["notification"] = (Always("not-decided"), [(Decided, Decided), (Archived, Archived)]),
            ["archiving"] = (Always("not-decided"), [(Decided, Archived)]),
            ["cancellation"] = (Always("already-ended"), [(Draft, Cancelled), (Published, Cancelled), (Closed, Cancelled)]),
        };

    private static Dictionary<CallStatus, string> AfterClosingRefusals => new(Always("already-closed")) { [Draft] = "not-published" };

    public static TheoryData<string, CallStatus> All
    {
        get
        {
            var data = new TheoryData<string, CallStatus>();
            foreach (var transition in Transitions.Keys)
            {
                foreach (var state in Enum.GetValues<CallStatus>())
                {
                    data.Add(transition, state);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Transition_FromEachState_LeadsOnOrSaysWhyNot(string transition, CallStatus state)
    {
        var call = ACall.In(state);
        Assert.Equal(state, call.Status);
        var (title, closesAt, reason) = (call.Title, call.ClosesAt, call.CancellationReason);
        var (refused, moves) = Rules[transition];

        var result = Transitions[transition](call);

        if (moves.Any(x => x.From == state))
        {
            Assert.Null(result.Error);
            Assert.Equal(moves.Single(x => x.From == state).To, call.Status);
        }
        else
        {
            Assert.Equal($"calls.{refused[state]}", result.Error?.Code);
            Assert.Equal(state, call.Status);
            Assert.Equal((title, closesAt, reason), (call.Title, call.ClosesAt, call.CancellationReason));
            Assert.Empty(call.Notifications);
        }
    }

    [Theory]
    [InlineData(-1, Published, false)]
    [InlineData(0, Published, true)]
    [InlineData(1, Published, true)]
    public void Opening_IsOfItsInstantIncluded(int ticks, CallStatus status, bool open)
    {
        var call = ACall.In(Published);
        var now = ACall.OpensAt.AddTicks(ticks);

        Assert.Equal((status, open), (call.StatusAt(now), call.IsOpenAt(now)));
    }

    [Theory]
    [InlineData(-1, Published, true)]
    [InlineData(0, Published, true)]
    [InlineData(1, Closed, false)]
    public void Closing_IsOfItsInstantIncluded(int ticks, CallStatus status, bool open)
    {
        var call = ACall.In(Published);
        var now = ACall.ClosesAt.ToUniversalTime().AddTicks(ticks);

        Assert.Equal((status, open), (call.StatusAt(now), call.IsOpenAt(now)));
        Assert.Equal(ticks > 0 ? null : "calls.not-closed", call.WhyNotDecide(now)?.Code);
        Assert.Equal(ticks > 0 ? "calls.already-closed" : null, call.WhyNotCorrect(now)?.Code);
        Assert.Equal(ticks > 0 ? "calls.already-closed" : null, call.WhyNotPostponeClosing(now)?.Code);
        Assert.Equal(ticks > 0, call.RecordClosing(now));
        Assert.Equal(status, call.Status);
    }

    [Theory]
    [InlineData(Draft)]
    [InlineData(Closed)]
    [InlineData(Decided)]
    [InlineData(Archived)]
    [InlineData(Cancelled)]
    public void Time_ClosesPublishedCallsOnly(CallStatus state)
    {
        var call = ACall.In(state);

        Assert.Equal(state, call.StatusAt(ACall.AfterClosing));
        Assert.False(call.IsOpenAt(ACall.OpensAt));
        Assert.False(call.RecordClosing(ACall.AfterClosing));
        Assert.Equal(state, call.Status);
    }

    [Theory]
    [InlineData(-1, "calls.closing-not-later")]
    [InlineData(0, "calls.closing-not-later")]
    [InlineData(1, null)]
    public void PostponeClosing_MovesItLaterOnly(int ticks, string? code)
    {
        var call = ACall.In(Published);

        var result = call.PostponeClosing(ACall.ClosesAt.AddTicks(ticks), ACall.ClosesAt);

        Assert.Equal(code, result.Error?.Code);
        Assert.Equal(code is null ? ACall.ClosesAt.AddTicks(ticks) : ACall.ClosesAt, call.ClosesAt);
    }

    [Fact]
    public void PostponeClosing_KeepsTheCallOpen_PastItsFirstClosing()
    {
        var call = ACall.In(Published);
        Assert.Null(call.PostponeClosing(ACall.ClosesAt.AddDays(7), ACall.ClosesAt).Error);

        Assert.True(call.IsOpenAt(ACall.ClosesAt.AddDays(7)));
        Assert.False(call.RecordClosing(ACall.ClosesAt.AddDays(7)));
        Assert.Equal(Closed, call.StatusAt(ACall.ClosesAt.AddDays(7).AddTicks(1)));
    }

    [Fact]
    public void Correct_MendsTheTexts_AndNothingThatDecides()
    {
        var (mended, untouched) = (ACall.In(Published), ACall.In(Published));

        Assert.Null(mended.Correct("Another title", null, ACall.ClosesAt).Error);

        Assert.Equal(("Another title", null), (mended.Title, mended.Description));
        var texts = new[] { nameof(CallForProjects.Title), nameof(CallForProjects.Description) };
        foreach (var property in typeof(CallForProjects).GetProperties().Where(x => !texts.Contains(x.Name)))
        {
            Assert.Equivalent(property.GetValue(untouched), property.GetValue(mended), strict: true);
        }
    }

    [Theory]
    [InlineData(CallCancellationReason.Abandoned)]
    [InlineData(CallCancellationReason.Unsuccessful)]
    public void Cancel_KeepsItsReason_AndTellsTheApplications(CallCancellationReason reason)
    {
        var call = ACall.In(Closed);
        call.ClearDomainEvents();

        Assert.Null(call.Cancel(reason, "So it is.", ACall.AfterClosing).Error);

        Assert.Equal((reason, "So it is."), (call.CancellationReason, call.CancellationExplanation));
        Assert.Equal(new CallCancelled(call.Id, reason, ACall.AfterClosing), Assert.Single(call.DomainEvents));
    }

    [Fact]
    public void Archive_WhileAGrantRuns_IsRefused()
    {
        var call = ACall.In(Decided);

        Assert.Equal("calls.grants-not-ended", call.Archive(grantsHaveEnded: false).Error?.Code);
        Assert.Equal(Decided, call.Status);
    }

    [Fact]
    public void Notify_WithNothingNew_IsRefused_AndEachNotificationIsKept()
    {
        var call = ACall.In(Decided);
        Assert.Equal("calls.nothing-to-notify", call.Notify(Notification, 0, ACall.Creator, ACall.AfterClosing).Error?.Code);
        Assert.Empty(call.Notifications);
        call.ClearDomainEvents();

        Assert.Null(call.Notify(Notification, 3, ACall.Creator, ACall.AfterClosing).Error);

        var kept = new OutcomeNotification(Notification, ACall.AfterClosing, ACall.Creator, 3);
        Assert.Equal(kept, Assert.Single(call.Notifications));
        Assert.Equal(new OutcomesNotified(call.Id, ACall.AfterClosing), Assert.Single(call.DomainEvents));
    }

    private static Dictionary<CallStatus, string> Always(string code) => Enum.GetValues<CallStatus>().ToDictionary(x => x, _ => code);
}
