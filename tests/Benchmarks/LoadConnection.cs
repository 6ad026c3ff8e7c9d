using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocialInnovation.Benchmarks;

/// <summary>
/// A connection that sends one request after the other and reads no more of an answer than its status and its end: on a machine with few
/// cores, what the load takes is missing to the servers.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    private const int StatusAt = 9;

    private static readonly byte[] EndOfHeaders = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] EndOfChunks = "\r\n0\r\n\r\n"u8.ToArray();
    private static readonly byte[] Length = "\r\nContent-Length: "u8.ToArray();

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[64 * 1024];

    public Task ConnectAsync(Uri server) => socket.ConnectAsync(IPAddress.Loopback, server.Port);

    public static byte[] Request(string method, string path, string? token, string? body, params (string Name, string Value)[] headers)
    {
        var text = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: localhost\r\n");
        if (token is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"Authorization: Bearer {token}\r\n");
        }

        foreach (var (name, value) in headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (body is not null)
        {
            text.Append("Content-Type: application/json\r\n");
        }

        if (method != "GET")
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body ?? "")}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(body).ToString());
    }

    /// <returns>The whole answer, with its chunks as they came.</returns>
    public async Task<string> ReadAsync(ReadOnlyMemory<byte> request)
    {
        var length = await ExchangeAsync(request);
        return Encoding.UTF8.GetString(buffer.AsSpan(0, length));
    }

    /// <returns>The status.</returns>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request)
    {
        await ExchangeAsync(request);
        return int.Parse(buffer.AsSpan(StatusAt, 3), CultureInfo.InvariantCulture);
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask<int> ExchangeAsync(ReadOnlyMemory<byte> request)
    {
        await socket.SendAsync(request, SocketFlags.None);
        for (var filled = 0; ; )
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None);
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            filled += read;
            if (IsWhole(buffer.AsSpan(0, filled)))
            {
                return filled;
            }
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf(EndOfHeaders);
        if (end < 0)
        {
            return false;
        }

        var headers = answer[..(end + 2)];
        var length = headers.IndexOf(Length);
        if (length < 0)
        {
            return answer.EndsWith(EndOfChunks);
        }

        var digits = headers[(length + Length.Length)..];
        return answer.Length >= end + EndOfHeaders.Length + int.Parse(digits[..digits.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}
