using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialInnovation.Testing;

/// <summary>Calls the API as a stranger would: JSON in, JSON out, headers as documented.</summary>
public sealed class ApiClient(HttpClient http)
{
    private const string FreshKey = "fresh";

    public Guid UserId { get; set; }

    public HttpClient Http => http;

    public void UseToken(string token) => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    public Task<ApiReply> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, null, null, headers);

    /// <param name="path">Where to.</param>
    /// <param name="body">The body; a string is sent as it stands.</param>
    /// <param name="version">What goes into If-Match; nothing when null.</param>
    /// <param name="key">The Idempotency-Key; a fresh one when not given, none when null.</param>
    public Task<ApiReply> PostAsync(string path, object? body = null, int? version = null, string? key = FreshKey) =>
        SendAsync(HttpMethod.Post, path, body, version is null ? null : $"\"{version}\"", key);

    public async Task<ApiReply> PostBytesAsync(string path, byte[] content, string mediaType, string? ifMatch = null, Guid? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        request.Headers.Add("Idempotency-Key", (key ?? Guid.CreateVersion7()).ToString());
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await http.SendAsync(request);
        return await ApiReply.ReadAsync(response);
    }

    public Task<ApiReply> PutAsync(string path, object body, int? version) =>
        SendAsync(HttpMethod.Put, path, body, version is null ? null : $"\"{version}\"", null);

    public Task<ApiReply> DeleteAsync(string path, int? version) =>
        SendAsync(HttpMethod.Delete, path, null, version is null ? null : $"\"{version}\"", null);

    public async Task<ApiReply> SendAsync(
        HttpMethod method,
        string path,
        object? body,
        string? ifMatch,
        string? key,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(
                body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web),
                Encoding.UTF8,
                "application/json"
            );
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key == FreshKey ? Guid.CreateVersion7().ToString() : key);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        return await ApiReply.ReadAsync(response);
    }
}

/// <summary>What came back.</summary>
public sealed record ApiReply(int Status, JsonNode Body, string Text, HttpResponseHeaders Headers, string? MediaType)
{
    public string? Code => Body["code"]?.GetValue<string>();

    public Guid Id => Body["id"]!.GetValue<Guid>();

    public int Version => Body["version"]!.GetValue<int>();

    public static async Task<ApiReply> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var media = response.Content.Headers.ContentType?.MediaType;
        var body = media?.EndsWith("json", StringComparison.Ordinal) == true ? JsonNode.Parse(text)! : new JsonObject();
        return new ApiReply((int)response.StatusCode, body, text, response.Headers, media);
    }

    /// <summary>Fails with the whole answer when the status is another.</summary>
    public ApiReply Expect(int status) =>
        Status == status ? this : throw new InvalidOperationException($"Expected {status}, got {Status}: {Text}");

    /// <summary>Fails with the whole answer when it is not this refusal.</summary>
    public ApiReply ExpectRefusal(int status, string code) =>
        Status == status && Code == code && MediaType == "application/problem+json"
            ? this
            : throw new InvalidOperationException($"Expected {status} {code}, got {Status}: {Text}");
}
