using System.Net;
using System.Net.Sockets;

namespace Polychron.Webhooks.Egress;

/// <summary>
/// Which addresses a listener may have: those of the public internet, as IANA's registries of special-purpose addresses leave
/// them. What an IPv6 address carries of an IPv4 one is judged too, since a gateway on the way would unwrap it.
/// </summary>
internal static class AddressRules
{
    private static readonly IPNetwork[] ForbiddenV4 = Networks(
        "0.0.0.0/8",            // this network
        "10.0.0.0/8",           // private
        "100.64.0.0/10",        // shared, of carriers
        "127.0.0.0/8",          // loopback
        "168.63.129.16/32",     // Azure's platform, from inside every virtual network
        "169.254.0.0/16",       // link-local; the clouds' metadata services
        "172.16.0.0/12",        // private
        "192.0.0.0/24",         // protocol assignments
        "192.0.2.0/24",         // documentation
        "192.31.196.0/24",      // AS112
        "192.52.193.0/24",      // multicast tunnels
        "192.88.99.0/24",       // relays of 6to4
        "192.168.0.0/16",       // private
        "192.175.48.0/24",      // AS112
        "198.18.0.0/15",        // benchmarks
        "198.51.100.0/24",      // documentation
        "203.0.113.0/24",       // documentation
        "224.0.0.0/4",          // multicast
        "240.0.0.0/4");         // reserved, and broadcast

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    private static readonly IPNetwork[] ForbiddenV6 = Networks(
        "2001::/23",            // protocol assignments; Teredo is looked at before
        "2001:db8::/32",        // documentation
        "3fff::/20");           // documentation

    /// <summary>Whether an address is one of the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !Array.Exists(ForbiddenV4, network => network.Contains(address));
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        var bytes = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6 || Nat64.Contains(address))
        {
            return IsPublicV4(bytes, 12);
        }

        if (SixToFour.Contains(address))
        {
            return IsPublicV4(bytes, 2);
        }

        if (Teredo.Contains(address))
        {
            // The server in clear, the client with every bit inverted.
            return IsPublicV4(bytes, 4) && IsPublicV4([.. bytes.Select(part => (byte)~part)], 12);
        }

        return GlobalV6.Contains(address)
            && !Array.Exists(ForbiddenV6, network => network.Contains(address))
            && !(IsIsatap(bytes) && !IsPublicV4(bytes, 12));
    }

    /// <summary>Whether an address is the machine's own, in whatever family it is written.</summary>
    public static bool IsLoopback(IPAddress address) =>
        IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool IsPublicV4(byte[] bytes, int at) => IsPublic(new IPAddress(bytes.AsSpan(at, 4)));

    /// <summary>An interface that tunnels to the IPv4 address in its last four bytes.</summary>
    private static bool IsIsatap(byte[] bytes) => bytes is [_, _, _, _, _, _, _, _, 0 or 2, 0, 0x5e, 0xfe, ..];

    private static IPNetwork[] Networks(params string[] networks) => Array.ConvertAll(networks, IPNetwork.Parse);
}
