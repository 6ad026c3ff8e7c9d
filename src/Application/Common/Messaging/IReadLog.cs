namespace SocialInnovation.Application.Common.Messaging;

/// <summary>Writes into the audit trail who read personal data.</summary>
public interface IReadLog
{
    /// <param name="action">The query.</param>
    /// <param name="kind">Kind of what was read.</param>
    /// <param name="ids">What was read; at least one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task WriteAsync(string action, string kind, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);
}
