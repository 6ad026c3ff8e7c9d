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

    /// <summary>Why this member may not give or take this role, or decide over whoever has it; null when it may.</summary>
    public Error? WhyNotManage(UserId user, MembershipRole role) =>
        members.Find(x => x.UserId == user)?.Role switch
        {
            MembershipRole.Owner => null,
            MembershipRole.DelegatedAdministrator when role is MembershipRole.Editor or MembershipRole.Reader => null,
            _ => OrganisationErrors.NotOwner,
        };

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

    public Result ChangeRole(UserId user, MembershipRole role)
    {
        if (members.Find(x => x.UserId == user) is not { } member)
        {
            return OrganisationErrors.MemberNotFound;
        }

        if (role != MembershipRole.Owner && IsLastOwner(member))
        {
            return OrganisationErrors.LastOwner;
        }

        member.Change(role);
        return Result.Success;
    }

    public Result RemoveMember(UserId user)
    {
        if (members.Find(x => x.UserId == user) is not { } member)
        {
            return OrganisationErrors.MemberNotFound;
        }

        if (IsLastOwner(member))
        {
            return OrganisationErrors.LastOwner;
        }

        members.Remove(member);
        return Result.Success;
    }

    private bool IsLastOwner(Membership member) =>
        member.Role == MembershipRole.Owner && members.Count(x => x.Role == MembershipRole.Owner) == 1;
}

/// <summary>That a person acts for an organisation.</summary>
public sealed record Membership(MembershipId Id, UserId UserId, MembershipRole Role)
{
    public MembershipRole Role { get; private set; } = Role;

    internal void Change(MembershipRole role) => Role = role;
}

/// <summary>What a member may do for its organisation.</summary>
public enum MembershipRole
{
    /// <summary>Acts for it and names other members.</summary>
    Owner,

    /// <summary>Acts for it, and names and removes its editors and readers for the owners.</summary>
    DelegatedAdministrator,

    /// <summary>Acts for it.</summary>
    Editor,

    /// <summary>Reads what is its own.</summary>
    Reader,
}
