using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Validation.AspNetCore;
using SocialInnovation.Api.Identity;
using SocialInnovation.Application.Common;
using SocialInnovation.Infrastructure.Identity;

namespace SocialInnovation.Api.Security;

/// <summary>How callers prove who they are: access tokens of the embedded identity provider or of the configured one, or API keys.</summary>
internal static class Authentication
{
    public const string Audience = "social-innovation";

    public const string AudienceKey = "Authentication:Audience";

    public const string AuthorityKey = "Authentication:Authority";

    /// <summary>With it, tokens are not read but asked about at the provider, as they must be that are opaque.</summary>
    private const string IntrospectionKey = "Authentication:Introspection:ClientId";

    private const string IntrospectionSecretKey = "Authentication:Introspection:ClientSecret";

    private const string Introspection = OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme;

    private static readonly string[] Signatures = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>OpenIddict's private claim that names the entry of a token.</summary>
    private const string TokenIdClaim = "oi_tkn_id";

    public const string AccessTokenType = "at+jwt";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>What the configuration lacks; null when callers can be known.</summary>
    public static string? WhyNotStart(IConfiguration configuration, bool isDevelopment) =>
        IsEmbedded(configuration) ? ProviderSetup.WhyNotStart(configuration, isDevelopment)
        : IsIntrospected(configuration) && string.IsNullOrEmpty(configuration[IntrospectionSecretKey])
            ? $"{IntrospectionKey} is set, but not {IntrospectionSecretKey}: nobody may ask the provider about tokens without it."
        : null;

    public static bool IsEmbedded(IConfiguration configuration) => configuration[AuthorityKey] is null;

    public static bool IsIntrospected(IConfiguration configuration) =>
        !IsEmbedded(configuration) && configuration[IntrospectionKey] is not null;

    public static void AddCallerAuthentication(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthorization();
        builder.AddIdentityStores();
        builder
            .Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IServiceProvider>(
                (options, services) =>
                {
                    var clock = services.GetRequiredKeyedService<TimeProvider>(Clocks.Real);
                    options.TokenValidationParameters.LifetimeValidator = (from, until, _, _) => IsCurrent(from, until, clock.GetUtcNow());
                }
            );
        var authentication = builder
            .Services.AddAuthentication(ApiKeyAuthenticationSetup.Chooser)
            .AddApiKeys(otherwise: IsIntrospected(builder.Configuration) ? Introspection : JwtBearerDefaults.AuthenticationScheme);
        if (IsEmbedded(builder.Configuration))
        {
            builder.AddIdentityProvider();
            authentication.AddBrowserSignIn();
            authentication.AddExternalLogin(builder.Configuration, builder.Environment.IsDevelopment());
            authentication.AddOwnTokens(builder.Configuration);
            return;
        }

        builder.Services.AddSingleton<ExternalCallers>();
        if (!IsIntrospected(builder.Configuration))
        {
            authentication.AddJwtBearer(options =>
            {
                SetUp(options, builder.Configuration);
                options.Authority = builder.Configuration[AuthorityKey];
                options.RequireHttpsMetadata = !builder.Environment.IsDevelopment();
                // None of them is a secret that both sides know.
                options.TokenValidationParameters.ValidAlgorithms = Signatures;
            });
            return;
        }

        builder
            .Services.AddOpenIddict()
            .AddValidation(options =>
            {
                options
                    .SetIssuer(builder.Configuration[AuthorityKey]!)
                    .AddAudiences(builder.Configuration[AudienceKey] ?? Audience)
                    .UseIntrospection()
                    .SetClientId(builder.Configuration[IntrospectionKey]!)
                    .SetClientSecret(builder.Configuration[IntrospectionSecretKey]!);
                options.UseSystemNetHttp();
                options.UseAspNetCore();
            });
    }

    private static void AddOwnTokens(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        authentication.Services.AddSingleton<KeyRingConfiguration>();
        authentication
            .Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<KeyRingConfiguration>((options, keys) => options.ConfigurationManager = keys);
        authentication.AddJwtBearer(options =>
        {
            SetUp(options, configuration);
            options.TokenValidationParameters.ValidTypes = [AccessTokenType];
            options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.RsaSha256];
            options.Events = new JwtBearerEvents { OnTokenValidated = RefuseWithdrawn };
        });
    }

    private static void SetUp(JwtBearerOptions options, IConfiguration configuration)
    {
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(new RememberedTokens());
        options.Audience = configuration[AudienceKey] ?? Audience;
        options.TokenValidationParameters.RoleClaimType = Callers.RolesClaim;
        options.TokenValidationParameters.NameClaimType = "sub";
    }

    private static bool IsCurrent(DateTime? from, DateTime? until, DateTimeOffset now) =>
        until > now - ClockSkew && (from is null || from < now + ClockSkew);

    private static Task RefuseWithdrawn(TokenValidatedContext context)
    {
        if (
            Guid.TryParse(context.Principal!.FindFirst(TokenIdClaim)?.Value, out var token)
            && context.HttpContext.RequestServices.GetRequiredService<WithdrawnTokens>().Contains(token)
        )
        {
            context.Fail("The token was withdrawn.");
        }

        return Task.CompletedTask;
    }
}
