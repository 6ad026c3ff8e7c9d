using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Messaging;

/// <summary>What must leave the system, written in the transaction of its cause and sent after it.</summary>
internal sealed record OutboxMessage(Guid Id, string Type, string Payload, DateTimeOffset RecordedAt, DateTimeOffset? SentAt);

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox_messages", "platform");
        builder.Property(x => x.Type).HasMaxLength(100);
        builder.Property(x => x.Payload).HasColumnType("jsonb");
        builder.HasIndex(x => x.Id).HasFilter("sent_at is null").HasDatabaseName("ix_outbox_messages_unsent");
    }
}

internal sealed class Outbox(LastWrites last, [FromKeyedServices(Clocks.Real)] TimeProvider clock) : IOutbox
{
    private const string Keep = "insert into platform.outbox_messages (id, type, payload, recorded_at) values ($1, $2, $3::jsonb, $4)";

    public void Add(string type, object payload) =>
        last.Add(
            Keep,
            new NpgsqlParameter<Guid> { TypedValue = Uuid.Next() },
            new NpgsqlParameter<string> { TypedValue = type },
            new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(payload, payload.GetType(), JsonSerializerOptions.Web) },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() }
        );
}
