namespace SocialInnovation.Application.Common.Messaging;

/// <summary>Writes into the audit trail who read personal data.</summary>
public interface IReadLog
{
    /// <summary>Keeps one connection for a reading and its record, until the end of what is returned.</summary>
    Task<IAsyncDisposable> BeginAsync(CancellationToken cancellationToken);

    /// <param name="action">The query.</param>
    /// <param name="kind">Kind of what was read.</param>
    /// <param name="ids">What was read; at least one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task WriteAsync(string action, string kind, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);
}
