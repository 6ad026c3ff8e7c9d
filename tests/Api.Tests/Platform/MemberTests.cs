namespace SocialInnovation.Api.Tests.Platform;

/// <summary>Owners manage the members, delegated administrators the editors and readers among them; an owner always remains.</summary>
public sealed class MemberTests(MembershipDesk desk) : IClassFixture<MembershipDesk>
{
    private const string NotOwner = "platform.not-organisation-owner";

    [Fact]
    public async Task Owner_ChangesAndRemovesMembers()
    {
        var organisation = await desk.RegisterAsync();
        (await desk.AddAsync(desk.Owner, organisation, desk.Colleague, "editor")).Expect(201);

        (await desk.ChangeAsync(desk.Owner, organisation, desk.Colleague, "reader")).Expect(200);
        Assert.Equal("reader", (await desk.MembersAsync(organisation))[desk.Colleague.UserId]);

        (await desk.RemoveAsync(desk.Owner, organisation, desk.Colleague)).Expect(200);
        Assert.Equal([desk.Owner.UserId], (await desk.MembersAsync(organisation)).Keys);
        (await desk.Colleague.GetAsync(organisation)).Expect(404);
        (await desk.RemoveAsync(desk.Owner, organisation, desk.Colleague)).ExpectRefusal(404, "platform.member-not-found");
        (await desk.ChangeAsync(desk.Owner, organisation, desk.Colleague, "owner")).ExpectRefusal(404, "platform.member-not-found");
    }

    [Fact]
    public async Task StaleVersion_IsRefused()
    {
        var organisation = await desk.RegisterAsync();
        var version = await desk.VersionAsync(organisation);
        (await desk.AddAsync(desk.Owner, organisation, desk.Colleague, "editor")).Expect(201);

        (await desk.Owner.DeleteAsync($"{organisation}/members/{desk.Colleague.UserId}", version)).Expect(412);
        (await desk.Owner.PutAsync($"{organisation}/members/{desk.Colleague.UserId}", new { role = "reader" }, null)).Expect(428);
    }

    [Fact]
    public async Task LastOwner_CanBeNeitherRemovedNorDemoted_NotEvenByTheAdministrator()
    {
        var organisation = await desk.RegisterAsync();

        foreach (var caller in new[] { desk.Owner, desk.Administrator })
        {
            (await desk.RemoveAsync(caller, organisation, desk.Owner)).ExpectRefusal(409, "platform.last-owner");
            (await desk.ChangeAsync(caller, organisation, desk.Owner, "editor")).ExpectRefusal(409, "platform.last-owner");
        }

        (await desk.ChangeAsync(desk.Owner, organisation, desk.Owner, "owner")).Expect(200);
        (await desk.AddAsync(desk.Owner, organisation, desk.Colleague, "owner")).Expect(201);
        (await desk.RemoveAsync(desk.Owner, organisation, desk.Owner)).Expect(200);
        (await desk.ChangeAsync(desk.Colleague, organisation, desk.Colleague, "reader")).ExpectRefusal(409, "platform.last-owner");
    }

    [Fact]
    public async Task DelegatedAdministrator_ManagesEditorsAndReaders_AndNobodyElse()
    {
        var organisation = await desk.RegisterAsync();
        (await desk.AddAsync(desk.Owner, organisation, desk.Delegate, "delegated-administrator")).Expect(201);

        (await desk.AddAsync(desk.Delegate, organisation, desk.Colleague, "editor")).Expect(201);
        (await desk.ChangeAsync(desk.Delegate, organisation, desk.Colleague, "reader")).Expect(200);
        (await desk.InviteAsync(desk.Delegate, organisation, desk.NewAddress(), "editor")).Expect(201);
        (await desk.Delegate.GetAsync($"{organisation}/invitations")).Expect(200);

        var owners = (await desk.InviteAsync(desk.Owner, organisation, desk.NewAddress(), "owner")).Expect(201);
        foreach (var role in new[] { "owner", "delegated-administrator" })
        {
            (await desk.AddAsync(desk.Delegate, organisation, desk.Stranger, role)).ExpectRefusal(403, NotOwner);
            (await desk.InviteAsync(desk.Delegate, organisation, desk.NewAddress(), role)).ExpectRefusal(403, NotOwner);
            (await desk.ChangeAsync(desk.Delegate, organisation, desk.Colleague, role)).ExpectRefusal(403, NotOwner);
            (await desk.ChangeAsync(desk.Delegate, organisation, desk.Delegate, role)).ExpectRefusal(403, NotOwner);
        }

        (await desk.RemoveAsync(desk.Delegate, organisation, desk.Owner)).ExpectRefusal(403, NotOwner);
        (await desk.RemoveAsync(desk.Delegate, organisation, desk.Delegate)).ExpectRefusal(403, NotOwner);
        (await desk.Delegate.DeleteAsync($"{organisation}/invitations/{owners.Id}", owners.Version)).ExpectRefusal(403, NotOwner);
        (await desk.RemoveAsync(desk.Delegate, organisation, desk.Colleague)).Expect(200);
    }

    [Fact]
    public async Task EditorsAndReaders_SeeTheMembers_AndManageNobody()
    {
        var organisation = await desk.RegisterAsync();
        (await desk.AddAsync(desk.Owner, organisation, desk.Colleague, "editor")).Expect(201);
        (await desk.AddAsync(desk.Owner, organisation, desk.Delegate, "reader")).Expect(201);

        foreach (var caller in new[] { desk.Colleague, desk.Delegate })
        {
            Assert.Equal(3, (await caller.GetAsync($"{organisation}/members")).Expect(200).Body.AsArray().Count);
            (await desk.RemoveAsync(caller, organisation, desk.Delegate)).ExpectRefusal(403, NotOwner);
            (await desk.RemoveAsync(caller, organisation, desk.Stranger)).ExpectRefusal(403, NotOwner);
            (await desk.ChangeAsync(caller, organisation, caller, "owner")).ExpectRefusal(403, NotOwner);
            (await desk.AddAsync(caller, organisation, desk.Stranger, "reader")).ExpectRefusal(403, NotOwner);
        }

        (await desk.Stranger.GetAsync($"{organisation}/members")).ExpectRefusal(404, "platform.organisation-not-found");
        (await desk.RemoveAsync(desk.Stranger, organisation, desk.Colleague)).ExpectRefusal(404, "platform.organisation-not-found");
    }
}
