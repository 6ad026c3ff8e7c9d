using System.Security.Cryptography;
using System.Text;
using Npgsql;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Platform.VerifyAuditTrail;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Platform.Audit;

/// <summary>Computes the chain again, part by part, from the entries as they are now.</summary>
internal sealed class AuditChain(AppDbContext db, AuditKeys keys) : IAuditChain
{
    private const string Ends = """
        select coalesce((select max(number) from platform.audit_seals), 0),
            coalesce((select max(number) from platform.audit_heads), 0),
            (select chain_hash from platform.audit_seals where number = $1),
            (select count(*) from platform.audit_unsealed),
            (select min(recorded_at) from platform.audit_unsealed)
        """;

    // One entry is looked up for each seal, in the one partition of its month.
    private const string Links = $"""
        select s.number, s.entry_id, s.entry_hash, s.chain_hash, {RecordedEntry.Columns}
        from (select * from platform.audit_seals where number > $1 and number <= $2 order by number limit $3) s
        left join lateral (
            select * from platform.audit_entries x where x.id = s.entry_id and x.recorded_at = s.recorded_at limit 1) e on true
        order by s.number
        """;

    private const string Values = """
        select v.commitment, v.value, v.salt
        from platform.audit_seals s join platform.audit_personal_values v on v.entry_id = s.entry_id
        where s.number > $1 and s.number <= $2
        """;

    private const string Heads = """
        select number, chain_hash, signed_at, key_id, signature from platform.audit_heads
        where number > $1 and number <= $2 order by number
        """;

    private const string LastHead =
        "select number, chain_hash, signed_at, key_id, signature from platform.audit_heads order by number desc limit 1";

    private const string Erased = "select id from platform.users where erased_at is not null and id = any($1)";

    private const int FirstOfEntry = 4;

    public IReadOnlyList<AuditKeyModel> Keys =>
        [.. keys.Public.Select(x => new AuditKeyModel(x.Id, "ES256", x.Pem, x.Id == keys.CurrentId))];

    public async Task<ChainVerificationModel> VerifyAsync(long after, int limit, CancellationToken cancellationToken)
    {
        var ends = (await ListAsync(Ends, ReadEnds, cancellationToken, Number(after)))[0];
        var links = await ListAsync(Links, ReadLink, cancellationToken, Number(after), Number(ends.Sealed), Number(limit));
        var last = links.Count == 0 ? after : links[^1].Number;
        var heads = (
            await ListAsync(Heads, ReadHead, cancellationToken, Number(after), Number(last == ends.Sealed ? long.MaxValue : last))
        ).ToDictionary(x => x.Number);
        var values = links.Exists(x => x.Commitments.Count > 0)
            ? (await ListAsync(Values, ReadValue, cancellationToken, Number(after), Number(last))).ToDictionary(x => x.Commitment)
            : [];
        var erased = await ErasedAsync(links, values, cancellationToken);
        var broken = FindBroken(after, ends, links, heads, values, erased);
        return new ChainVerificationModel
        {
            IsIntact = broken is null,
            Checked = links.Count,
            Next = broken is null && last < ends.Sealed ? last : null,
            FirstBroken = broken,
            Sealed = ends.Sealed,
            Head = (await ListAsync(LastHead, ReadHead, cancellationToken)) is [var head] ? head.ToModel() : null,
            Unsealed = new UnsealedModel(ends.Unsealed, ends.OldestAt),
        };
    }

    private BrokenLinkModel? FindBroken(
        long after,
        EndsOfChain ends,
        List<Link> links,
        Dictionary<long, Head> heads,
        Dictionary<string, PersonalValue> values,
        HashSet<Guid> erased
    )
    {
        if ((after == 0 ? Chain.Beginning : ends.Before) is not { } chain)
        {
            // Nothing is lost behind the end.
            return after < Math.Max(ends.Sealed, ends.LastHead) ? new BrokenLinkModel(after, null, ChainFault.SealMissing) : null;
        }

        var expected = after;
        foreach (var link in links)
        {
            expected++;
            if (link.Number != expected)
            {
                return new BrokenLinkModel(expected, null, ChainFault.SealMissing);
            }

            var fault = FaultOf(link, chain) ?? FaultOf(link, values, erased) ?? FaultOf(link, heads.GetValueOrDefault(link.Number));
            if (fault is { } found)
            {
                return new BrokenLinkModel(link.Number, link.EntryId, found);
            }

            chain = link.ChainHash;
        }

        // A head that nothing leads to says that there was more.
        return expected == ends.Sealed && ends.LastHead > ends.Sealed
            ? new BrokenLinkModel(expected + 1, null, ChainFault.SealMissing)
            : null;
    }

    private static ChainFault? FaultOf(Link link, byte[] former)
    {
        var holds = Chain.Next(former, link.EntryHash).AsSpan().SequenceEqual(link.ChainHash);
        if (link.Recomputed is not { } recomputed)
        {
            return ChainFault.EntryMissing;
        }

        return recomputed.AsSpan().SequenceEqual(link.EntryHash) ? (holds ? null : ChainFault.SealChanged)
            : holds ? ChainFault.EntryChanged
            : ChainFault.SealChanged;
    }

    private static ChainFault? FaultOf(Link link, Dictionary<string, PersonalValue> values, HashSet<Guid> erased)
    {
        foreach (var (commitment, person) in link.Commitments)
        {
            if (!values.TryGetValue(commitment, out var value))
            {
                if (person is not { } known || !erased.Contains(known))
                {
                    return ChainFault.ValueMissing;
                }
            }
            else if (Commitments.Of(value.Value, value.Salt) != commitment)
            {
                return ChainFault.ValueChanged;
            }
        }

        return null;
    }

    private ChainFault? FaultOf(Link link, Head? head) =>
        head is null ? null
        : !head.ChainHash.AsSpan().SequenceEqual(link.ChainHash) ? ChainFault.HeadChanged
        : keys.IsSignedBy(head.KeyId, head.Text, head.Signature) switch
        {
            null => ChainFault.KeyUnknown,
            false => ChainFault.SignatureFalse,
            true => null,
        };

    // Asked after the values: an erasure that commits meanwhile has marked its person by then.
    private async Task<HashSet<Guid>> ErasedAsync(
        List<Link> links,
        Dictionary<string, PersonalValue> values,
        CancellationToken cancellationToken
    )
    {
        var missing = links.SelectMany(x => x.Commitments).Where(x => !values.ContainsKey(x.Commitment)).Select(x => x.Person);
        var persons = missing.OfType<Guid>().Distinct().ToArray();
        return persons.Length == 0
            ? []
            : (
                await ListAsync(Erased, x => x.GetGuid(0), cancellationToken, new NpgsqlParameter<Guid[]> { TypedValue = persons })
            ).ToHashSet();
    }

    private async Task<List<T>> ListAsync<T>(
        string sql,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken,
        params NpgsqlParameter[] parameters
    )
    {
        await using var command = new NpgsqlCommand(sql);
        command.Parameters.AddRange(parameters);
        return await db.ListAsync(command, read, cancellationToken);
    }

    private static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value };

    private static EndsOfChain ReadEnds(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2),
            reader.GetInt64(3),
            reader.Instant(4)
        );

    // The entry is hashed as it is read, and not kept.
    private static Link ReadLink(NpgsqlDataReader reader)
    {
        var isThere = !reader.IsDBNull(FirstOfEntry);
        return new Link(
            reader.GetInt64(0),
            reader.GetGuid(1),
            reader.GetFieldValue<byte[]>(2),
            reader.GetFieldValue<byte[]>(3),
            isThere ? RecordedEntry.Hash(reader, FirstOfEntry) : null,
            isThere ? [.. AuditCommitments.In(reader.Text(FirstOfEntry + 9)), .. AuditCommitments.In(reader.Text(FirstOfEntry + 10))] : []
        );
    }

    private static Head ReadHead(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetFieldValue<byte[]>(1),
            reader.GetFieldValue<DateTimeOffset>(2),
            reader.GetString(3),
            reader.GetFieldValue<byte[]>(4)
        );

    private static PersonalValue ReadValue(NpgsqlDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2));

    private sealed record EndsOfChain(long Sealed, long LastHead, byte[]? Before, long Unsealed, DateTimeOffset? OldestAt);

    private sealed record Link(
        long Number,
        Guid EntryId,
        byte[] EntryHash,
        byte[] ChainHash,
        byte[]? Recomputed,
        IReadOnlyList<(string Commitment, Guid? Person)> Commitments
    );

    private sealed record Head(long Number, byte[] ChainHash, DateTimeOffset SignedAt, string KeyId, byte[] Signature)
    {
        public string Text => Chain.SignedText(Number, ChainHash, SignedAt);

        public ChainHeadModel ToModel() =>
            new(Number, Convert.ToHexStringLower(ChainHash), SignedAt, KeyId, Text, Convert.ToBase64String(Signature));
    }

    private sealed record PersonalValue(string Commitment, string Value, byte[] Salt);
}

/// <summary>Commitments to personal values.</summary>
internal static class Commitments
{
    public const int SaltBytes = 32;

    /// <summary>Who has the salt can show which value was meant; who has not can't find it by guessing.</summary>
    public static string Of(string value, byte[] salt) =>
        System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(value)));
}
