using Npgsql;
using SocialInnovation.Application.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Applications;

/// <summary>Counts in rows that the transaction locks: whoever comes second waits, and a number that was not used is given again.</summary>
internal sealed class ApplicationNumbers(AppDbContext db) : IApplicationNumbers
{
    private const string NextReference = """
        insert into applications.reference_counters as c (call_id, last) values ($1, $2)
        on conflict (call_id) do update set last = greatest(c.last + 1, $2) returning last
        """;

    private const string NextReceipt = """
        insert into applications.receipt_counter as c (id, last) values (1, 1)
        on conflict (id) do update set last = c.last + 1 returning last
        """;

    public async Task<int> NextReferenceAsync(CallId call, int? atLeast, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(NextReference)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = call.Value },
                new NpgsqlParameter<int> { TypedValue = atLeast ?? 1 },
            },
        };
        return await db.FindValueAsync<int>(command, cancellationToken);
    }

    public async Task<long> NextReceiptAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(NextReceipt);
        return await db.FindValueAsync<long>(command, cancellationToken);
    }
}
