using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialInnovation.Api.Tests.Fuzzing;

/// <summary>One request, from a valid one that is changed in none, one or more of its parts.</summary>
internal sealed class FuzzedRequest(FuzzedOperation operation, SchemaValues values, Random random)
{
    private static readonly string[] MediaTypes =
    [
        "text/plain",
        "application/xml",
        "application/json; charset=utf-16",
        "application/json; charset=\"",
        "multipart/form-data; boundary=x",
        ";",
        "*/*",
    ];

    private static readonly string[] HeaderNames =
    [
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
        "Authorization",
        "Content-Encoding",
        "Cookie",
        "Idempotency-Key",
        "If-Match",
        "If-Modified-Since",
        "If-None-Match",
        "Origin",
        "Range",
        "X-Forwarded-For",
        "X-HTTP-Method-Override",
        "traceparent",
    ];

    private const int MostInPath = 700;

    private readonly Dictionary<string, byte[]> headers = [];
    private string path = operation.Path;
    private byte[]? body;

    /// <summary>True when the request is no HTTP: the server itself may end it, without a problem.</summary>
    public bool BreaksHttp { get; private set; }

    public bool IsChanged { get; private set; }

    public byte[] Build(string host, string? token)
    {
        headers["Host"] = Ascii(host);
        headers["If-Match"] = Ascii("*");
        headers["Idempotency-Key"] = Ascii(Uuid(random));
        if (token is not null)
        {
            headers["Authorization"] = Ascii($"Bearer {token}");
        }

        if (operation.Media is { } media)
        {
            headers["Content-Type"] = Ascii(media);
            body = operation.Example(random) is { } example ? Hostile.Bytes(example, random) : operation.Bundle;
        }

        var changes = random.Next(4) == 0 ? 0 : random.Next(1, 3);
        IsChanged = changes > 0;
        for (var i = 0; i < changes; i++)
        {
            Change();
        }

        return Write();
    }

    private void Change()
    {
        var kind = random.Next(12);
        if (body is not null && kind < 7)
        {
            ChangeBody(kind);
        }
        else if (kind < 9)
        {
            ChangeQuery();
        }
        else if (kind == 9)
        {
            ChangePath();
        }
        else
        {
            ChangeHeader();
        }
    }

    private void ChangeBody(int kind)
    {
        if (operation.Example(random) is not { } example)
        {
            body = kind < 3 ? Hostile.RandomBytes(random, random.Next(2_000)) : Hostile.Broken(body!, random);
            return;
        }

        if (kind < 4)
        {
            body = Hostile.Bytes(ChangeMember(example), random);
        }
        else if (kind < 6)
        {
            body = Hostile.Bytes(values.Make(operation.Schema, random), random);
        }
        else
        {
            body = Hostile.Broken(body!, random);
        }
    }

    // One value anywhere in the tree.
    private JsonNode? ChangeMember(JsonNode root)
    {
        var places = new List<(JsonNode Parent, object Key)>();
        Collect(root, places);
        if (places.Count == 0)
        {
            return Hostile.Value(random);
        }

        var (parent, key) = places[random.Next(places.Count)];
        if (parent is JsonArray array)
        {
            array[(int)key] = Hostile.Value(random);
            return root;
        }

        var members = parent.AsObject();
        switch (random.Next(8))
        {
            case 0:
                members.Remove((string)key);
                break;
            case 1:
                members[Hostile.Text(random)] = Hostile.Value(random);
                break;
            default:
                // A text most often stays one: as another kind it comes no further than the reader of JSON.
                var isText = members[(string)key]?.GetValueKind() == JsonValueKind.String;
                members[(string)key] = isText && random.Next(4) > 0 ? JsonValue.Create(Hostile.Text(random)) : Hostile.Value(random);
                break;
        }

        return root;
    }

    private static void Collect(JsonNode? node, List<(JsonNode, object)> places)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, member) in members)
            {
                places.Add((node, name));
                Collect(member, places);
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                places.Add((node, i));
                Collect(items[i], places);
            }
        }
    }

    private void ChangeQuery()
    {
        var name = operation.Query.Count > 0 && random.Next(5) > 0 ? operation.Query[random.Next(operation.Query.Count)] : null;
        var value = name is not null && random.Next(3) == 0 ? values.Make(name["schema"], random)?.ToString() ?? "" : Hostile.Text(random);
        path +=
            $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name?["name"] ?? Encode(Hostile.Text(random))}={Encode(value)}";
    }

    private void ChangePath()
    {
        var (address, query) = (path.Split('?')[0], path[path.Split('?')[0].Length..]);
        var segments = address.Split('/');
        segments[random.Next(1, segments.Length)] = random.Next(3) == 0 ? Uuid(random) : Encode(Hostile.Text(random));
        path = string.Join('/', segments) + query;
    }

    private void ChangeHeader()
    {
        if (body is not null && random.Next(3) == 0)
        {
            headers["Content-Type"] = Ascii(MediaTypes[random.Next(MediaTypes.Length)]);
            return;
        }

        var name = HeaderNames[random.Next(HeaderNames.Length)];
        if (random.Next(4) == 0)
        {
            headers.Remove(name);
            return;
        }

        var text = random.Next(4) == 0 ? Encoding.Latin1.GetString(Hostile.RandomBytes(random, random.Next(40))) : Hostile.Text(random);
        headers[name] = Encoding.UTF8.GetBytes(text.Length > 300 ? text[..300] : text);
    }

    // Most is encoded as it should be; some goes as it is.
    private string Encode(string text)
    {
        var most = text.Length > MostInPath ? text[..MostInPath] : text;
        if (random.Next(6) > 0)
        {
            return string.Concat(Encoding.UTF8.GetBytes(most).Select(x => char.IsAsciiLetterOrDigit((char)x) ? $"{(char)x}" : $"%{x:X2}"));
        }

        return random.Next(2) == 0 ? "%FF%C3%28" : most.Replace(' ', '+');
    }

    private byte[] Write()
    {
        var head = new List<byte>();
        head.AddRange(Ascii(operation.Method + " "));
        var target = Encoding.UTF8.GetBytes(path);
        head.AddRange(target);
        head.AddRange(Ascii(" HTTP/1.1\r\n"));
        BreaksHttp =
            target.Any(x => x is <= (byte)' ' or >= 127) || target.Length > 8_000 || path.Contains("%00", StringComparison.Ordinal);
        foreach (var (name, value) in headers)
        {
            head.AddRange([.. Ascii(name + ": "), .. value, .. "\r\n"u8]);
            BreaksHttp |= value.Any(x => x is < (byte)' ' or >= 127);
        }

        if (body is not null || operation.Method != "GET")
        {
            head.AddRange(Ascii($"Content-Length: {body?.Length ?? 0}\r\n"));
        }

        return [.. head, .. "\r\n"u8, .. body ?? []];
    }

    private static string Uuid(Random random)
    {
        var bytes = Hostile.RandomBytes(random, 16);
        return new Guid(bytes).ToString();
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
