using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>Identifies a declaration of interests.</summary>
public readonly record struct InterestDeclarationId(Guid Value) : IEntityId<InterestDeclarationId>
{
    public static InterestDeclarationId From(Guid value) => new(value);

    public static bool operator <(InterestDeclarationId left, InterestDeclarationId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(InterestDeclarationId left, InterestDeclarationId right) => left.Value.CompareTo(right.Value) > 0;
}
