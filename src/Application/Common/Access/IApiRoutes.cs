namespace SocialInnovation.Application.Common.Access;

/// <summary>Where use cases are reached. The layer that serves them knows it from its routes, so that no path is written twice.</summary>
public interface IApiRoutes
{
    /// <summary>Where a command on one resource is sent.</summary>
    /// <param name="command">Type of the command.</param>
    /// <param name="id">The resource.</param>
    SentTo Of(Type command, Guid id);

    /// <summary>The resources whose address needs no id, in the order of their addresses.</summary>
    /// <param name="language"><c>fr</c> or <c>en</c>, for their purpose.</param>
    IReadOnlyList<RoutedResource> EntryPoints(string language);

    /// <summary>Every use case that is served, in the order of the addresses.</summary>
    IReadOnlyList<RoutedUseCase> UseCases { get; }
}

/// <summary>A use case as it is served.</summary>
/// <param name="Operation">Its operation in the OpenAPI document.</param>
/// <param name="Method">With which method.</param>
/// <param name="Path">At which path, as the OpenAPI document writes it.</param>
/// <param name="Request">Type of the request that it sends.</param>
/// <param name="Gate">What says whether the addressed resource exists for the caller; null where the path names none.</param>
public sealed record RoutedUseCase(string Operation, string Method, string Path, Type Request, Type? Gate);

/// <summary>Where a request is sent.</summary>
/// <param name="Method">With which method.</param>
/// <param name="Href">To which path.</param>
public sealed record SentTo(string Method, string Href);

/// <summary>A resource and the use cases behind its methods.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Href">Its path.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Methods">Its methods, each with the type of the request that it sends.</param>
public sealed record RoutedResource(string Name, string Href, string Purpose, IReadOnlyList<(string Method, Type Request)> Methods);
