using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SocialInnovation.Api.Security;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>What is remembered of a token spares the signature, and nothing else.</summary>
public sealed class RememberedTokenTests : IDisposable
{
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "some-key" };
    private readonly FakeTimeProvider clock = new(DateTimeOffset.Parse("2027-01-04T09:00:00Z", null));
    private readonly RememberedTokens tokens = new();
    private int signaturesChecked;

    [Fact]
    public async Task Believed_ItsSignatureIsNotCheckedAgain()
    {
        var token = Make();

        var (first, second) = (await JudgeAsync(token), await JudgeAsync(token));

        Assert.Equal((true, true, 1), (first.IsValid, second.IsValid, signaturesChecked));
        Assert.Equal(["person"], second.ClaimsIdentity.FindAll("sub").Select(x => x.Value));
        Assert.Equal(first.SecurityToken.ValidTo, second.SecurityToken.ValidTo);
    }

    [Fact]
    public async Task Believed_ItEndsAllTheSame()
    {
        var token = Make();
        Assert.True((await JudgeAsync(token)).IsValid);

        clock.Advance(TimeSpan.FromMinutes(10));

        Assert.False((await JudgeAsync(token)).IsValid);
    }

    [Fact]
    public async Task WhatOneRequestAddsToItsCaller_NoOtherSees()
    {
        var token = Make();
        _ = await JudgeAsync(token);
        (await JudgeAsync(token)).ClaimsIdentity.AddClaim(new Claim("roles", "administrator"));

        Assert.Empty((await JudgeAsync(token)).ClaimsIdentity.FindAll("roles"));
    }

    [Fact]
    public async Task Refused_IsJudgedAgainEachTime()
    {
        var token = Make();
        var forged = token[..token.LastIndexOf('.')] + "." + Base64UrlEncoder.Encode(new byte[256]);
        Assert.True((await JudgeAsync(token)).IsValid);

        Assert.False((await JudgeAsync(forged)).IsValid);
        Assert.False((await JudgeAsync(forged)).IsValid);
        Assert.True(signaturesChecked >= 3);
    }

    public void Dispose()
    {
        tokens.Dispose();
        key.Rsa.Dispose();
    }

    private string Make() =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = "issuer",
                Audience = "audience",
                Expires = clock.GetUtcNow().AddMinutes(5).UtcDateTime,
                Claims = new Dictionary<string, object> { ["sub"] = "person" },
                SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
            }
        );

    private Task<TokenValidationResult> JudgeAsync(string token) =>
        tokens.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = "issuer",
                ValidAudience = "audience",
                LifetimeValidator = (_, until, _, _) => until > clock.GetUtcNow(),
                IssuerSigningKeyResolver = (_, _, _, _) =>
                {
                    signaturesChecked++;
                    return [key];
                },
            }
        );
}
