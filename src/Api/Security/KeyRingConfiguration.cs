using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SocialInnovation.Infrastructure.Identity;

namespace SocialInnovation.Api.Security;

/// <summary>What the judge of tokens would fetch of another provider's discovery document, taken from the embedded one's own keys.</summary>
internal sealed class KeyRingConfiguration(KeyRing ring, ProviderSettings settings)
    : BaseConfigurationManager,
        IConfigurationManager<OpenIdConnectConfiguration>
{
    private (Keys Keys, OpenIdConnectConfiguration Configuration)? made;

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var keys = await ring.GetAsync(cancel);
        if (made is { } last && ReferenceEquals(last.Keys, keys))
        {
            return last.Configuration;
        }

        var configuration = new OpenIdConnectConfiguration { Issuer = settings.Issuer.AbsoluteUri };
        foreach (var credentials in keys.Signing)
        {
            configuration.SigningKeys.Add(credentials.Key);
        }

        made = (keys, configuration);
        return configuration;
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) =>
        await GetConfigurationAsync(cancel);

    public override void RequestRefresh() => ring.Doubt();
}
