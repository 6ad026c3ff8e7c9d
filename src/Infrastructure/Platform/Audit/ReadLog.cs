using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Platform.Audit;

/// <summary>Writes one row for each request that read personal data; it waits until the row is kept.</summary>
internal sealed class ReadLog(AppDbContext db, RequestContext context, [FromKeyedServices(Clocks.Real)] TimeProvider clock) : IReadLog
{
    public async Task<IAsyncDisposable> BeginAsync(CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        return new HeldConnection(db);
    }

    public async Task WriteAsync(string action, string kind, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var row = new AuditRow(kind, ids[0], action) { ReadIds = [.. ids] };
        await using var command = new NpgsqlCommand(AuditRow.Insert);
        command.Parameters.AddRange(row.Parameters(context, clock.GetUtcNow()));
        await db.FindValueAsync<object>(command, cancellationToken);
    }

    private sealed class HeldConnection(AppDbContext db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await db.Database.CloseConnectionAsync();
    }
}
