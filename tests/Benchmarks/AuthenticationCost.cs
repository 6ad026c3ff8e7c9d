using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;

namespace SocialInnovation.Benchmarks;

/// <summary>What it costs a read to know who calls, and how many sign-ins a second the identity provider takes.</summary>
internal static partial class AuthenticationCost
{
    /// <summary>As the service hashes, so that the bare hash beside a sign-in is the same work.</summary>
    public const int HashIterations = 210_000;

    private const double Goal = 1 / 1.15;

    private const string Password = "a sentence of the benchmarks";

    private const string Reading = """
        ## How to read it

        Both are the service on the same routes. The first reads an access token of its own identity provider (RS256), asks whether it was
        withdrawn, and takes the caller from it; the second takes every caller for the same person without looking at anything, which no
        configuration can make it do. What a role may do is judged in both: it is a look into a set, and what a caller may see is a part of
        the query itself. Each number is a ratio, first to second; the goal of 0.87 requests per second is 15 % of a read's time.

        A sign-in is the whole `POST /account/sign-in` of somebody without a second factor; beside it stands the bare hash of the password
        (PBKDF2, SHA-512, 210 000 rounds) in the same process.

        `./build/bench authentication` makes this file anew.
        """;

    public static async Task<int> RunAsync(Options options)
    {
        // The fixture finds the service's files by a list in the working directory, as a test runner sets it.
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        await using var scene = await Scene.CreateAsync();
        var connection = scene.Database.ServiceConnectionString;
        using var guarded = await ServerProcess.StartAsync("guarded", connection, key);
        using var open = await ServerProcess.StartAsync("open", connection, $"{scene.Manager}");
        var token = await guarded.Http.GetStringAsync(new Uri($"/diagnostics/token/{scene.Manager}", UriKind.Relative));
        var text = new StringBuilder("# What it costs to know who calls\n\n");
        await Report.MeasuredOnAsync(text, scene, $"{options.Connections}", options);
        var measured = new List<Measured>();
        foreach (var one in Cases(scene, token).Where(x => options.Only is null || x.Name.Contains(options.Only, StringComparison.Ordinal)))
        {
            await Sameness.CheckAsync(one, scene, guarded, open);
            measured.Add(await Comparison.MeasureAsync(one, scene, guarded, open, options));
            Console.WriteLine(Report.Line(measured[^1]));
        }

        Report.Table(text, measured);
        text.Append('\n').Append(await SignInsAsync(scene, guarded, options)).Append('\n');
        if (options.Output is { } file)
        {
            await File.WriteAllTextAsync(file, text.Append(Reading).Append('\n').ToString());
        }

        return 0;
    }

    private static IEnumerable<Case> Cases(Scene scene, string token) =>
        new[]
        {
            ("get one call", $"/api/v1/calls/{scene.ClosedCall}"),
            ("list 20 of 10 000 applications, page 1", $"/api/v1/applications?callId={scene.ClosedCall}&limit=20"),
            ("read 100 entries of a ranking of 1 000", $"/api/v1/rankings/{scene.Ranking}/entries?limit=100&cursor=400"),
        }.Select(x => Case.Read(x.Item1, x.Item2, token) with { Goal = Goal });

    private static async Task<string> SignInsAsync(Scene scene, ServerProcess server, Options options)
    {
        var signIn = await SignInRequestAsync(scene, server);
        var hash = LoadConnection.Request("GET", "/diagnostics/hash", null, null);
        var (signIns, hashes) = (new List<double>(), new List<double>());
        for (var round = 0; round <= options.Rounds; round++)
        {
            foreach (var (turns, request, status) in new[] { (signIns, signIn, 302), (hashes, hash, 200) })
            {
                await scene.RestAsync();
                var turn = await Load.RunAsync(server, _ => request, status, options.Connections, TimeSpan.FromSeconds(options.Seconds));
                if (round > 0)
                {
                    turns.Add(turn.PerSecond);
                }
            }
        }

        var ratios = signIns.Zip(hashes, (x, y) => x / y).Order().ToList();
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"Sign-ins: {ratios[ratios.Count / 2]:0.00} of what the bare hash of the password allows ({signIns.Average():0} and {hashes.Average():0} a second here).\n"
        );
        Console.Write(line);
        return line;
    }

    // A form and its secret serve as often as they are sent.
    private static async Task<byte[]> SignInRequestAsync(Scene scene, ServerProcess server)
    {
        var hasher = new PasswordHasher<object>(
            Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = HashIterations })
        );
        await scene.Database.ExecuteAsync(
            $"""
            insert into identity.accounts (id, language, last_time_step, user_name, normalized_user_name, email_confirmed, password_hash,
                security_stamp, two_factor_enabled, lockout_enabled, access_failed_count)
            values ('{scene.Applicant}', 'en', 0, 'benchmarks', 'BENCHMARKS', true, '{hasher.HashPassword(
                new object(),
                Password
            )}', 'stamp',
                false, false, 0)
            """
        );
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Address };
        using var page = await http.GetAsync(new Uri("/account/sign-in", UriKind.Relative));
        var cookie = page.Headers.GetValues("Set-Cookie").Single(x => x.StartsWith("si-form=", StringComparison.Ordinal)).Split(';')[0];
        var secret = WebUtility.HtmlDecode(FormToken().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value);
        using var form = new FormUrlEncodedContent([
            new("form-token", secret),
            new("returnUrl", "/account/signed-in"),
            new("login", "benchmarks"),
            new("password", Password),
        ]);
        var body = await form.ReadAsStringAsync();
        return Encoding.ASCII.GetBytes(
            $"POST /account/sign-in HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}"
        );
    }

    [GeneratedRegex("name=\"form-token\" type=\"hidden\" value=\"([^\"]*)\"")]
    private static partial Regex FormToken();
}
