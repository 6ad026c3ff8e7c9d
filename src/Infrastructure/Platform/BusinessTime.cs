using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Platform;

/// <summary>How far the business clock is ahead of the real one; one row at most, so that every instance agrees.</summary>
internal sealed record ClockOffset(int Id, TimeSpan Offset)
{
    public const int Only = 1;
}

internal sealed class ClockOffsetConfiguration : IEntityTypeConfiguration<ClockOffset>
{
    public void Configure(EntityTypeBuilder<ClockOffset> builder)
    {
        builder.ToTable(
            "clock_offset",
            PlatformSchema.Name,
            table => table.HasCheckConstraint("ck_clock_offset_single", $"id = {ClockOffset.Only}")
        );
        builder.Property(x => x.Id).ValueGeneratedNever();
    }
}

/// <summary>In production business time is real time.</summary>
internal sealed class RealBusinessTime : IBusinessTime
{
    public Task<DateTimeOffset> AtAsync(DateTimeOffset realInstant, CancellationToken cancellationToken) => Task.FromResult(realInstant);
}

/// <summary>In development and in tests the business clock can be moved.</summary>
internal sealed class MovableBusinessTime(AppDbContext db) : IBusinessTime, IDevelopmentClock
{
    public async Task<DateTimeOffset> AtAsync(DateTimeOffset realInstant, CancellationToken cancellationToken) =>
        realInstant + await db.ClockOffsets.Select(x => x.Offset).SingleOrDefaultAsync(cancellationToken);

    public async Task MoveAsync(TimeSpan offset, CancellationToken cancellationToken)
    {
        var changed = await db.ClockOffsets.ExecuteUpdateAsync(x => x.SetProperty(y => y.Offset, offset), cancellationToken);
        if (changed == 0)
        {
            db.ClockOffsets.Add(new ClockOffset(ClockOffset.Only, offset));
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
