using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.MeetExternalUser;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Security;

/// <summary>
/// Makes a caller of this service out of the claims of another provider: the user's id follows from issuer and subject, the roles from the
/// configuration. Whoever comes for the first time, or with other roles, is registered.
/// </summary>
internal sealed class ExternalCallers(
    IConfiguration configuration,
    IServiceScopeFactory factory,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock
)
{
    private const string RolesKey = "Authentication:Roles";
    private const string RolesClaimKey = "Authentication:RolesClaim";
    private const string SecondFactorKey = "Authentication:SecondFactor";

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    // What this instance has written down of late; another one would only find it done.
    private readonly ConcurrentDictionary<UserId, (string Roles, DateTimeOffset At)> met = new();

    public async Task<ClaimsPrincipal> TranslateAsync(ClaimsPrincipal told, CancellationToken cancellationToken)
    {
        var issuer = told.FindFirstValue("iss") ?? configuration[Authentication.AuthorityKey];
        if (told.FindFirstValue("sub") is not { } subject)
        {
            return new ClaimsPrincipal();
        }

        var user = IdOf(issuer!, subject);
        var roles = RolesOf(told).Order().ToList();
        if (!await IsWelcomeAsync(user, told.FindFirstValue("name"), roles, cancellationToken))
        {
            return new ClaimsPrincipal();
        }

        var identity = new ClaimsIdentity(told.Identity!.AuthenticationType, "sub", Callers.RolesClaim);
        identity.AddClaim(new Claim("sub", user.Value.ToString()));
        identity.AddClaims(roles.Select(x => new Claim(Callers.RolesClaim, Naming.Word(x))));
        // A provider that knows none of our scopes restricts nobody; its roles decide.
        var scopes = told.FindAll("scope").SelectMany(x => x.Value.Split(' ')).Intersect(Scopes.All).ToList();
        identity.AddClaims(scopes.Select(x => new Claim("scope", x)));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The same on every instance and for good.</summary>
    private static UserId IdOf(string issuer, string subject) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")).AsSpan(0, 16), bigEndian: true));

    private IEnumerable<Role> RolesOf(ClaimsPrincipal told)
    {
        var values = Values(told, configuration[RolesClaimKey] ?? Callers.RolesClaim).ToHashSet();
        var map = configuration.GetSection(RolesKey);
        var roles = map.Exists()
            ? map.GetChildren().Where(x => (x.Get<string[]>() ?? []).Any(values.Contains)).Select(x => Naming.Parse<Role>(x.Key))
            : values.Select(Naming.Parse<Role>);
        var hasSecondFactor = HasSecondFactor(told);
        return roles.OfType<Role>().Where(x => hasSecondFactor || !SecondFactor.IsRequiredOf([x]));
    }

    // Where nothing is configured, the provider is trusted to have asked for what it must.
    private bool HasSecondFactor(ClaimsPrincipal told) =>
        configuration[$"{SecondFactorKey}:Claim"] is not { } claim
        || Values(told, claim).Intersect(configuration.GetSection($"{SecondFactorKey}:Values").Get<string[]>() ?? []).Any();

    // "realm_access.roles" is the member "roles" of the claim "realm_access".
    private static IEnumerable<string> Values(ClaimsPrincipal told, string path)
    {
        var (claim, members) = (path.Split('.')[0], path.Split('.')[1..]);
        return members.Length == 0
            ? told.FindAll(claim).Select(x => x.Value)
            : told.FindAll(claim).SelectMany(x => Inside(x.Value, members));
    }

    private static List<string> Inside(string json, string[] members)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var element = document.RootElement;
            foreach (var member in members)
            {
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(member, out element))
                {
                    return [];
                }
            }

            return element.ValueKind == JsonValueKind.Array
                ? [.. element.EnumerateArray().Select(x => x.ToString())]
                : [element.ToString()];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // Whoever was erased here is not made known again by a provider that still knows it.
    private async Task<bool> IsWelcomeAsync(UserId user, string? name, List<Role> roles, CancellationToken cancellationToken)
    {
        var (known, now) = (string.Join(' ', roles), clock.GetUtcNow());
        if (met.TryGetValue(user, out var last) && last.Roles == known && last.At > now - Remembered)
        {
            return true;
        }

        await using var scope = factory.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Now = now;
        var written = await scope
            .ServiceProvider.GetRequiredService<IDispatcher>()
            .SendAsync(new MeetExternalUser(user, name, roles), cancellationToken);
        if (!written.IsFailure)
        {
            met[user] = (known, now);
        }

        return !written.IsFailure || written.Error != UserErrors.Erased;
    }
}
