using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Fuzzing;

/// <summary>What the fuzzer found stays mended. That an answer is as documented each service under test checks itself.</summary>
public sealed class FoundTests : IAsyncLifetime
{
    private const string Users = "/api/v1/users";

    private ApiFixture api = null!;
    private ApiClient administrator = null!;

    public async ValueTask InitializeAsync()
    {
        api = await ApiFixture.StartAsync();
        administrator = await api.SignInAsync("administrator");
    }

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task MemberWithANameWithoutMeasure_IsNotToldBackAsAWhole()
    {
        var refused = (await administrator.PostAsync(Users, $$"""{"{{new string('a', 30_000)}}": 1}""")).ExpectRefusal(
            400,
            "request.validation-failed"
        );

        Assert.Equal("#", refused.Body["errors"]![0]!["pointer"]!.GetValue<string>());
        Assert.InRange(refused.Text.Length, 1, 1_500);
    }

    [Theory]
    [InlineData("""{"a\u0000b": 1}""")]
    [InlineData("""{"\u0000": 1}""")]
    [InlineData("""{"a\u0000b": 1, "a\u0000b": 2}""")]
    public async Task MemberWithANullInItsName_IsUnknownAsAnyOther(string body)
    {
        var refused = (await administrator.PostAsync(Users, body)).ExpectRefusal(400, "request.validation-failed");

        Assert.Equal("#", refused.Body["errors"]![0]!["pointer"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("%27%20or%201=%00", null)]
    [InlineData("%00=%00", null)]
    [InlineData("userName=%00", "userName")]
    public async Task ParameterOfAnotherName_IsNotToldBack(string query, string? parameter)
    {
        var refused = (await administrator.GetAsync($"{Users}?{query}")).ExpectRefusal(400, "request.validation-failed");

        Assert.Equal(parameter, refused.Body["errors"]![0]!["parameter"]?.GetValue<string>());
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    public async Task ClockAtTheEndOfTime_IsRefused_AndTheServiceGoesOn(string now)
    {
        (await api.Anonymous().PostAsync("/development/clock", new { now }, key: null)).ExpectRefusal(400, "request.validation-failed");

        (await api.Anonymous().GetAsync("/api/v1/calls")).Expect(200);
    }
}
