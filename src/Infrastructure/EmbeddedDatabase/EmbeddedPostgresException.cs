namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>The private cluster cannot be had on this machine; the message says why and what to do.</summary>
public sealed class EmbeddedPostgresException : Exception
{
    /// <summary>Without a reason; for serialisers only.</summary>
    public EmbeddedPostgresException() { }

    /// <summary>With the reason and the way out.</summary>
    public EmbeddedPostgresException(string message)
        : base(message) { }

    /// <summary>With the reason, the way out and what was caught.</summary>
    public EmbeddedPostgresException(string message, Exception innerException)
        : base(message, innerException) { }
}
