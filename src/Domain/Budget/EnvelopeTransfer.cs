using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>That money of one envelope was given to another of the same fund (virement), and why. Never changed.</summary>
public sealed class EnvelopeTransfer : AggregateRoot<EnvelopeTransferId>
{
    private EnvelopeTransfer() { }

    public EnvelopeId FromEnvelopeId { get; private set; }

    public EnvelopeId ToEnvelopeId { get; private set; }

    public BudgetSection Section { get; private set; }

    public Money Amount { get; private set; }

    public string Reason { get; private set; } = null!;

    public string DecisionReference { get; private set; } = null!;

    public DateOnly DecisionDate { get; private set; }

    public UserId RecordedBy { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    public static EnvelopeTransfer Record(
        EnvelopeTransferId id,
        EnvelopeId from,
        EnvelopeId to,
        BudgetSection section,
        Money amount,
        string reason,
        string decisionReference,
        DateOnly decisionDate,
        UserId by,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            FromEnvelopeId = from,
            ToEnvelopeId = to,
            Section = section,
            Amount = amount,
            Reason = reason,
            DecisionReference = decisionReference,
            DecisionDate = decisionDate,
            RecordedBy = by,
            RecordedAt = at,
        };
}
