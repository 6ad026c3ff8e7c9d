using System.Buffers.Binary;

namespace SocialInnovation.Domain.SharedKernel;

/// <summary>
/// UUIDs of version 7 (RFC 9562) that grow from one to the next within a process, also within one millisecond: the twelve bits behind the
/// timestamp count (section 6.2, method 1). What is made later sorts later.
/// </summary>
public static class Uuid
{
    private const int CounterBits = 12;
    private const int Version = 0x7000;

    // Milliseconds and counter of the one made last.
    private static long last;

    public static Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        NewVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        var stamp = Advance((long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16) << CounterBits);
        var (milliseconds, counter) = (stamp >> CounterBits, stamp & ((1 << CounterBits) - 1));
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)milliseconds << 16) | Version | (ulong)counter);
        return new Guid(bytes, bigEndian: true);
    }

    private static long Advance(long now)
    {
        while (true)
        {
            var former = Interlocked.Read(ref last);
            var next = Math.Max(now, former + 1);
            if (Interlocked.CompareExchange(ref last, next, former) == former)
            {
                return next;
            }
        }
    }

#pragma warning disable RS0030 // The one place from which ids come.
    private static Guid NewVersion7() => Guid.CreateVersion7();
#pragma warning restore RS0030
}
