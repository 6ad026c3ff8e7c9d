using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>The kind of a conflict of interest.</summary>
public enum ConflictKind
{
    Employment,
    Family,
    Financial,
    Mandate,
    Other,
}

/// <summary>That an evaluator is in conflict with an application.</summary>
public sealed class ConflictDeclaration : AggregateRoot<ConflictDeclarationId>
{
    private ConflictDeclaration() { }

    public CallId CallId { get; private set; }

    public GrantApplicationId ApplicationId { get; private set; }

    public UserId EvaluatorId { get; private set; }

    public ConflictKind Kind { get; private set; }

    [PersonalData(ProcessingPurpose.Evaluation, Retention.AidFile, LegalBasis.PublicTask)]
    [NamesPerson(Of = nameof(EvaluatorId))]
    public string Text { get; private set; } = null!;

    public UserId DeclaredBy { get; private set; }

    public DateTimeOffset DeclaredAt { get; private set; }

    public static ConflictDeclaration Declare(
        ConflictDeclarationId id,
        CallId callId,
        GrantApplicationId application,
        UserId evaluator,
        ConflictKind kind,
        string text,
        UserId by,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            CallId = callId,
            ApplicationId = application,
            EvaluatorId = evaluator,
            Kind = kind,
            Text = text,
            DeclaredBy = by,
            DeclaredAt = at,
        };

    /// <summary>Puts a pseudonym in the place of what was told.</summary>
    public void Forget(string pseudonym) => Text = pseudonym;
}
