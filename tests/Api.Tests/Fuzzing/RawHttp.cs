using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SocialInnovation.Api.Tests.Fuzzing;

/// <summary>An answer as it came over the wire; status 0 when the connection ended without one.</summary>
internal sealed record RawAnswer(int Status, string MediaType, string Text);

/// <summary>Speaks HTTP/1.1 by bytes, so that nothing is put right on its way.</summary>
internal sealed class RawHttp(Uri address) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(35);

    private TcpClient? client;
    private NetworkStream? network;
    private BufferedStream? stream;

    public async Task<RawAnswer> SendAsync(byte[] request)
    {
        for (var isFresh = false; ; isFresh = true)
        {
            try
            {
                await ConnectAsync();
                using var timeout = new CancellationTokenSource(Patience);
                var sending = SendAllAsync(request, timeout.Token);
                var answer = await ReadAsync(timeout.Token);
                await sending;
                if (answer.Status > 0 || isFresh)
                {
                    return answer;
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                if (isFresh)
                {
                    Dispose();
                    return new RawAnswer(0, "", exception.Message);
                }
            }

            // A connection that the server closed after the answer before.
            Dispose();
        }
    }

    public void Dispose()
    {
        stream?.Dispose();
        client?.Dispose();
        (client, network, stream) = (null, null, null);
    }

    private async Task ConnectAsync()
    {
        if (client is null)
        {
            client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(address.Host, address.Port);
            network = client.GetStream();
            stream = new BufferedStream(network, 16 * 1024);
        }
    }

    // The server may refuse before it has read all, or have closed an old connection meanwhile; what it says counts.
    private async Task SendAllAsync(byte[] request, CancellationToken cancellationToken)
    {
        try
        {
            await network!.WriteAsync(request, cancellationToken);
        }
        catch (IOException)
        {
            return;
        }
    }

    private async Task<RawAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        var status = await LineAsync(cancellationToken);
        if (status is null)
        {
            Dispose();
            return new RawAnswer(0, "", "closed");
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var code = int.Parse(status.Split(' ')[1], CultureInfo.InvariantCulture);
        if (code == 100)
        {
            return await ReadAsync(cancellationToken);
        }

        var body = code is 204 or 304 ? [] : await BodyAsync(headers, cancellationToken);
        if (headers.GetValueOrDefault("Connection")?.Equals("close", StringComparison.OrdinalIgnoreCase) == true)
        {
            Dispose();
        }

        return new RawAnswer(code, headers.GetValueOrDefault("Content-Type", "").Split(';')[0], Encoding.UTF8.GetString(body));
    }

    private async Task<byte[]> BodyAsync(Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        if (!headers.ContainsKey("Transfer-Encoding"))
        {
            return await ExactAsync(
                int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture),
                cancellationToken
            );
        }

        var all = new List<byte>();
        while (true)
        {
            var size = int.Parse(await LineAsync(cancellationToken) ?? "0", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            all.AddRange(await ExactAsync(size, cancellationToken));
            await LineAsync(cancellationToken);
            if (size == 0)
            {
                return [.. all];
            }
        }
    }

    private async Task<byte[]> ExactAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await stream!.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private async Task<string?> LineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream!.ReadAsync(one, cancellationToken) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return line.Count == 0 ? null : Encoding.Latin1.GetString([.. line]);
    }
}
