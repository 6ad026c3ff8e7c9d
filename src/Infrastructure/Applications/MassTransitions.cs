using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialInnovation.Application.Applications;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Applications;

internal sealed class MassTransitions(AppDbContext db, RequestContext context, [FromKeyedServices(Clocks.Real)] TimeProvider clock)
    : IMassTransitions
{
    private const string Move = $"""
        with moved as (
            update applications.grant_applications a set state = $16, version = a.version + 1
            from unnest($1, $8) as wanted (entry, id)
            where a.id = wanted.id and a.call_id = $14 and a.state = $15
            returning wanted.entry, a.id
        )
        {AuditRow.InsertInto}
        select entry, $2, $3, $4, $5, $6, $7, id, $9, $10, $11, $12, $13 from moved
        """;

    public async Task<int> MoveAsync(
        CallId call,
        IReadOnlyCollection<GrantApplicationId> ids,
        StateTransition transition,
        CancellationToken cancellationToken
    )
    {
        // Entries are told apart in the order of their ids: that of the applications.
        var ordered = ids.Select(x => x.Value).Order().ToArray();
        var row = new AuditRow(Naming.KebabCase(nameof(GrantApplication)), default, context.Action ?? AuditWriter.Unnamed)
        {
            Before = State(transition.From),
            After = State(transition.To),
        };
        await using var command = new NpgsqlCommand(Move);
        command.Parameters.AddRange(row.Parameters(context, clock.GetUtcNow()));
        command.Parameters[0] = Array([.. ordered.Select(_ => Uuid.Next())]);
        command.Parameters[7] = Array(ordered);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = call.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Naming.Word(transition.From) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Naming.Word(transition.To) });
        return await db.ExecuteAsync(command, cancellationToken);
    }

    private static string State(ApplicationState state) => $$"""{"state":"{{Naming.Word(state)}}"}""";

    private static NpgsqlParameter<Guid[]> Array(Guid[] values) => new() { TypedValue = values };
}
