using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SocialInnovation.Api.Tests.Imports;
using SocialInnovation.Infrastructure.Identity;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>The keys that sign tokens: one after the other, the same for all instances, and encrypted where they are kept.</summary>
public sealed class KeyRingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_ArePublishedBeforeTheySign_AndBelievedAfter()
    {
        await using var database = await ApiFixture.StartAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero));
        await using var instance = Start(database, clock);
        var first = Assert.Single(await IdsAsync(instance));

        clock.Advance(TimeSpan.FromDays(75));
        Assert.Equal([first], await IdsAsync(instance));
        clock.Advance(TimeSpan.FromDays(2));
        var published = await IdsAsync(instance);
        Assert.Equal((2, first), (published.Count, published[0]));
        clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal([published[1], first], await IdsAsync(instance));
        clock.Advance(TimeSpan.FromDays(30));
        Assert.DoesNotContain(first, await IdsAsync(instance));
    }

    [Fact]
    public async Task Instances_HaveTheSameKeys_WhoeverMadeThem_AndWhateverTheirClocks()
    {
        await using var database = await ApiFixture.StartAsync();
        var now = new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero);
        await using var ahead = Start(database, new FakeTimeProvider(now.AddSeconds(20)));
        await using var behind = Start(database, new FakeTimeProvider(now));

        var made = await Task.WhenAll(IdsAsync(ahead), IdsAsync(behind));

        Assert.Equal(made[0], made[1]);
        Assert.Single(made[0]);
    }

    [Fact]
    public async Task KeyMadeElsewhere_IsFound_ByWhoMeetsIt()
    {
        await using var database = await ApiFixture.StartAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero));
        await using var instance = Start(database, clock);
        var ring = instance.Services.GetRequiredService<KeyRing>();
        var first = await ring.GetAsync(Cancel);
        await database.Database.ExecuteAsync(
            "update identity.signing_keys set trusted_until = '2027-01-04 09:00:01+00', signs_from = '2026-10-01 00:00:00+00'"
        );
        clock.Advance(TimeSpan.FromSeconds(4));
        ring.Doubt();
        Assert.Same(first, await ring.GetAsync(Cancel));

        clock.Advance(TimeSpan.FromSeconds(2));
        ring.Doubt();

        Assert.NotEqual(first.Signing[0].Key.KeyId, (await ring.GetAsync(Cancel)).Signing[0].Key.KeyId);
    }

    [Fact]
    public async Task OutsideOfDevelopment_KeysAreEncrypted_AndACertificateCanBeReplaced()
    {
        await using var database = await ApiFixture.StartAsync();
        var (former, next) = (Certificate(), Certificate());
        var first = await PublishedAsync(database, former);
        var kept = (string)(await database.Database.ScalarAsOwnerAsync("select string_agg(xml, '') from identity.data_protection_keys"))!;
        Assert.Contains("<EncryptedData", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("<value>", kept, StringComparison.Ordinal);

        Assert.Equal(first, await PublishedAsync(database, next, former));
        await Assert.ThrowsAnyAsync<Exception>(() => PublishedAsync(database, next));
    }

    // Behind a proxy that ends HTTPS, as in Production.
    private static async Task<string> PublishedAsync(ApiFixture database, params string[] certificates)
    {
        using var service = await KestrelService.StartAsync(
            database,
            environment: "Production",
            settings:
            [
                ("Identity:Issuer", "https://grants.example/"),
                ("Edge:Proxies:0", "127.0.0.1"),
                .. certificates.Select((x, i) => ($"Identity:KeyCertificates:{i}:Path", x)),
            ]
        );
        using var http = service.CreateClient();
        http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var keys = JsonNode.Parse(await http.GetStringAsync(new Uri("/.well-known/jwks", UriKind.Relative), Cancel))!;
        return keys["keys"]![0]!["kid"]!.GetValue<string>();
    }

    private static string Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=tests", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7()}.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx));
        return path;
    }

    private static ApiFixture Start(ApiFixture database, TimeProvider clock) =>
        database.StartAnother(services =>
        {
            services.RemoveBackground();
            services.AddRealClock(clock);
        });

    private static async Task<List<string>> IdsAsync(ApiFixture instance) =>
        [.. (await instance.Services.GetRequiredService<KeyRing>().GetAsync(Cancel)).Signing.Select(x => x.Key.KeyId)];
}
