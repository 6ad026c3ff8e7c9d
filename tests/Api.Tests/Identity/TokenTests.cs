using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SocialInnovation.Infrastructure.Identity;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>A token is believed when all of it is right, and refused with the same answer whatever of it is wrong.</summary>
public sealed class TokenTests(IdentityScene scene) : IClassFixture<IdentityScene>, IAsyncLifetime
{
    private readonly ApiFixture api = scene.Api;
    private Guid user;
    private Keys keys = null!;

    public async ValueTask InitializeAsync()
    {
        user = (await (await api.SignInAsync(await scene.PersonAsync())).GetAsync("/api/v1/me")).Id;
        keys = await api.Services.GetRequiredService<KeyRing>().GetAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task RightToken_IsBelieved() => (await Tokens.CallAsync(api, Make())).Expect(200);

    [Fact]
    public async Task Expired_IsRefused() => await ExpectRefusedAsync(Make(x => x.Expires = Now.AddMinutes(-1)));

    [Fact]
    public async Task WithoutEnd_IsRefused()
    {
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };

        await ExpectRefusedAsync(Make(x => x.Expires = null, handler));
    }

    [Fact]
    public async Task NotYetValid_IsRefused() =>
        await ExpectRefusedAsync(Make(x => (x.NotBefore, x.IssuedAt) = (Now.AddMinutes(5), Now.AddMinutes(5))));

    [Fact]
    public async Task OtherAudience_IsRefused() => await ExpectRefusedAsync(Make(x => x.Audience = "another-api"));

    [Fact]
    public async Task OtherIssuer_IsRefused() => await ExpectRefusedAsync(Make(x => x.Issuer = "https://stranger.example/"));

    [Fact]
    public async Task IdentityToken_IsNoAccessToken() => await ExpectRefusedAsync(Make(x => x.TokenType = "JWT"));

    [Fact]
    public async Task AlgorithmNone_IsRefused()
    {
        var parts = Make().Split('.');
        var header = JsonSerializer.Serialize(new { alg = "none", typ = "at+jwt" });

        await ExpectRefusedAsync($"{Base64UrlEncoder.Encode(header)}.{parts[1]}.");
        await ExpectRefusedAsync($"{Base64UrlEncoder.Encode(header)}.{parts[1]}.{parts[2]}");
    }

    [Fact]
    public async Task Hs256_WithThePublicKeyAsSecret_IsRefused()
    {
        var key = (RsaSecurityKey)keys.Signing[0].Key;
        foreach (
            var secret in (byte[][])[key.Rsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(key.Rsa.ExportSubjectPublicKeyInfoPem())]
        )
        {
            var symmetric = new SymmetricSecurityKey(secret) { KeyId = key.KeyId };

            await ExpectRefusedAsync(Make(x => x.SigningCredentials = new SigningCredentials(symmetric, SecurityAlgorithms.HmacSha256)));
        }
    }

    [Fact]
    public async Task KeyIdOfOurs_OnAnothersSignature_IsRefused()
    {
        using var stranger = RSA.Create(2048);
        var confused = new RsaSecurityKey(stranger) { KeyId = keys.Signing[0].Key.KeyId };

        await ExpectRefusedAsync(Make(x => x.SigningCredentials = new SigningCredentials(confused, SecurityAlgorithms.RsaSha256)));
    }

    [Fact]
    public async Task KeyIdOrKeyThatTheTokenBringsItself_IsRefused()
    {
        using var stranger = RSA.Create(2048);
        var own = new RsaSecurityKey(stranger) { KeyId = "../../etc/passwd" };
        var embedded = new JsonObject();
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(own);
        (embedded["kty"], embedded["n"], embedded["e"]) = (key.Kty, key.N, key.E);

        await ExpectRefusedAsync(
            Make(x =>
            {
                x.SigningCredentials = new SigningCredentials(own, SecurityAlgorithms.RsaSha256);
                x.AdditionalHeaderClaims = new Dictionary<string, object>
                {
                    ["jwk"] = JsonSerializer.SerializeToElement(embedded),
                    ["jku"] = "https://stranger.example/jwks",
                };
            })
        );
    }

    [Fact]
    public async Task ChangedClaims_AreRefused()
    {
        var parts = Make().Split('.');
        var claims = Tokens.ClaimsOf(string.Join('.', parts)).AsObject();
        claims["roles"] = "administrator";

        await ExpectRefusedAsync($"{parts[0]}.{Base64UrlEncoder.Encode(claims.ToJsonString())}.{parts[2]}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    [InlineData("sik_notakey")]
    public async Task NoToken_IsRefused(string text) => await ExpectRefusedAsync(text);

    private static DateTime Now => DateTime.UtcNow;

    private string Make(Action<SecurityTokenDescriptor>? vary = null, JsonWebTokenHandler? handler = null)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = "http://localhost:5080/",
            Audience = "social-innovation",
            TokenType = "at+jwt",
            IssuedAt = Now,
            NotBefore = Now,
            Expires = Now.AddMinutes(10),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = user.ToString(),
                ["scope"] = "api",
                ["roles"] = new[] { "applicant" },
            },
            SigningCredentials = keys.Signing[0],
        };
        vary?.Invoke(descriptor);
        return (handler ?? new JsonWebTokenHandler()).CreateToken(descriptor);
    }

    private async Task ExpectRefusedAsync(string token)
    {
        var refused = (await Tokens.CallAsync(api, token)).ExpectRefusal(401, "access.not-signed-in");
        Assert.DoesNotContain("signature", refused.Text, StringComparison.OrdinalIgnoreCase);
    }
}
