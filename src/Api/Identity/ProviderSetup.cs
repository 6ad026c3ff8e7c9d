using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using SocialInnovation.Api.Security;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Infrastructure.Identity;

namespace SocialInnovation.Api.Identity;

/// <summary>The embedded identity provider: OpenID Connect at <c>/connect</c>, its pages at <c>/account</c>.</summary>
internal static class ProviderSetup
{
    public const string IssuerKey = "Identity:Issuer";
    public const string SecondFactorKey = "Identity:SecondFactor";

    private const string CertificatesKey = "Identity:KeyCertificates";

    public const string Lifted = "lifted";

    private static readonly Uri DevelopmentIssuer = new("http://localhost:5080/");

    private static readonly TimeSpan AccessTokenLives = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RefreshTokenLives = TimeSpan.FromDays(14);

    /// <summary>What its configuration lacks; null when it can start.</summary>
    public static string? WhyNotStart(IConfiguration configuration, bool isDevelopment) =>
        configuration[IssuerKey] is not { } issuer
            ? isDevelopment
                ? null
                : "Neither Authentication:Authority nor Identity:Issuer is set: outside of Development the service needs an identity provider, another's (its address) or its own (the public address of this service)."
            : !Uri.TryCreate(issuer, UriKind.Absolute, out var address) || !(isDevelopment || address.Scheme == Uri.UriSchemeHttps)
                ? $"{IssuerKey} is {issuer}: it is the public address of this service, beginning with https://."
                : KeyCertificates(configuration).Count == 0 && !isDevelopment
                    ? $"{CertificatesKey}:0:Path is not set: outside of Development the keys of the identity provider are kept encrypted, with the certificate of this PKCS #12 file."
                    : KeyCertificates(configuration).FirstOrDefault(x => !File.Exists(x.Path)) is { } missing
                        ? $"{CertificatesKey} names {missing.Path}: there is no such file."
                        : configuration[SecondFactorKey] is Lifted && !isDevelopment
                            ? $"{SecondFactorKey} is {Lifted}: the second factor can be lifted in Development only."
                            : null;

    public static bool IsSecondFactorLifted(IConfiguration configuration) => configuration[SecondFactorKey] is Lifted;

    /// <summary>What the provider keeps; also where another one is used, which then has no use for it.</summary>
    public static void AddIdentityStores(this WebApplicationBuilder builder) =>
        builder.Services.AddIdentityStores(
            new ProviderSettings(IssuerOf(builder.Configuration), builder.Environment.IsDevelopment()),
            KeyCertificates(builder.Configuration)
        );

    public static void AddIdentityProvider(this WebApplicationBuilder builder)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        var issuer = IssuerOf(builder.Configuration);
        builder.Services.AddHostedService(x => x.GetRequiredService<WithdrawnTokens>());
        builder.Services.AddOpenIddict().AddServer(server => Configure(server, issuer, isDevelopment));
        builder.Services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>, ProviderKeys>();
        builder.Services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>, ProviderKeys>();
        builder.Services.AddHostedService<ConfiguredClients>();
        builder.Services.AddScoped<TokenContents>();
        builder.Services.AddScoped<BrowserSignIn>();
        // Its pages are this assembly's, whatever program hosts the service.
        builder
            .Services.AddRazorPages(options => options.RootDirectory = "/Identity/Pages")
            .AddApplicationPart(typeof(ProviderSetup).Assembly);
        builder.Services.AddAntiforgery(options =>
        {
            (options.Cookie.Name, options.FormFieldName) = ("si-form", "form-token");
            // The content security policy says it, and more strictly.
            options.SuppressXFrameOptionsHeader = true;
        });
    }

    public static void AddBrowserSignIn(this Microsoft.AspNetCore.Authentication.AuthenticationBuilder authentication) =>
        authentication
            .AddCookie(
                BrowserSignIn.Scheme,
                options =>
                {
                    options.Cookie.Name = "si-session";
                    options.Cookie.SameSite = SameSiteMode.Lax;
                    options.LoginPath = "/account/sign-in";
                    options.ReturnUrlParameter = "returnUrl";
                    options.ExpireTimeSpan = TimeSpan.FromHours(10);
                    options.SlidingExpiration = false;
                    options.Events.OnValidatePrincipal = RefuseEndedAsync;
                }
            )
            .AddCookie(
                BrowserSignIn.PendingScheme,
                options =>
                {
                    options.Cookie.Name = "si-pending";
                    options.Cookie.SameSite = SameSiteMode.Lax;
                    options.LoginPath = "/account/sign-in";
                    options.ReturnUrlParameter = "returnUrl";
                    options.ExpireTimeSpan = TimeSpan.FromMinutes(10);
                    options.SlidingExpiration = false;
                }
            );

    public static void MapIdentityProvider(this WebApplication app)
    {
        app.MapConnect();
        // Each page looks at the browser's session itself, and leads to the sign-in where it needs one.
        app.MapRazorPages().AllowAnonymous();
        app.MapGet("/account/style.css", () => Results.Stream(Style(), "text/css; charset=utf-8"))
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    private static Uri IssuerOf(IConfiguration configuration) =>
        configuration[IssuerKey] is { } issuer ? new Uri(issuer) : DevelopmentIssuer;

    private static IReadOnlyList<KeyCertificate> KeyCertificates(IConfiguration configuration) =>
        configuration.GetSection(CertificatesKey).Get<KeyCertificate[]>() ?? [];

    private static void Configure(OpenIddictServerBuilder server, Uri issuer, bool isDevelopment)
    {
        server
            .SetIssuer(issuer)
            .SetAuthorizationEndpointUris("connect/authorize")
            .SetTokenEndpointUris("connect/token")
            .SetDeviceAuthorizationEndpointUris("connect/device")
            .SetEndUserVerificationEndpointUris("connect/verify")
            .SetEndSessionEndpointUris("connect/logout")
            .SetUserInfoEndpointUris("connect/userinfo")
            .SetIntrospectionEndpointUris("connect/introspect")
            .SetRevocationEndpointUris("connect/revoke");
        server
            .AllowAuthorizationCodeFlow()
            .AllowRefreshTokenFlow()
            .AllowClientCredentialsFlow()
            .AllowDeviceAuthorizationFlow()
            .RequireProofKeyForCodeExchange();
        server
            .SetAccessTokenLifetime(AccessTokenLives)
            .SetRefreshTokenLifetime(RefreshTokenLives)
            // A refresh token that comes twice was stolen, however soon: the whole family goes.
            .SetRefreshTokenReuseLeeway(TimeSpan.Zero)
            .DisableAccessTokenEncryption()
            .UseReferenceRefreshTokens();
        server.RegisterScopes([.. Scopes.All, OpenIddictConstants.Scopes.Profile, OpenIddictConstants.Scopes.Email]);
        server.RegisterClaims(Callers.RolesClaim);
        server.Configure(options => options.CodeChallengeMethods.Remove(OpenIddictConstants.CodeChallengeMethods.Plain));
        var http = server
            .UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .EnableEndUserVerificationEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough()
            .EnableUserInfoEndpointPassthrough();
        if (isDevelopment)
        {
            http.DisableTransportSecurityRequirement();
        }
    }

    private static async Task RefuseEndedAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<ISignInSessions>();
        if (
            BrowserSignIn.SessionOf(context.Principal) is not { } session
            || !await sessions.IsOpenAsync(session, context.HttpContext.RequestAborted)
        )
        {
            context.RejectPrincipal();
        }
    }

    private static Stream Style() =>
        typeof(ProviderSetup).Assembly.GetManifestResourceStream("SocialInnovation.Api.Identity.Pages.style.css")!;
}

/// <summary>Gives the provider the keys of the ring, and again when they change.</summary>
internal sealed class ProviderKeys(KeyRing ring, [FromKeyedServices(Clocks.Real)] TimeProvider clock)
    : IConfigureOptions<OpenIddictServerOptions>,
        IOptionsChangeTokenSource<OpenIddictServerOptions>
{
    public string? Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => ring.Changed;

    public void Configure(OpenIddictServerOptions options)
    {
        options.TimeProvider = clock;
        options.SigningCredentials.AddRange(ring.Last.Signing);
        options.EncryptionCredentials.AddRange(ring.Last.Hiding);
    }
}
