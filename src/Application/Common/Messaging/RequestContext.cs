using SocialInnovation.Application.Common.Access;

namespace SocialInnovation.Application.Common.Messaging;

/// <summary>
/// What is true of one request for as long as it runs, whichever way it came in: HTTP, an import's row, a sweep. The way in fills it
/// before the first message is sent.
/// </summary>
public sealed class RequestContext : ICurrentUser
{
    /// <summary>Who calls; null for an anonymous caller.</summary>
    public Caller? Caller { get; set; }

    /// <summary>The business instant of the request, fixed when its headers were read; rules run on it.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>Correlates logs, problems and audit rows.</summary>
    public string? TraceId { get; set; }

    /// <summary>The address from which the request came, as the named proxies say it; null when nobody sent it.</summary>
    public string? Origin { get; set; }

    /// <summary>The caller's idempotency key, when it sent one.</summary>
    public IdempotencyRequest? Idempotency { get; set; }

    /// <summary>True when the answer is the stored one of an earlier, identical request.</summary>
    public bool IsReplay { get; set; }

    /// <summary>Name of the running command, for the audit trail.</summary>
    public string? Action { get; set; }

    /// <summary>Runs in the command's transaction after its success; a throw undoes the command.</summary>
    public Func<Receipt, CancellationToken, Task>? BeforeCommit { get; set; }
}
