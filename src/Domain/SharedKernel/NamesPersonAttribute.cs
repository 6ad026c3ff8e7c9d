namespace SocialInnovation.Domain.SharedKernel;

/// <summary>
/// Marks a member that tells who a person is, or what it wrote. On an entity, the audit trail keeps its value apart from the entry, so that it can be
/// erased; on a read model, who reads it is recorded.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamesPersonAttribute : Attribute
{
    /// <summary>Name of the member beside it that says whose it is; null where the object itself is the person, or the record of one.</summary>
    public string? Of { get; init; }
}

/// <summary>Marks a member that money can be moved with, such as an IBAN: the audit trail tells its last characters only.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BankDataAttribute : Attribute;
