using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>A legal body that applies through one of its establishments (porteur de projet), known by its SIREN.</summary>
public sealed class Organisation : AggregateRoot<OrganisationId>
{
    private readonly List<Membership> members = [];

    private Organisation() { }

    public Siren Siren { get; private set; }

    public string Name { get; private set; } = null!;

    /// <summary>Catégorie juridique of INSEE, four digits.</summary>
    public string LegalForm { get; private set; } = null!;

    /// <summary>What the legal form can't say: scop, scic, esus.</summary>
    public IReadOnlyList<string> Flags { get; private set; } = [];

    public IReadOnlyCollection<Membership> Members => members;

    public static Organisation Register(OrganisationId id, Siren siren, string name, string legalForm, IReadOnlyList<string> flags) =>
        new()
        {
            Id = id,
            Siren = siren,
            Name = name,
            LegalForm = legalForm,
            Flags = flags,
        };

    public bool HasMember(UserId user) => members.Any(x => x.UserId == user);

    /// <summary>Lets a person act for the organisation.</summary>
    public Result AddMember(UserId user, MembershipRole role)
    {
        if (HasMember(user))
        {
            return OrganisationErrors.MemberAlready;
        }

        members.Add(new Membership(EntityId.New<MembershipId>(), user, role));
        return Result.Success;
    }
}

/// <summary>That a person acts for an organisation.</summary>
public sealed record Membership(MembershipId Id, UserId UserId, MembershipRole Role);

/// <summary>What a member may do for its organisation.</summary>
public enum MembershipRole
{
    /// <summary>Acts for it and names other members.</summary>
    Owner,

    /// <summary>Acts for it.</summary>
    Editor,

    /// <summary>Reads what is its own.</summary>
    Reader,
}
