using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Api.Http;

/// <summary>
/// Which operation can answer with which code. An entry of the catalogue names its operations, or the circumstance that makes it
/// possible, such as a body; both the document and the error's page are made from it.
/// </summary>
internal sealed partial class ErrorSources(ErrorCatalogue catalogue, EndpointDataSource endpoints)
{
    private readonly Lazy<IReadOnlyList<RouteEndpoint>> described = new(() =>
        [
            .. endpoints
                .Endpoints.OfType<RouteEndpoint>()
                .Where(x => NameOf(x) is not null && x.Metadata.GetMetadata<HttpMethodMetadata>() is not null),
        ]
    );

    /// <summary>The codes that this operation can answer with.</summary>
    public IEnumerable<CataloguedError> Of(EndpointMetadataCollection operation)
    {
        var name = operation.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
        var circumstances = CircumstancesOf(operation).ToHashSet();
        return catalogue.All.Where(x => x.From.Any(y => y == name || circumstances.Contains(y)));
    }

    /// <summary>The operations that can answer with this code, in alphabetical order.</summary>
    public IReadOnlyList<ErrorSource> Of(CataloguedError error) =>
        [
            .. described
                .Value.Where(x => Of(x.Metadata).Any(y => y.Code == error.Code))
                .Select(x => new ErrorSource(
                    NameOf(x)!,
                    x.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0],
                    Constraint().Replace("/" + x.RoutePattern.RawText!.Trim('/'), ""),
                    x.Metadata.GetRequiredMetadata<ITagsMetadata>().Tags[0]
                ))
                .OrderBy(x => x.OperationId, StringComparer.Ordinal),
        ];

    private static string? NameOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;

    private static IEnumerable<string> CircumstancesOf(EndpointMetadataCollection operation)
    {
        yield return Circumstance.Every;
        var hasBody = operation.GetMetadata<IAcceptsMetadata>() is not null;
        if (hasBody)
        {
            yield return Circumstance.Body;
        }

        if (operation.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("application/json") == true)
        {
            yield return Circumstance.Json;
        }

        if (operation.GetMetadata<OperationMetadata>() is not { } known)
        {
            yield break;
        }

        yield return Circumstance.Token;
        if (known.Access.Roles.Count > 0)
        {
            yield return Circumstance.Role;
        }

        if (!known.Access.IsAnonymous)
        {
            yield return Circumstance.Scope;
        }

        if (known.IsVersioned)
        {
            yield return Circumstance.Version;
        }

        if (known.NeedsIdempotencyKey)
        {
            yield return Circumstance.Key;
        }

        if (known.Request.GetInterface(typeof(ICommand).FullName!) is null)
        {
            yield return Circumstance.Query;
        }

        if (ParametersOf(known.Request).Contains("Cursor"))
        {
            yield return Circumstance.List;
        }
    }

    [GeneratedRegex(":[a-z]+(?=})")]
    private static partial Regex Constraint();

    private static IEnumerable<string> ParametersOf(Type request) =>
        request.GetInterface(typeof(Application.Common.Paging.IPagedQuery).FullName!) is not null
            ? ["Cursor"]
            : request.GetProperties().Select(x => x.Name);
}

/// <summary>An operation that can answer with a code.</summary>
/// <param name="OperationId">Its id.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path.</param>
/// <param name="Module">Its module.</param>
internal sealed record ErrorSource(string OperationId, string Method, string Path, string Module);

/// <summary>What makes a code possible on every operation that shares it.</summary>
internal static class Circumstance
{
    public const string Every = "every-operation";
    public const string Token = "token";
    public const string Role = "role";
    public const string Scope = "scope";
    public const string Body = "body";
    public const string Json = "json";
    public const string Version = "if-match";
    public const string Key = "idempotency-key";
    public const string Query = "query";
    public const string List = "list";

    /// <summary>Comes from the server's routing, outside of all operations.</summary>
    public const string Outside = "no-operation";
}
