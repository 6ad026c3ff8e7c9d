using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SocialInnovation.Infrastructure.Identity;

namespace SocialInnovation.Benchmarks;

/// <summary>Takes every caller for the same person and looks at nothing: the service without the cost of knowing who calls.</summary>
internal sealed class Anyone(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Name = "anyone";
    private const string Role = "programme-manager";

    private static ClaimsPrincipal? everybody;

    public static void AddTo(WebApplicationBuilder builder, string user)
    {
        everybody = new ClaimsPrincipal(
            new ClaimsIdentity([new Claim("sub", user), new Claim("roles", Role), new Claim("scope", "api")], Name)
        );
        builder.Host.ConfigureContainer<IServiceCollection>(services =>
            services.Configure<AuthenticationOptions>(x =>
            {
                x.AddScheme<Anyone>(Name, null);
                x.DefaultScheme = Name;
            })
        );
    }

    /// <summary>A token of the service's own provider for somebody, and the bare hash of a password.</summary>
    public static void MapDiagnostics(WebApplication app)
    {
        app.MapGet(
                "/diagnostics/token/{user:guid}",
                async (Guid user, KeyRing ring, ProviderSettings provider, CancellationToken ct) =>
                    new JsonWebTokenHandler().CreateToken(
                        new SecurityTokenDescriptor
                        {
                            Issuer = provider.Issuer.AbsoluteUri,
                            Audience = "social-innovation",
                            TokenType = "at+jwt",
                            Expires = TimeProvider.System.GetUtcNow().AddHours(8).UtcDateTime,
                            Claims = new Dictionary<string, object>
                            {
                                ["sub"] = user.ToString(),
                                ["scope"] = "api",
                                ["roles"] = new[] { Role },
                                ["oi_tkn_id"] = Guid.CreateVersion7().ToString(),
                            },
                            SigningCredentials = (await ring.GetAsync(ct)).Signing[0],
                        }
                    )
            )
            .AllowAnonymous();
        var hasher = new PasswordHasher<object>(
            Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = AuthenticationCost.HashIterations })
        );
        var hash = hasher.HashPassword(new object(), "some password");
        app.MapGet("/diagnostics/hash", () => $"{hasher.VerifyHashedPassword(new object(), hash, "some password")}").AllowAnonymous();
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(everybody!, Name)));
}
