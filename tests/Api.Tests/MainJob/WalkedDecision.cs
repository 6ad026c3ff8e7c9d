namespace SocialInnovation.Api.Tests.MainJob;

/// <summary>Scenario, meeting, visa, adoption and the letters.</summary>
internal sealed class WalkedDecision(MainJobWalk walk)
{
    private readonly Dictionary<string, Guid> members = [];
    private Guid agendaItem;

    private WalkedCall Call => walk.Call;

    private string Scenario => $"/api/v1/allocation-scenarios/{Call.ScenarioId}";

    private string Meeting => $"/api/v1/meetings/{Call.MeetingId}";

    public void Plan()
    {
        var meeting = Call.Terms["meeting"]!;
        walk.At(meeting.Word("convenedAt"), ConveneAsync);
        walk.At(Call.Time("scenarioAt"), ProposeAsync);
        walk.At(meeting.Word("heldAt"), MeetAsync);
        walk.At(
            Call.Time("visaAt"),
            () => Call.PostAsync(Call.Actor("visa"), $"{Scenario}/sign-offs", Call.ScenarioId, new { outcome = "granted" })
        );
        walk.At(Call.Time("adoptedAt"), AdoptAsync);
        walk.At(Call.Time("adoptedAt"), walk.LookBeforeNotificationAsync);
        walk.At(Call.Time("notifiedAt"), NotifyAsync);
    }

    private async Task ConveneAsync()
    {
        var (secretary, meeting) = (Call.Actor("secretary"), Call.Terms["meeting"]!);
        var name = $"Groupe de travail {Call.Terms.Word("reference")}";
        var group = (await Call.CreateAsync(secretary, "/api/v1/working-groups", new { name })).Id;
        var evaluators = BundleFile.Rows(MainJobWalk.Bundle, "evaluators.csv").ToDictionary(x => x["code"]);
        foreach (var code in meeting["members"]!.AsArray().Select(x => x!.GetValue<string>()))
        {
            var member = new
            {
                name = evaluators[code]["name"],
                college = evaluators[code]["college"],
                from = meeting.Word("convenedAt")[..10],
                userId = walk.Person(code).UserId,
            };
            var appointed = await Call.PostAsync(secretary, $"/api/v1/working-groups/{group}/members", group, member);
            members[code] = appointed.Body["memberId"]!.GetValue<Guid>();
        }

        var body = new
        {
            groupId = group,
            title = meeting.Word("item"),
            scheduledAt = meeting.Word("heldAt"),
        };
        Call.MeetingId = (await Call.CreateAsync(secretary, "/api/v1/meetings", body)).Id;
        await Call.PostAsync(secretary, $"{Meeting}/convocation", Call.MeetingId);
    }

    private async Task ProposeAsync()
    {
        var manager = Call.Actor("manager");
        Call.ScenarioId = (await Call.CreateAsync(manager, $"{Call.Path}/allocation-scenarios", new { rankingId = Call.RankingId })).Id;
        await Call.PostAsync(manager, $"{Scenario}/proposal", Call.ScenarioId);
        var item = new { title = Call.Terms["meeting"]!.Word("item"), scenarioId = Call.ScenarioId };
        var added = await Call.PostAsync(Call.Actor("secretary"), $"{Meeting}/agenda", Call.MeetingId, item);
        agendaItem = added.Body["agendaItemId"]!.GetValue<Guid>();
    }

    private async Task MeetAsync()
    {
        var (secretary, meeting) = (Call.Actor("secretary"), Call.Terms["meeting"]!);
        var present = meeting["present"]!.AsArray().Select(x => members[x!.GetValue<string>()]);
        await Call.PutAsync(secretary, $"{Meeting}/attendance", Call.MeetingId, new { present });
        await Call.PostAsync(secretary, $"{Meeting}/holding", Call.MeetingId);
        var votes = meeting["votes"]!;
        var vote = new
        {
            agendaItemId = agendaItem,
            inFavour = votes["for"]!.GetValue<int>(),
            against = votes["against"]!.GetValue<int>(),
            abstentions = votes["abstain"]!.GetValue<int>(),
        };
        await Call.PostAsync(secretary, $"{Meeting}/votes", Call.MeetingId, vote);
        await Call.PostAsync(secretary, $"{Scenario}/sign-offs", Call.ScenarioId, new { outcome = "granted" });
    }

    private async Task AdoptAsync()
    {
        var decision = Call.Terms["decision"]!;
        var body = new
        {
            decisionReference = decision.Word("reference"),
            decisionDate = decision.Word("date"),
            decisionBody = decision.Word("body"),
            waitingListEndsOn = Call.Terms.Word("waitingListEndsOn"),
        };
        await Call.PostAsync(Call.Actor("decisionRecorder"), $"{Scenario}/adoption", Call.ScenarioId, body);
    }

    private async Task NotifyAsync()
    {
        var recorder = Call.Actor("decisionRecorder");
        var notified = await recorder.PostAsync($"{Call.Path}/notifications", null, (await recorder.GetAsync(Call.Path)).Version);
        notified.Expect(201);
    }
}
