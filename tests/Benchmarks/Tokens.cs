using System.Globalization;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SocialInnovation.Api.Security;

namespace SocialInnovation.Benchmarks;

/// <summary>The identity provider of the comparison: both servers trust its key and validate its tokens in the same way.</summary>
internal static class Tokens
{
    private const string Issuer = "benchmarks";
    private const string Audience = "social-innovation";

    public static string Issue(string key, Guid user, string role)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                NotBefore = now.UtcDateTime,
                Expires = now.AddHours(8).UtcDateTime,
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = user.ToString("D", CultureInfo.InvariantCulture),
                    ["roles"] = new[] { role },
                },
                SigningCredentials = new SigningCredentials(Secret(key), SecurityAlgorithms.HmacSha256),
            }
        );
    }

    public static void Trust(JwtBearerOptions options, string key)
    {
        options.ConfigurationManager = null;
        options.TokenValidationParameters.ValidTypes = null;
        options.TokenValidationParameters.ValidAlgorithms = null;
        options.Audience = Audience;
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(new RememberedTokens());
        options.TokenValidationParameters.LifetimeValidator ??= (_, until, _, _) => until > TimeProvider.System.GetUtcNow();
        options.TokenValidationParameters.ValidIssuer = Issuer;
        options.TokenValidationParameters.IssuerSigningKey = Secret(key);
        options.TokenValidationParameters.RoleClaimType = "roles";
        options.TokenValidationParameters.NameClaimType = "sub";
    }

    private static SymmetricSecurityKey Secret(string key) => new(Convert.FromHexString(key));
}
