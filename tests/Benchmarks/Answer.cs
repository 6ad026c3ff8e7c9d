using System.Globalization;
using System.Text.Json.Nodes;

namespace SocialInnovation.Benchmarks;

/// <summary>An answer, taken apart: what must be the same of both servers.</summary>
/// <param name="Head">Status and headers in order, without those that tell of the connection only.</param>
/// <param name="Body">The JSON.</param>
internal sealed record Answer(IReadOnlyList<string> Head, JsonNode Body)
{
    private static readonly string[] OfTheConnection = ["Date:", "Transfer-Encoding:", "Content-Length:", "RateLimit:"];

    public static async Task<Answer> OfAsync(ServerProcess server, byte[] request)
    {
        using var connection = new LoadConnection();
        await connection.ConnectAsync(server.Address);
        var text = await connection.ReadAsync(request);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = text[..end].Split("\r\n");
        var body = text[(end + 4)..];
        var isChunked = head.Any(x => x.StartsWith("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase));
        return new Answer(
            [.. head.Where(x => !OfTheConnection.Any(x.StartsWith)).Order(StringComparer.Ordinal)],
            JsonNode.Parse(isChunked ? Join(body) : body)!
        );
    }

    private static string Join(string chunks)
    {
        // Sizes count bytes: the bodies are compared as bytes of one character each.
        var bytes = System.Text.Encoding.UTF8.GetBytes(chunks).AsSpan();
        var all = new List<byte>();
        while (true)
        {
            var line = bytes.IndexOf("\r\n"u8);
            var size = int.Parse(bytes[..line], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                return System.Text.Encoding.UTF8.GetString([.. all]);
            }

            all.AddRange(bytes.Slice(line + 2, size));
            bytes = bytes[(line + 2 + size + 2)..];
        }
    }
}
