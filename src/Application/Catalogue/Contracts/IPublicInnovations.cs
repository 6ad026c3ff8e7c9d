using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.Contracts;

/// <summary>What everybody reads of innovations, for modules that show them.</summary>
public interface IPublicInnovations
{
    /// <summary>Of these innovations, those that are public, by their newest version.</summary>
    Task<IReadOnlyDictionary<InnovationId, InnovationCard>> OfAsync(
        IReadOnlyCollection<InnovationId> ids,
        CancellationToken cancellationToken
    );
}

/// <summary>A public innovation in short.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>: the language of its texts.</param>
/// <param name="Title">Title, in the language in which it was written.</param>
/// <param name="Summary">What it is.</param>
/// <param name="PublishedAt">When its newest version was published.</param>
public sealed record InnovationCard(InnovationId Id, string Language, string Title, string? Summary, DateTimeOffset PublishedAt);
