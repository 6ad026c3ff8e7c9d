using SocialInnovation.Client;
using SocialInnovation.Testing;

namespace SocialInnovation.Clients.Tests;

/// <summary>A C# client that was generated from the document does the main job and loses no cent and no instant.</summary>
public sealed class CSharpClientTests : IAsyncLifetime
{
    private ApiFixture api = null!;

    public async ValueTask InitializeAsync() => api = await ApiFixture.StartAsync();

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task MainJob_EndsWithTheAward_ToTheCent()
    {
        var awards = await new CSharpMainJob(api).RunAsync();

        var award = Assert.Single(awards.Items);
        Assert.Equal("Ressourcerie du Saulnois", award.ProjectTitle);
        Assert.Equal("39999.99", award.Amount.Amount);
        Assert.Null(awards.NextCursor);
    }

    [Fact]
    public async Task MoneyAndInstants_ComeBackAsTheyWereSent()
    {
        var job = new CSharpMainJob(api);
        var manager = new SocialInnovationClient((await api.RegisterAsync("exact", "programme-manager")).Http);
        var body = CSharpMainJob.Terms("2031-EXACT");
        body.GrantCeiling = CSharpMainJob.Euros("9999999999.99");
        body.OpensAt = DateTimeOffset.Parse("2031-09-02T09:00:00.123456+02:00", System.Globalization.CultureInfo.InvariantCulture);
        body.MaximumAidRate = "66.6667";

        var drafted = await manager.DraftCallAsync(Guid.CreateVersion7().ToString(), body, TestContext.Current.CancellationToken);
        var read = await manager.GetCallAsync(drafted.Id, TestContext.Current.CancellationToken);

        Assert.Equal("9999999999.99", read.GrantCeiling.Amount);
        Assert.Equal(body.OpensAt, read.OpensAt);
        Assert.Equal("66.6667", read.MaximumAidRate);
        Assert.Equal(StateAidBasis.None, read.StateAidBasis);
        Assert.Null(read.PublishedAt);
    }

    [Fact]
    public async Task Refusal_IsAProblemWithItsCode()
    {
        var client = await new CSharpMainJob(api).SignInAsync("auditor");

        var refused = await Assert.ThrowsAsync<ApiException<Problem>>(() =>
            client.GetFundAsync(Guid.CreateVersion7(), TestContext.Current.CancellationToken)
        );

        Assert.Equal(404, refused.StatusCode);
        Assert.Equal("budget.fund-not-found", refused.Result.Code);
    }
}
