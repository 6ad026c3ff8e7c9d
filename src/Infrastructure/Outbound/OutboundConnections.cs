using System.Net;
using System.Net.Sockets;

namespace SocialInnovation.Infrastructure.Outbound;

/// <summary>Turns a name into addresses.</summary>
internal interface INameResolver
{
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken);
}

internal sealed class DnsResolver : INameResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(name, cancellationToken);
}

/// <summary>Opens a connection to an address.</summary>
internal interface IAddressConnector
{
    Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken);
}

internal sealed class SocketConnector : IAddressConnector
{
    public async Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A request goes where no caller may send the service.</summary>
internal sealed class OutboundRefusedException(string reason) : HttpRequestException(reason);

/// <summary>
/// Connects to public addresses only. The name is resolved here, once, and the connection goes to the very address that was looked at: what
/// the name answers a moment later does not matter.
/// </summary>
internal sealed class OutboundConnections(INameResolver names, IAddressConnector connector)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await names.ResolveAsync(host, cancellationToken);
        // One inner address among public ones is no accident.
        if (addresses.Count == 0 || !addresses.All(PublicAddress.Is))
        {
            throw new OutboundRefusedException($"{host} is no host of the public internet.");
        }

        foreach (var address in addresses.SkipLast(1))
        {
            try
            {
                return await connector.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            }
            catch (SocketException)
            {
                // The next address may answer.
            }
        }

        return await connector.ConnectAsync(new IPEndPoint(addresses[^1], port), cancellationToken);
    }
}
