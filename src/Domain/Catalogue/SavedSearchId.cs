using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>Identifies a saved search.</summary>
public readonly record struct SavedSearchId(Guid Value) : IEntityId<SavedSearchId>
{
    public static SavedSearchId From(Guid value) => new(value);

    public static bool operator <(SavedSearchId left, SavedSearchId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(SavedSearchId left, SavedSearchId right) => left.Value.CompareTo(right.Value) > 0;
}
