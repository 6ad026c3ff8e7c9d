using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>How an evaluator, or somebody close to it, is tied to an organisation.</summary>
public enum InterestKind
{
    /// <summary>It employs the evaluator.</summary>
    Employer,

    /// <summary>Somebody of the evaluator's household works for it, leads it or owns a part of it.</summary>
    Household,

    /// <summary>The evaluator sits on one of its bodies.</summary>
    Mandate,

    /// <summary>The evaluator owns a part of it or is paid by it.</summary>
    Financial,

    /// <summary>Any other link that could make the evaluator's independence doubted.</summary>
    Other,
}

/// <summary>A tie to an organisation.</summary>
public sealed record Interest(
    string Siren,
    InterestKind Kind,
    [property: PersonalData(ProcessingPurpose.Evaluation, Retention.AidFile, LegalBasis.PublicTask)] string? Text
);

/// <summary>
/// The organisations to which an evaluator is tied (déclaration d'intérêts): it reads no application of theirs, in whatever call.
/// </summary>
public sealed class InterestDeclaration : AggregateRoot<InterestDeclarationId>
{
    private InterestDeclaration() { }

    public UserId UserId { get; private set; }

    [PersonalData(ProcessingPurpose.Evaluation, Retention.AidFile, LegalBasis.PublicTask)]
    [NamesPerson(Of = nameof(UserId))]
    public IReadOnlyList<Interest> Interests { get; private set; } = [];

    public DateTimeOffset DeclaredAt { get; private set; }

    public static InterestDeclaration Begin(InterestDeclarationId id, UserId user) => new() { Id = id, UserId = user };

    /// <summary>Replaces what was declared; each organisation is named once in each kind.</summary>
    public Result Declare(IReadOnlyList<Interest> interests, DateTimeOffset at)
    {
        foreach (var (index, interest) in interests.Index())
        {
            if (interests.Take(index).Any(x => x.Siren == interest.Siren && x.Kind == interest.Kind))
            {
                return ConflictErrors.InterestTwice(index);
            }
        }

        (Interests, DeclaredAt) = (interests, at);
        return Result.Success;
    }

    /// <summary>Forgets what was told: the person is erased, and reads nothing more.</summary>
    public void Forget() => Interests = [];
}
