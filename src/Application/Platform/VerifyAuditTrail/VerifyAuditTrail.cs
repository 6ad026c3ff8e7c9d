using FluentValidation;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Application.Platform.VerifyAuditTrail;

/// <summary>Computes a part of the audit trail's chain again, and names the first broken link. <c>next</c> leads through all of it.</summary>
/// <param name="After">The part begins behind the seal of this number; 0, the beginning, when not given.</param>
/// <param name="Limit">Most seals to look at, 1 to 10 000; 5 000 when not given.</param>
[Roles(Role.Auditor)]
public sealed record VerifyAuditTrail(long? After, int? Limit) : IQuery<ChainVerificationModel>;

/// <summary>Reads the keys by which a stranger checks the signatures of the audit trail's heads.</summary>
[Anonymous]
public sealed record ListAuditKeys : IQuery<IReadOnlyList<AuditKeyModel>>;

/// <summary>What was found in a part of the chain, and how the chain stands.</summary>
public sealed record ChainVerificationModel
{
    /// <summary>True when nothing in this part is broken.</summary>
    public required bool IsIntact { get; init; }

    /// <summary>How many seals were computed again.</summary>
    public required int Checked { get; init; }

    /// <summary>Send it as <c>after</c> to go on; null at the end of the chain, or where it is broken.</summary>
    public long? Next { get; init; }

    /// <summary>The first broken link; null when there is none.</summary>
    public BrokenLinkModel? FirstBroken { get; init; }

    /// <summary>How many entries are sealed: the number of the last seal.</summary>
    public required long Sealed { get; init; }

    /// <summary>The signed end of the chain; null until something was sealed.</summary>
    public ChainHeadModel? Head { get; init; }

    /// <summary>What is recorded and not sealed yet.</summary>
    public required UnsealedModel Unsealed { get; init; }
}

/// <summary>Where the chain is broken.</summary>
/// <param name="Number">Number of the seal.</param>
/// <param name="EntryId">The sealed entry; null where the seal itself is gone.</param>
/// <param name="Fault">What is wrong there.</param>
public sealed record BrokenLinkModel(long Number, Guid? EntryId, ChainFault Fault);

/// <summary>What can be wrong with a link of the chain.</summary>
public enum ChainFault
{
    /// <summary>The entry is not what was sealed.</summary>
    EntryChanged,

    /// <summary>The sealed entry is gone.</summary>
    EntryMissing,

    /// <summary>A personal value is not what the entry commits to.</summary>
    ValueChanged,

    /// <summary>A personal value is gone whose person was not erased.</summary>
    ValueMissing,

    /// <summary>The seal does not follow from the one before and its entry.</summary>
    SealChanged,

    /// <summary>There is no seal of this number, and there was one.</summary>
    SealMissing,

    /// <summary>The signed head says something else than the seal.</summary>
    HeadChanged,

    /// <summary>The head is signed by none of the configured keys.</summary>
    KeyUnknown,

    /// <summary>The head's signature is not the one of its key.</summary>
    SignatureFalse,
}

/// <summary>A signed head of the chain.</summary>
/// <param name="Number">Number of the seal that it confirms, and with it of all before.</param>
/// <param name="ChainHash">The chain's hash there, hexadecimal.</param>
/// <param name="SignedAt">When it was signed.</param>
/// <param name="KeyId">By which key.</param>
/// <param name="SignedText">The very text that is signed, in UTF-8.</param>
/// <param name="Signature">ECDSA signature over P-256 and SHA-256 in DER, Base64.</param>
public sealed record ChainHeadModel(
    long Number,
    string ChainHash,
    DateTimeOffset SignedAt,
    string KeyId,
    string SignedText,
    string Signature
);

/// <summary>What is recorded and not sealed yet.</summary>
/// <param name="Count">How many entries.</param>
/// <param name="OldestAt">When the oldest of them was recorded; null when there is none.</param>
public sealed record UnsealedModel(long Count, DateTimeOffset? OldestAt);

/// <summary>A key by which heads of the audit trail are, or were, signed.</summary>
/// <param name="KeyId">First half of the SHA-256 of the public key's DER, hexadecimal.</param>
/// <param name="Algorithm">Always <c>ES256</c>: ECDSA over P-256 with SHA-256.</param>
/// <param name="PublicKey">The public key as PEM.</param>
/// <param name="IsCurrent">Whether heads are signed with it now.</param>
public sealed record AuditKeyModel(string KeyId, string Algorithm, string PublicKey, bool IsCurrent);

internal sealed class VerifyAuditTrailValidator : AbstractValidator<VerifyAuditTrail>
{
    // The largest whole number that every reader of JSON keeps.
    private const long LastNumber = 9_007_199_254_740_991;

    public VerifyAuditTrailValidator()
    {
        RuleFor(x => x.After).InclusiveBetween(0, LastNumber);
        RuleFor(x => x.Limit).InclusiveBetween(1, PlatformLimits.ChainPart);
    }
}

internal sealed class VerifyAuditTrailHandler(IAuditChain chain)
    : IQueryHandler<VerifyAuditTrail, ChainVerificationModel>,
        IQueryHandler<ListAuditKeys, IReadOnlyList<AuditKeyModel>>
{
    private const int UsualPart = 5_000;

    public async Task<Result<ChainVerificationModel>> Handle(VerifyAuditTrail query, CancellationToken cancellationToken) =>
        await chain.VerifyAsync(query.After ?? 0, query.Limit ?? UsualPart, cancellationToken);

    public Task<Result<IReadOnlyList<AuditKeyModel>>> Handle(ListAuditKeys query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<IReadOnlyList<AuditKeyModel>>>(chain.Keys.ToList());
}

/// <summary>The sealed audit trail.</summary>
public interface IAuditChain
{
    /// <summary>The keys of its signatures, the current one first.</summary>
    IReadOnlyList<AuditKeyModel> Keys { get; }

    /// <summary>Computes at most so many seals again, from the one behind a number on.</summary>
    Task<ChainVerificationModel> VerifyAsync(long after, int limit, CancellationToken cancellationToken);
}
