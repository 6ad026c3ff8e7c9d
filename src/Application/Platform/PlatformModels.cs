using AutoMapper;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

/// <summary>A person or machine that calls the service.</summary>
public sealed record UserModel
{
    /// <summary>Identifier.</summary>
    public required UserId Id { get; init; }

    /// <summary>Unique login.</summary>
    [NamesPerson]
    public required string UserName { get; init; }

    /// <summary>Name as others read it.</summary>
    [NamesPerson]
    public required string DisplayName { get; init; }

    /// <summary>What the user may be.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }
}

/// <summary>An applicant organisation.</summary>
public sealed record OrganisationModel
{
    /// <summary>Identifier.</summary>
    public required OrganisationId Id { get; init; }

    /// <summary>Nine digits.</summary>
    public required string Siren { get; init; }

    /// <summary>Legal name.</summary>
    public required string Name { get; init; }

    /// <summary>Catégorie juridique of INSEE, four digits.</summary>
    public required string LegalForm { get; init; }

    /// <summary>What the legal form can't say: scop, scic, esus.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }
}

/// <summary>One change of one resource, or one reading of personal data.</summary>
public sealed record AuditEntryModel
{
    /// <summary>Identifier.</summary>
    public required AuditEntryId Id { get; init; }

    /// <summary>The real instant of the recording.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The business instant at which the change counts.</summary>
    public required DateTimeOffset EffectiveAt { get; init; }

    /// <summary>Who did it; null for the service itself, as when a deadline passes.</summary>
    public UserId? ActorId { get; init; }

    /// <summary>The person whose rights the actor used, as an administrator does in an import.</summary>
    public UserId? OnBehalfOfId { get; init; }

    /// <summary>What was done, such as <c>publish-call</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Kind of the resource that was changed or read.</summary>
    public required string EntityType { get; init; }

    /// <summary>Identifier of the changed resource; of a reading, the first of what was read.</summary>
    public required Guid EntityId { get; init; }

    /// <summary>Identifiers of what was read; null for a change.</summary>
    public IReadOnlyList<Guid>? ReadIds { get; init; }

    /// <summary>The changed members before, a JSON text; null for a creation. What was erased since reads <c>erased</c>.</summary>
    [NamesPerson]
    public string? Before { get; init; }

    /// <summary>The changed members after, a JSON text.</summary>
    [NamesPerson]
    public string? After { get; init; }

    /// <summary>Correlates the change with the request that made it.</summary>
    public string? TraceId { get; init; }

    /// <summary>Address from which the caller came; null for the service itself.</summary>
    public string? Origin { get; init; }
}

/// <summary>Read models of the module Platform.</summary>
internal sealed class PlatformProfile : Profile
{
    public PlatformProfile()
    {
        CreateMap<User, UserModel>();
        CreateMap<Organisation, OrganisationModel>().ForMember(x => x.Siren, options => options.MapFrom(x => x.Siren.Value));
    }
}
