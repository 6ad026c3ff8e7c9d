using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Aid of another granter that an organisation declares to have received; the region's own grants are known without it.</summary>
public sealed class AidDeclaration : AggregateRoot<AidDeclarationId>
{
    private AidDeclaration() { }

    public Siren Siren { get; private set; }

    public string Granter { get; private set; } = null!;

    public StateAidBasis Basis { get; private set; }

    /// <summary>Code of the regulation in force on the day of the grant.</summary>
    public string Regulation { get; private set; } = null!;

    public Money Amount { get; private set; }

    /// <summary>The day on which the legal right was conferred.</summary>
    public DateOnly GrantedOn { get; private set; }

    public DateOnly DeclaredOn { get; private set; }

    public UserId RecordedBy { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    public static Result<AidDeclaration> Record(
        AidDeclarationId id,
        Siren siren,
        string granter,
        ReceivedAid aid,
        AidRegulation regulation,
        DateOnly declaredOn,
        DateOnly today,
        (UserId By, DateTimeOffset At) recorded
    ) =>
        declaredOn > today ? StateAidErrors.DeclaredInFuture
        : aid.GrantedOn > declaredOn ? StateAidErrors.GrantedAfterDeclaration
        : new AidDeclaration
        {
            Id = id,
            Siren = siren,
            Granter = granter,
            Basis = regulation.Basis,
            Regulation = regulation.Code,
            Amount = aid.Amount,
            GrantedOn = aid.GrantedOn,
            DeclaredOn = declaredOn,
            RecordedBy = recorded.By,
            RecordedAt = recorded.At,
        };
}
