using SocialInnovation.Api.Tests.Imports;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Platform;

/// <summary>Whoever gets the mail of an invitation becomes a member by it, once and in time.</summary>
public sealed class InvitationTests(MembershipDesk desk) : IClassFixture<MembershipDesk>
{
    private const string Unusable = "platform.invitation-unusable";

    [Fact]
    public async Task Invitation_IsMailed_AndMakesWhoAcceptsItAMember_Once()
    {
        var (organisation, address) = (await desk.RegisterAsync(), desk.NewAddress());
        (await desk.InviteAsync(desk.Owner, organisation, address, "reader")).Expect(201);
        var token = await desk.Api.MailedTokenAsync(address);
        Assert.Equal(43, token.Length);
        var row = Assert.Single((await ListAsync(desk.Owner, organisation)).Expect(200).Body["items"]!.AsArray())!;
        Assert.Equal((address, "reader"), (row["email"]!.GetValue<string>(), row["role"]!.GetValue<string>()));
        Assert.DoesNotContain(token, row.ToJsonString(), StringComparison.Ordinal);

        var accepted = (await MembershipDesk.AcceptAsync(desk.Colleague, token)).Expect(201);

        Assert.Equal(organisation, accepted.Headers.Location!.ToString());
        Assert.Equal("reader", (await desk.MembersAsync(organisation))[desk.Colleague.UserId]);
        Assert.Empty((await ListAsync(desk.Owner, organisation)).Expect(200).Body["items"]!.AsArray());
        (await MembershipDesk.AcceptAsync(desk.Stranger, token)).ExpectRefusal(422, Unusable);
    }

    [Fact]
    public async Task Token_ThatIsUnknown_Withdrawn_OrExpired_IsRefusedInTheSameWords()
    {
        var (organisation, address, late) = (await desk.RegisterAsync(), desk.NewAddress(), desk.NewAddress());
        var invited = (await desk.InviteAsync(desk.Owner, organisation, address)).Expect(201);
        var withdrawn = await desk.Api.MailedTokenAsync(address);
        (await WithdrawAsync(desk.Owner, organisation, invited.Id, invited.Version)).Expect(200);
        (await desk.InviteAsync(desk.Owner, organisation, late)).Expect(201);
        var expired = await desk.Api.MailedTokenAsync(late);
        await ExpireAsync(late);

        foreach (var token in new[] { new string('a', 43), withdrawn, expired })
        {
            var refused = (await MembershipDesk.AcceptAsync(desk.Colleague, token)).ExpectRefusal(422, Unusable);
            Assert.Equal("#/token", refused.Body["errors"]![0]!["pointer"]!.GetValue<string>());
        }

        Assert.Single(await desk.MembersAsync(organisation));
        (await WithdrawAsync(desk.Owner, organisation, invited.Id, invited.Version)).ExpectRefusal(404, "platform.invitation-not-found");
    }

    [Fact]
    public async Task Address_IsInvitedOnce_UntilItsInvitationExpires()
    {
        var (organisation, address) = (await desk.RegisterAsync(), desk.NewAddress());
        var first = (await desk.InviteAsync(desk.Owner, organisation, address)).Expect(201);
        var old = await desk.Api.MailedTokenAsync(address);

        (await desk.InviteAsync(desk.Owner, organisation, address.ToUpperInvariant())).ExpectRefusal(409, "platform.invitation-pending");
        (await desk.InviteAsync(desk.Owner, await desk.RegisterAsync(), desk.NewAddress())).Expect(201);
        await ExpireAsync(address);
        var again = (await desk.InviteAsync(desk.Owner, organisation, address, "reader")).Expect(201);

        Assert.Equal(first.Id, again.Id);
        (await MembershipDesk.AcceptAsync(desk.Colleague, old)).ExpectRefusal(422, Unusable);
    }

    [Fact]
    public async Task ManyWhoAcceptAtOnce_AreOneMemberMore()
    {
        var (organisation, address) = (await desk.RegisterAsync(), desk.NewAddress());
        (await desk.InviteAsync(desk.Owner, organisation, address)).Expect(201);
        var token = await desk.Api.MailedTokenAsync(address);

        var replies = await Task.WhenAll(
            new[] { desk.Delegate, desk.Colleague, desk.Stranger }.Select(x => MembershipDesk.AcceptAsync(x, token))
        );

        Assert.Single(replies, x => x.Status == 201);
        Assert.Equal(2, replies.Count(x => x.Status == 422 && x.Code == Unusable));
        Assert.Equal(2, (await desk.MembersAsync(organisation)).Count);
    }

    [Fact]
    public async Task Member_WhoAcceptsAnotherInvitation_IsRefused()
    {
        var (organisation, address) = (await desk.RegisterAsync(), desk.NewAddress());
        (await desk.InviteAsync(desk.Owner, organisation, address)).Expect(201);

        (await MembershipDesk.AcceptAsync(desk.Owner, await desk.Api.MailedTokenAsync(address))).ExpectRefusal(
            409,
            "platform.member-already"
        );
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("Paul <paul@atelier.example>")]
    [InlineData("paul@atelier.example\r\nBcc: eve@elsewhere.example")]
    [InlineData("paul@atelier.example,eve@elsewhere.example")]
    public async Task Address_ThatIsNone_IsRefused(string address) =>
        (await desk.InviteAsync(desk.Owner, await desk.RegisterAsync(), address)).ExpectRefusal(400, "request.validation-failed");

    [Fact]
    public async Task Invitations_AreNoBusinessOfEditorsAndStrangers()
    {
        var organisation = await desk.RegisterAsync();
        (await desk.AddAsync(desk.Owner, organisation, desk.Colleague, "editor")).Expect(201);
        var invited = (await desk.InviteAsync(desk.Owner, organisation, desk.NewAddress())).Expect(201);

        foreach (
            var reply in new[]
            {
                await ListAsync(desk.Colleague, organisation),
                await desk.InviteAsync(desk.Colleague, organisation, desk.NewAddress()),
                await WithdrawAsync(desk.Colleague, organisation, invited.Id, invited.Version),
                await WithdrawAsync(desk.Colleague, organisation, Guid.CreateVersion7(), invited.Version),
            }
        )
        {
            reply.ExpectRefusal(403, "platform.not-organisation-owner");
        }

        (await ListAsync(desk.Stranger, organisation)).ExpectRefusal(404, "platform.organisation-not-found");
        (await desk.InviteAsync(desk.Stranger, organisation, desk.NewAddress())).ExpectRefusal(404, "platform.organisation-not-found");
        (await WithdrawAsync(desk.Owner, await desk.RegisterAsync(), invited.Id, invited.Version)).ExpectRefusal(
            404,
            "platform.invitation-not-found"
        );
    }

    [Fact]
    public async Task ForgottenInvitations_GoWithTheirAddresses()
    {
        var (organisation, address) = (await desk.RegisterAsync(), desk.NewAddress());
        (await desk.InviteAsync(desk.Owner, organisation, address)).Expect(201);
        await using var later = desk.Api.StartAnother(services =>
            services.AddRealClock(new MovedClock(Invitation.Validity + TimeSpan.FromDays(30), speed: 120))
        );
        later.Anonymous();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        while (await CountAsync(address) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    private async Task<long> CountAsync(string address) =>
        (long)(await desk.Api.Database.ScalarAsOwnerAsync($"select count(*) from platform.invitations where email = '{address}'"))!;

    // The real clock is everybody's; the invitation is made older instead.
    private Task ExpireAsync(string address) =>
        desk.Api.Database.ExecuteAsync(
            $"update platform.invitations set expires_at = now() - interval '1 second' where email = '{address}'"
        );

    private static Task<ApiReply> ListAsync(ApiClient caller, string organisation) => caller.GetAsync($"{organisation}/invitations");

    private static Task<ApiReply> WithdrawAsync(ApiClient caller, string organisation, Guid id, int version) =>
        caller.DeleteAsync($"{organisation}/invitations/{id}", version);
}
