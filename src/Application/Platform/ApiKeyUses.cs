using System.Collections.Concurrent;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

/// <summary>
/// The keys that this instance let in since it last wrote so down: at most once a minute for each, and never while a request waits.
/// </summary>
internal sealed class ApiKeyUses
{
    private static readonly TimeSpan Exactness = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ApiKeyId, DateTimeOffset> pending = new();

    public void Note(KnownApiKey key, DateTimeOffset now)
    {
        if (key.LastUsedAt is not { } last || now - last >= Exactness)
        {
            pending[key.Id] = now;
        }
    }

    public IReadOnlyDictionary<ApiKeyId, DateTimeOffset> Take()
    {
        var taken = new Dictionary<ApiKeyId, DateTimeOffset>();
        foreach (var id in pending.Keys)
        {
            if (pending.TryRemove(id, out var at))
            {
                taken[id] = at;
            }
        }

        return taken;
    }
}
