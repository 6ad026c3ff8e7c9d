namespace SocialInnovation.Application.Common.Messaging;

/// <summary>A receipt of a command that adds a part to a resource; an import finds the part by it, not the resource.</summary>
public interface IAddsPart
{
    Guid PartId { get; }
}
