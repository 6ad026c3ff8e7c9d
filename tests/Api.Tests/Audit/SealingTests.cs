using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialInnovation.Api.Tests.Imports;
using SocialInnovation.Infrastructure.Platform.Audit;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Audit;

/// <summary>One chain, whoever seals, and in whatever order transactions commit.</summary>
public sealed class SealingTests : IAsyncLifetime
{
    private const string Insert = """
        insert into platform.audit_entries (id, recorded_at, effective_at, action, entity_type, entity_id)
        values (gen_random_uuid(), now(), now(), 'late', 'thing', gen_random_uuid())
        """;

    private AuditDesk desk = null!;

    public async ValueTask InitializeAsync() => desk = await AuditDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task TwoInstances_SealOneChain()
    {
        await using var other = desk.Api.StartAnother();
        var there = await other.SignInAsync("administrator");
        await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(async n =>
                {
                    await Task.Delay(n * 40);
                    var body = $$"""{"userName": "user-{{n}}", "displayName": "A user", "roles": ["applicant"]}""";
                    (await (n % 2 == 0 ? there : desk.Administrator).PostAsync("/api/v1/users", body)).Expect(201);
                })
        );

        var proof = (await desk.SealedAsync()).Body;

        Assert.True(proof["isIntact"]!.GetValue<bool>());
        Assert.Equal(45, proof["sealed"]!.GetValue<long>());
        Assert.Equal(45L, await desk.Api.Database.ScalarAsOwnerAsync("select count(*) from platform.audit_entries"));
        Assert.Equal(45, proof["head"]!["number"]!.GetValue<long>());
    }

    [Fact]
    public async Task AKilledSealer_IsFollowedByAnother()
    {
        // The desk's own instance is left aside: two without background work stand for two machines.
        await using var quiet = await ApiFixture.StartAsync();
        await using var first = quiet.StartAnother(x => x.RemoveBackground());
        await using var second = quiet.StartAnother(x => x.RemoveBackground());
        var (one, two) = (first.Services.GetRequiredService<AuditSealer>(), second.Services.GetRequiredService<AuditSealer>());
        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal(2, await one.SealAsync(cancel));
        Assert.Null(await two.SealAsync(cancel));

        await KillAsync(quiet);
        await RegisterAsync(first, "survivor");

        Assert.Equal(1, await two.SealAsync(cancel));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => one.SealAsync(cancel));
        Assert.Null(await one.SealAsync(cancel));
        var proof = (await (await first.SignInAsync("auditor")).GetAsync(AuditDesk.Verification)).Expect(200).Body;
        Assert.True(proof["isIntact"]!.GetValue<bool>());
        Assert.Equal(3, proof["sealed"]!.GetValue<long>());
    }

    [Fact]
    public async Task ASealerThatIsKilledWithinItsTransaction_LeavesNothing()
    {
        await using var quiet = await ApiFixture.StartAsync();
        await using var first = quiet.StartAnother(x => x.RemoveBackground());
        await using var second = quiet.StartAnother(x => x.RemoveBackground());
        var (one, two) = (first.Services.GetRequiredService<AuditSealer>(), second.Services.GetRequiredService<AuditSealer>());
        var cancel = TestContext.Current.CancellationToken;
        await first.SignInAsync("administrator");
        // Its seals are written, and it waits at their heads.
        var locked = LockedTable.HoldAsync(quiet.Database, "platform.audit_heads", TimeSpan.FromSeconds(3));
        await Task.Delay(TimeSpan.FromMilliseconds(500), cancel);
        var sealing = one.SealAsync(cancel);
        await Task.Delay(TimeSpan.FromMilliseconds(500), cancel);
        Assert.False(sealing.IsCompleted);

        await KillAsync(quiet);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => sealing);
        await locked;
        Assert.Equal(2, await two.SealAsync(cancel));
        Assert.Equal(2L, await quiet.Database.ScalarAsOwnerAsync("select max(number) from platform.audit_seals"));
    }

    [Fact]
    public async Task WhatCommitsLate_IsSealedLate()
    {
        await using var connection = new NpgsqlConnection(desk.Api.Database.ServiceConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var command = new NpgsqlCommand(Insert, connection, transaction))
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await desk.RegisterAsync("quick");
        Assert.Equal(6, (await desk.SealedAsync()).Body["sealed"]!.GetValue<long>());
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        var proof = (await desk.SealedAsync()).Body;
        Assert.True(proof["isIntact"]!.GetValue<bool>());
        Assert.Equal(7, proof["sealed"]!.GetValue<long>());
        Assert.Equal(
            "late",
            await desk.Api.Database.ScalarAsOwnerAsync(
                "select action from platform.audit_entries e join platform.audit_seals s on s.entry_id = e.id where s.number = 7"
            )
        );
    }

    [Fact]
    public async Task WhatWaitsForItsSeal_IsShown()
    {
        await using var quiet = await ApiFixture.StartAsync();
        await using var instance = quiet.StartAnother(x => x.RemoveBackground());
        await RegisterAsync(instance, "waiting");

        var proof = (await (await instance.SignInAsync("auditor")).GetAsync(AuditDesk.Verification)).Expect(200).Body;

        Assert.True(proof["isIntact"]!.GetValue<bool>());
        Assert.Equal(0, proof["sealed"]!.GetValue<long>());
        Assert.Null(proof["head"]);
        Assert.Equal(3, proof["unsealed"]!["count"]!.GetValue<long>());
        var oldest = (DateTime)(await quiet.Database.ScalarAsOwnerAsync("select min(recorded_at) from platform.audit_entries"))!;
        Assert.Equal(oldest, proof["unsealed"]!["oldestAt"]!.GetValue<DateTimeOffset>().UtcDateTime);
    }

    [Fact]
    public async Task TenThousandEntries_AreSealedInBatches_AndVerifiedByOneRequest()
    {
        await desk.AsServiceAsync(
            """
            insert into platform.audit_entries (id, recorded_at, effective_at, action, entity_type, entity_id, before, after, trace_id)
            select gen_random_uuid(), now(), now(), 'edit-thing', 'thing', gen_random_uuid(),
                jsonb_build_object('title', 'Thing ' || n, 'amount', n / 100.0, 'tags', jsonb_build_array('a', 'b')),
                jsonb_build_object('title', 'Thing ' || n + 1, 'amount', 12345678901234567890.12, 'tags', jsonb_build_array('b', 'c')),
                md5(n::text)
            from generate_series(1, 10000) n
            """
        );
        var proof = (await desk.SealedAsync()).Body;
        Assert.Equal(10_005, proof["sealed"]!.GetValue<long>());

        var begun = Stopwatch.GetTimestamp();
        proof = (await desk.Auditor.GetAsync($"{AuditDesk.Verification}?after=5&limit=10000")).Expect(200).Body;
        var taken = Stopwatch.GetElapsedTime(begun);

        TestContext.Current.TestOutputHelper?.WriteLine($"10 000 seals in {taken.TotalMilliseconds:0} ms");
        Assert.True(proof["isIntact"]!.GetValue<bool>());
        Assert.Equal(10_000, proof["checked"]!.GetValue<int>());
        Assert.Null(proof["next"]);
        // A second on a machine of its own; the bound is for one that does much else.
        Assert.InRange(taken, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task TheHead_IsCheckedByAStranger()
    {
        var head = (await desk.SealedAsync()).Body["head"]!;
        var keys = (await desk.Api.Anonymous().GetAsync("/api/v1/audit-trail/keys")).Expect(200).Body.AsArray();
        var key = keys.Single(x => x!["keyId"]!.GetValue<string>() == head["keyId"]!.GetValue<string>())!;
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(key["publicKey"]!.GetValue<string>());
        var (text, signature) = (head["signedText"]!.GetValue<string>(), Convert.FromBase64String(head["signature"]!.GetValue<string>()));

        Assert.True(IsSigned(text));
        Assert.False(IsSigned(text + " "));
        Assert.Contains(head["chainHash"]!.GetValue<string>(), text, StringComparison.Ordinal);
        Assert.True(key["isCurrent"]!.GetValue<bool>());

        bool IsSigned(string said) =>
            ecdsa.VerifyData(Encoding.UTF8.GetBytes(said), signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static async Task RegisterAsync(ApiFixture instance, string userName) => await instance.RegisterAsync(userName, "applicant");

    private static async Task KillAsync(ApiFixture api)
    {
        await using var connection = new NpgsqlConnection(api.Database.ServiceConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'audit-sealer' and datname = current_database()",
            connection
        );
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }
}
