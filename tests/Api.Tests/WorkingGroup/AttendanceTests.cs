namespace SocialInnovation.Api.Tests.WorkingGroup;

/// <summary>Who may sit, who counts, and what a vote needs.</summary>
public sealed class AttendanceTests(MeetingDesk desk) : IClassFixture<MeetingDesk>
{
    [Fact]
    public async Task Attendance_IsOfMembersInOffice_OnTheDayOfTheMeetingInTheRegion()
    {
        await desk.BeforeAsync();
        var (group, _) = await desk.FoundAsync(members: 0);
        var lastDay = await AppointAsync(group, "2031-01-01", "2031-11-18");
        var firstDay = await AppointAsync(group, "2031-11-18", null);
        var gone = await AppointAsync(group, "2031-01-01", "2031-11-17");
        var coming = await AppointAsync(group, "2031-11-19", null);
        // Half past eleven at night of the 18th in the region.
        var id = await desk.PlanAsync(group, MeetingDesk.ScheduledAt.AddHours(9.5).ToUniversalTime());
        (await desk.PostAsync(desk.Secretary, id, "convocation")).Expect(201);

        foreach (var member in new[] { gone, coming, Guid.CreateVersion7() })
        {
            var refused = (await desk.AttendAsync(id, [lastDay, member])).ExpectRefusal(422, "working-group.member-not-in-office");
            Assert.Equal("#/present/1", refused.Body["errors"]![0]!["pointer"]!.GetValue<string>());
        }

        Assert.Null((await desk.ReadAsync(id))["present"]);
        (await desk.AttendAsync(id, [lastDay, firstDay, lastDay])).Expect(200);
        await desk.Api.MoveClockAsync(MeetingDesk.ScheduledAt.AddHours(9.5));
        (await desk.PostAsync(desk.Secretary, id, "holding")).Expect(201);
        var quorum = (await desk.ReadAsync(id))["quorum"]!;
        Assert.Equal((2, 2), (quorum["inOffice"]!.GetValue<int>(), quorum["present"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Attendance_OfAnotherGroupsMember_IsRefused()
    {
        await desk.BeforeAsync();
        var (group, _) = await desk.FoundAsync();
        var (_, others) = await desk.FoundAsync();
        var id = await desk.PlanAsync(group);
        (await desk.PostAsync(desk.Secretary, id, "convocation")).Expect(201);

        (await desk.AttendAsync(id, others)).ExpectRefusal(422, "working-group.member-not-in-office");
    }

    [Fact]
    public async Task Holding_NeedsItsInstantAndTheAttendance()
    {
        await desk.BeforeAsync();
        var (group, members) = await desk.FoundAsync();
        var id = await desk.PlanAsync(group);
        (await desk.PostAsync(desk.Secretary, id, "convocation")).Expect(201);

        (await desk.PostAsync(desk.Secretary, id, "holding")).ExpectRefusal(422, "working-group.too-early");
        await desk.BeginAsync();
        (await desk.PostAsync(desk.Secretary, id, "holding")).ExpectRefusal(422, "working-group.attendance-missing");
        (await desk.AttendAsync(id, members)).Expect(200);
        (await desk.PostAsync(desk.Secretary, id, "holding")).Expect(201);
    }

    [Theory]
    [InlineData(1, "working-group.no-quorum")]
    [InlineData(2, null)]
    public async Task Vote_WithoutQuorum_IsRefused_AndTheMeetingCanStillBeMinuted(int present, string? code)
    {
        var (id, item) = await desk.InAsync("held", present);

        var vote = await desk.PostAsync(desk.Secretary, id, "votes", MeetingDesk.Vote(item, 1, 0, 0));

        Assert.Equal(code, vote.Code);
        Assert.Equal(code is null ? 201 : 422, vote.Status);
        Assert.Equal(code is null ? 1 : 0, (await desk.ReadAsync(id))["opinions"]!.AsArray().Count);
        (await desk.PostAsync(desk.Secretary, id, "minutes", new { text = "So it was." })).Expect(201);
    }

    [Fact]
    public async Task Vote_InAGroupWithoutMembers_IsNoOpinion()
    {
        await desk.BeforeAsync();
        var (group, _) = await desk.FoundAsync(members: 0, quorumPercent: 1);
        var id = await desk.PlanAsync(group);
        var item = (await desk.PostAsync(desk.Secretary, id, "agenda", new { title = "Allocation" })).Expect(201);
        (await desk.PostAsync(desk.Secretary, id, "convocation")).Expect(201);
        (await desk.AttendAsync(id, [])).Expect(200);
        await desk.BeginAsync();
        (await desk.PostAsync(desk.Secretary, id, "holding")).Expect(201);

        var vote = MeetingDesk.Vote(item.Body["agendaItemId"]!.GetValue<Guid>(), 0, 0, 0);

        (await desk.PostAsync(desk.Secretary, id, "votes", vote)).ExpectRefusal(422, "working-group.no-quorum");
    }

    [Fact]
    public async Task Vote_IsTakenOncePerItem_AmongThosePresent()
    {
        var (id, item) = await desk.InAsync("held");

        (await desk.PostAsync(desk.Secretary, id, "votes", MeetingDesk.Vote(item, 2, 1, 1))).ExpectRefusal(
            422,
            "working-group.too-many-votes"
        );
        (await desk.PostAsync(desk.Secretary, id, "votes", MeetingDesk.Vote(item, 0, 0, 0))).ExpectRefusal(
            422,
            "working-group.nobody-voted"
        );
        (await desk.PostAsync(desk.Secretary, id, "votes", MeetingDesk.Vote(Guid.CreateVersion7()))).ExpectRefusal(
            422,
            "working-group.unknown-agenda-item"
        );
        (await desk.PostAsync(desk.Secretary, id, "votes", MeetingDesk.Vote(item, 1, 1, 1))).Expect(201);
        (await desk.PostAsync(desk.Secretary, id, "votes", MeetingDesk.Vote(item, 3, 0, 0))).ExpectRefusal(
            422,
            "working-group.already-voted"
        );

        var opinion = Assert.Single((await desk.ReadAsync(id))["opinions"]!.AsArray())!;
        Assert.False(opinion["isFavourable"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Group_KeepsItsRules()
    {
        await desk.BeforeAsync();
        var (group, _) = await desk.FoundAsync(members: 0);
        var path = $"{MeetingDesk.Groups}/{group}";
        var name = (await desk.Auditor.GetAsync(path)).Expect(200).Body["name"]!.GetValue<string>();

        (await desk.Secretary.PostAsync(MeetingDesk.Groups, new { name, quorumPercent = 50 })).ExpectRefusal(
            422,
            "working-group.name-taken"
        );
        (await desk.Secretary.PostAsync(MeetingDesk.Groups, new { name = "None", quorumPercent = 0 })).Expect(400);
        (await desk.Secretary.PostAsync(MeetingDesk.Groups, new { name = "More", quorumPercent = 101 })).Expect(400);
        (await desk.AppointAsync(group, MeetingDesk.Member("2031-02-01", "2031-01-31"))).ExpectRefusal(
            422,
            "working-group.mandate-invalid"
        );
        var member = MeetingDesk.Member();
        (await desk.Secretary.PostAsync($"{path}/members", member)).ExpectRefusal(428, "request.version-missing");
        (await desk.Secretary.PostAsync($"{path}/members", member, 7)).ExpectRefusal(412, "request.version-stale");
        (await desk.Auditor.PostAsync($"{path}/members", member, 1)).ExpectRefusal(403, "access.role-missing");
        var unknown = $"{MeetingDesk.Groups}/{Guid.CreateVersion7()}";
        (await desk.Secretary.PostAsync($"{unknown}/members", "{", 1)).ExpectRefusal(404, "working-group.group-not-found");
        (await desk.Secretary.GetAsync(unknown)).ExpectRefusal(404, "working-group.group-not-found");
        Assert.Empty((await desk.Auditor.GetAsync(path)).Body["members"]!.AsArray());
    }

    [Fact]
    public async Task Member_WhoIsAUser_IsOneThatIsKnown_AndSitsOnce()
    {
        await desk.BeforeAsync();
        var (group, _) = await desk.FoundAsync(members: 0);
        var member = MeetingDesk.Member();
        member["userId"] = Guid.CreateVersion7();
        (await desk.AppointAsync(group, member)).ExpectRefusal(422, "working-group.unknown-user");

        member["userId"] = desk.Secretary.UserId;
        (await desk.AppointAsync(group, member)).Expect(201);

        (await desk.AppointAsync(group, member)).ExpectRefusal(422, "working-group.already-member");
    }

    private async Task<Guid> AppointAsync(Guid group, string from, string? until) =>
        (await desk.AppointAsync(group, MeetingDesk.Member(from, until))).Expect(201).Body["memberId"]!.GetValue<Guid>();
}
