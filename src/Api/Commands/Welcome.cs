using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace SocialInnovation.Api.Commands;

/// <summary>Loads the example over HTTP, as anybody would, and tells what is there: the address, who can log in, the awards.</summary>
internal sealed class Welcome(string address, TextWriter output) : IDisposable
{
    private const string Example = "2013-LOR";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient http = new() { BaseAddress = new Uri(address) };

    public void Dispose() => http.Dispose();

    public async Task ShowAsync(bool loadExample, CancellationToken cancellationToken)
    {
        if (loadExample && await IsExampleDueAsync(cancellationToken))
        {
            await output.WriteLineAsync("Loading the example, the Lorraine region's call of 2013 ...");
            await ImportAsync(cancellationToken);
        }

        await output.WriteLineAsync($"Swagger UI: {address}/swagger");
        await ShowUsersAsync(cancellationToken);
        foreach (var call in await CallsAsync(cancellationToken))
        {
            await ShowAwardsAsync(call, cancellationToken);
        }

        await output.WriteLineAsync("Ctrl-C stops the service and its database.");
    }

    // On first start, and when a former start was killed while it loaded.
    private async Task<bool> IsExampleDueAsync(CancellationToken cancellationToken)
    {
        var calls = await CallsAsync(cancellationToken);
        return calls.Count == 0
            || calls.Any(x => x["reference"]!.GetValue<string>() == Example && x["status"]!.GetValue<string>() is "published" or "closed");
    }

    private async Task<IReadOnlyList<JsonNode>> CallsAsync(CancellationToken cancellationToken) =>
        [.. (await GetAsync("/api/v1/calls?limit=5", null, cancellationToken))["items"]!.AsArray().Select(x => x!)];

    private async Task ImportAsync(CancellationToken cancellationToken)
    {
        using var zip = new MemoryStream();
        await ZipFile.CreateFromDirectoryAsync(Path.Combine(AppContext.BaseDirectory, "examples", "lorraine-2013"), zip, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/imports") { Content = new ByteArrayContent(zip.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        // One key for good: a start after a killed one is answered with the job that is under way.
        request.Headers.Add("Idempotency-Key", $"example-{Example}");
        var token = await TokenAsync("administrator", cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var job = response.Headers.Location!.ToString();
        while ((await GetAsync(job, token, cancellationToken))["status"]!.GetValue<string>() is "queued" or "running")
        {
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private async Task ShowUsersAsync(CancellationToken cancellationToken)
    {
        await output.WriteLineAsync("Who can log in (POST /development/tokens with the user name):");
        var users = (await GetAsync("/development/users", null, cancellationToken)).AsArray();
        foreach (var group in users.GroupBy(x => string.Join(", ", x!["roles"]!.AsArray().Select(y => y!.GetValue<string>()))))
        {
            var names = group.Select(x => x!["userName"]!.GetValue<string>()).ToList();
            var more = names.Count > 3 ? $" and {names.Count - 3} more" : string.Empty;
            await output.WriteLineAsync($"  {group.Key, -28} {string.Join(", ", names.Take(3))}{more}");
        }
    }

    private async Task ShowAwardsAsync(JsonNode call, CancellationToken cancellationToken)
    {
        var id = call["id"]!.GetValue<string>();
        var awards = (await GetAsync($"/api/v1/calls/{id}/awards?limit=100", null, cancellationToken))["items"]!.AsArray();
        await output.WriteLineAsync(
            $"{call["reference"]!.GetValue<string>()}  {call["title"]!.GetValue<string>()}  ({call["status"]!.GetValue<string>()})"
        );
        foreach (var award in awards)
        {
            await output.WriteLineAsync(
                $"  {award!["reference"]!.GetValue<string>(), -14} {AmountOf(award), 10:0.00}  {award["organisationName"]!.GetValue<string>(), -26} {award["projectTitle"]!.GetValue<string>()}"
            );
        }

        var auditor = await TokenAsync("auditor", cancellationToken);
        var left = (await GetAsync($"/api/v1/calls/{id}/envelope", auditor, cancellationToken))["available"]!["amount"]!.GetValue<string>();
        var granted = awards.Sum(x => AmountOf(x!)).ToString("0.00", CultureInfo.InvariantCulture);
        await output.WriteLineAsync($"{awards.Count} awards · {granted} EUR granted · {left} EUR left");
    }

    private static decimal AmountOf(JsonNode award) =>
        decimal.Parse(award["amount"]!["amount"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    private async Task<string> TokenAsync(string userName, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync("/development/tokens", new { userName }, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!["accessToken"]!.GetValue<string>();
    }

    private async Task<JsonNode> GetAsync(string path, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!;
    }
}
