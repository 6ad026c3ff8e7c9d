using System.Net;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

/// <summary>The networks from which a key opens, as <c>address/length</c> of IPv4 or IPv6.</summary>
public static class AllowedNetworks
{
    public const string Pattern = "^[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}$";

    public const int Length = 49;

    /// <summary>Writes each network in one way; an address stands for itself as IPv4 where IPv6 only wraps one.</summary>
    public static Result<IReadOnlyList<string>> Read(IReadOnlyList<string> texts)
    {
        var networks = new List<string>();
        foreach (var (index, text) in texts.Index())
        {
            // Whoever writes 203.0.113.7/24 may mean one address or 256: neither is guessed.
            if (
                !IPNetwork.TryParse(text, out var network)
                || network.BaseAddress.IsIPv4MappedToIPv6
                || !network.BaseAddress.Equals(IPAddress.Parse(text.Split('/')[0]))
            )
            {
                return ApiKeyErrors.NetworkInvalid(text, index);
            }

            networks.Add(network.ToString());
        }

        return networks;
    }

    public static bool Admit(IReadOnlyList<string> networks, IPAddress? address)
    {
        if (networks.Count == 0)
        {
            return true;
        }

        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return plain is not null && networks.Any(x => IPNetwork.Parse(x).Contains(plain));
    }
}
