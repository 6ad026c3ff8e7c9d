using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace SocialInnovation.Api.Security;

/// <summary>How callers prove who they are: bearer tokens of the configured authority, or of the development endpoint.</summary>
internal static class Authentication
{
    public const string Audience = "social-innovation";

    public const string DevelopmentIssuer = "social-innovation-development";

    public static void AddCallerAuthentication(this WebApplicationBuilder builder)
    {
        var authority = builder.Configuration["Authentication:Authority"];
        var key = new DevelopmentKey(RandomNumberGenerator.GetBytes(32));
        builder.Services.AddSingleton(key);
        builder.Services.AddAuthorization();
        builder
            .Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options =>
            {
                options.MapInboundClaims = false;
                options.Audience = builder.Configuration["Authentication:Audience"] ?? Audience;
                options.TokenValidationParameters.RoleClaimType = Callers.RolesClaim;
                options.TokenValidationParameters.NameClaimType = "sub";
                if (authority is not null)
                {
                    options.Authority = authority;
                    return;
                }

                options.TokenValidationParameters.ValidIssuer = DevelopmentIssuer;
                options.TokenValidationParameters.IssuerSigningKey = key.Security;
            });
    }
}

/// <summary>Signs the tokens of the development endpoint; made anew at each start and never kept.</summary>
internal sealed class DevelopmentKey(byte[] key)
{
    public SymmetricSecurityKey Security { get; } = new(key);
}
