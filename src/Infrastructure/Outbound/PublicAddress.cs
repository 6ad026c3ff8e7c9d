using System.Net;
using System.Net.Sockets;

namespace SocialInnovation.Infrastructure.Outbound;

/// <summary>Whether an address belongs to the internet at large, by the registries of special-purpose addresses (RFC 6890).</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            // Link-local, where clouds keep their metadata.
            "169.254.0.0/16",
            // A public address, and all the same the inside of a cloud.
            "168.63.129.16/32",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            // Teredo, ORCHID and what else stands for something other than a host.
            "2001::/23",
            "2001:db8::/32",
            // 6to4 reaches the IPv4 address within.
            "2002::/16",
            "3fff::/20",
        }.Select(x => IPNetwork.Parse(x)),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    // The prefix by which an IPv6-only network reaches IPv4.
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return Is(address.MapToIPv4());
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return Nat64.Contains(address)
                ? Is(new IPAddress(address.GetAddressBytes().AsSpan(12)))
                : GlobalUnicast.Contains(address) && !IsListed(address);
        }

        return address.AddressFamily == AddressFamily.InterNetwork && !IsListed(address);
    }

    private static bool IsListed(IPAddress address) => NotPublic.Any(x => x.Contains(address));
}
