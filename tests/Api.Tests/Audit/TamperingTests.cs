using Npgsql;

namespace SocialInnovation.Api.Tests.Audit;

/// <summary>Whoever owns the database can change the audit trail, and is found.</summary>
public sealed class TamperingTests : IAsyncLifetime
{
    private const string Fourth = "(select entry_id from platform.audit_seals where number = 4)";

    private AuditDesk desk = null!;

    public async ValueTask InitializeAsync() => desk = await AuditDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Theory]
    [InlineData($"update platform.audit_entries set action = 'draft-call' where id = {Fourth}", 4, "entry-changed")]
    [InlineData($"update platform.audit_entries set actor_id = null where id = {Fourth}", 4, "entry-changed")]
    [InlineData($"update platform.audit_entries set after = after || '{{\"roles\": []}}' where id = {Fourth}", 4, "entry-changed")]
    [InlineData($"delete from platform.audit_entries where id = {Fourth}", 4, "entry-missing")]
    [InlineData("update platform.audit_seals set chain_hash = sha256('x') where number = 4", 4, "seal-changed")]
    [InlineData("update platform.audit_seals set entry_hash = sha256('x') where number = 4", 4, "seal-changed")]
    [InlineData("delete from platform.audit_heads where number = 4; delete from platform.audit_seals where number = 4", 4, "seal-missing")]
    [InlineData(
        "alter table platform.audit_heads drop constraint audit_heads_number_fkey; delete from platform.audit_seals where number = 5",
        5,
        "seal-missing"
    )]
    [InlineData("update platform.audit_heads set signature = set_byte(signature, 20, get_byte(signature, 20) # 1)", 5, "signature-false")]
    [InlineData("update platform.audit_heads set signed_at = signed_at - interval '1 day' where number = 5", 5, "signature-false")]
    [InlineData("update platform.audit_heads set chain_hash = sha256('x') where number = 5", 5, "head-changed")]
    [InlineData("update platform.audit_heads set key_id = repeat('0', 32) where number = 5", 5, "key-unknown")]
    [InlineData($"update platform.audit_personal_values set value = '\"Nobody\"' where entry_id = {Fourth}", 4, "value-changed")]
    [InlineData($"delete from platform.audit_personal_values where entry_id = {Fourth}", 4, "value-missing")]
    public async Task WhatWasChanged_IsNamed(string sql, long number, string fault)
    {
        // One head for all, wherever the seconds fell.
        await desk.TamperAsync("delete from platform.audit_heads where number < 5");
        Assert.True((await desk.SealedAsync()).Body["isIntact"]!.GetValue<bool>());
        Assert.Equal(5, (await desk.SealedAsync()).Body["sealed"]!.GetValue<long>());

        await desk.TamperAsync(sql);

        var found = (await desk.Auditor.GetAsync(AuditDesk.Verification)).Expect(200).Body;
        Assert.False(found["isIntact"]!.GetValue<bool>());
        Assert.Equal(number, found["firstBroken"]!["number"]!.GetValue<long>());
        Assert.Equal(fault, found["firstBroken"]!["fault"]!.GetValue<string>());
        Assert.Null(found["next"]);
    }

    [Fact]
    public async Task APart_BeginsWhereTheOneBeforeEnded()
    {
        await desk.TamperAsync($"update platform.audit_entries set action = 'draft-call' where id = {Fourth}");

        var first = (await desk.Auditor.GetAsync($"{AuditDesk.Verification}?limit=3")).Expect(200).Body;
        Assert.True(first["isIntact"]!.GetValue<bool>());
        Assert.Equal(3, first["checked"]!.GetValue<int>());
        Assert.Equal(3, first["next"]!.GetValue<long>());

        var second = (await desk.Auditor.GetAsync($"{AuditDesk.Verification}?after=3&limit=3")).Expect(200).Body;
        Assert.Equal(4, second["firstBroken"]!["number"]!.GetValue<long>());
        var behind = (await desk.Auditor.GetAsync($"{AuditDesk.Verification}?after=4")).Expect(200).Body;
        Assert.True(behind["isIntact"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("update platform.audit_entries set action = 'x'")]
    [InlineData("delete from platform.audit_entries")]
    [InlineData("update platform.audit_seals set number = number + 10")]
    [InlineData("delete from platform.audit_seals")]
    [InlineData("truncate platform.audit_heads")]
    [InlineData("delete from platform.audit_heads")]
    [InlineData("update platform.audit_unsealed set recorded_at = now()")]
    [InlineData("update platform.audit_personal_values set value = '1'")]
    [InlineData("truncate platform.audit_personal_values")]
    public async Task TheService_MayChangeNoneOfIt(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => desk.AsServiceAsync(sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task AnEntry_CantBeKeptFromBeingSealed()
    {
        // The elected sealer can't take it before the transaction ends.
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            desk.AsServiceAsync(
                """
                insert into platform.audit_entries (id, recorded_at, effective_at, action, entity_type, entity_id)
                values (gen_random_uuid(), now(), now(), 'x', 'x', gen_random_uuid());
                delete from platform.audit_unsealed
                """
            )
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
