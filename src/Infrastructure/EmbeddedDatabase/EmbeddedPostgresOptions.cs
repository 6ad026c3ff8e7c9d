namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>How the private PostgreSQL cluster is kept and started.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The folder of the cluster, its port and its passwords; made when missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>False only for tests, whose data need not outlive a power cut: no fsync, no full-page writes.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>PostgreSQL's <c>max_connections</c>.</summary>
    public int MaxConnections { get; init; } = 200;

    /// <summary>Told in one line about a step that takes seconds (initialising, fetching binaries).</summary>
    public Action<string>? Report { get; init; }
}
