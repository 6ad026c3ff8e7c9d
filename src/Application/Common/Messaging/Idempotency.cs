namespace SocialInnovation.Application.Common.Messaging;

/// <summary>An <c>Idempotency-Key</c> in its scope.</summary>
/// <param name="Caller">Who sent it.</param>
/// <param name="Operation">Method and path, such as <c>POST /api/v1/calls</c>.</param>
/// <param name="Key">The key as the caller chose it.</param>
/// <param name="Fingerprint">Hash of the body and the query: the same key with another of them is refused.</param>
public sealed record IdempotencyRequest(UserId Caller, string Operation, string Key, string Fingerprint);

/// <summary>What is known of a key: nothing, a refusal, or the receipt of the first request.</summary>
/// <param name="Receipt">The stored receipt as JSON.</param>
/// <param name="Refusal">Why the request may not run.</param>
public sealed record IdempotencyOutcome(string? Receipt, Error? Refusal);

/// <summary>Keeps receipts for 24 hours, in the transaction of their effect.</summary>
public interface IIdempotencyStore
{
    Task<IdempotencyOutcome> BeginAsync(IdempotencyRequest request, CancellationToken cancellationToken);

    /// <summary>Drops what is older than that.</summary>
    /// <returns>How many keys.</returns>
    Task<int> ForgetAsync(CancellationToken cancellationToken);

    /// <summary>Keeps the receipt when the running transaction commits.</summary>
    void Complete(IdempotencyRequest request, string receipt);
}
