using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using SocialInnovation.Application.Common.Access;

namespace SocialInnovation.Api.Http;

/// <summary>The routes as the service serves them: where a command is sent, where the API begins, what stands above a resource.</summary>
internal sealed partial class ApiRoutes(EndpointDataSource endpoints) : IApiRoutes
{
    public const string Index = "/api/v1";

    private readonly Lazy<IReadOnlyList<Route>> routes = new(() => Read(endpoints));
    private readonly Lazy<IReadOnlyDictionary<string, string[]>> purposes = new(LoadPurposes);

    private readonly ConcurrentDictionary<RouteEndpoint, int> parents = new();

    private IReadOnlyDictionary<Type, Route> ByRequest => field ??= routes.Value.ToDictionary(x => x.Request);

    private IReadOnlyDictionary<string, Route> Readable =>
        field ??= routes.Value.Where(x => x.Method == HttpMethods.Get).ToDictionary(x => x.Pattern);

    public SentTo Of(Type command, Guid id)
    {
        var route = ByRequest[command];
        return new SentTo(route.Method, route.Pattern.Replace("{id:guid}", id.ToString(), StringComparison.Ordinal));
    }

    public IReadOnlyList<RoutedResource> EntryPoints(string language) =>
        [
            .. from route in routes.Value
            where !route.Pattern.Contains('{', StringComparison.Ordinal) && route.Pattern != Index
            group route by route.Pattern into resource
            orderby resource.Key
            let name = resource.Key[(Index.Length + 1)..]
            select new RoutedResource(
                name,
                resource.Key,
                Purpose(name, language),
                [.. resource.OrderBy(x => x.Method, StringComparer.Ordinal).Select(x => (x.Method, x.Request))]
            ),
        ];

    public IReadOnlyList<RoutedUseCase> UseCases =>
        field ??= [
            .. from route in routes.Value
            let path = Constraint().Replace(route.Pattern, "}")
            orderby path, route.Method
            select new RoutedUseCase(route.Operation, route.Method, path, route.Request, route.Gate),
        ];

    /// <summary>The nearest resource above the addressed one that can be read; null above the index.</summary>
    public string? Above(HttpContext http)
    {
        var path = http.Request.Path.ToUriComponent();
        return http.GetEndpoint() is RouteEndpoint endpoint && parents.GetOrAdd(endpoint, DepthOfParent) is > 0 and var depth
            ? path[..EndOfSegment(path, depth)]
            : null;
    }

    // How many segments the parent's address has.
    private int DepthOfParent(RouteEndpoint endpoint)
    {
        var pattern = PatternOf(endpoint);
        while (pattern.LastIndexOf('/') is > 0 and var end)
        {
            pattern = pattern[..end];
            if (Readable.ContainsKey(pattern))
            {
                return pattern.Count(x => x == '/');
            }
        }

        return 0;
    }

    private static int EndOfSegment(string path, int depth)
    {
        var end = 0;
        for (var i = 0; i < depth; i++)
        {
            end = path.IndexOf('/', end + 1);
        }

        return end;
    }

    private string Purpose(string name, string language) =>
        purposes.Value.TryGetValue(name, out var texts)
            ? texts[language == Language.French ? 1 : 0]
            : throw new InvalidOperationException($"entry-points.json does not say what {name} is for.");

    private static List<Route> Read(EndpointDataSource endpoints) =>
        [
            .. from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
            let operation = endpoint.Metadata.GetMetadata<OperationMetadata>()
            where operation is not null
            from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
            select new Route(
                method,
                PatternOf(endpoint),
                operation.Request,
                endpoint.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName,
                endpoint.Metadata.GetMetadata<GateMetadata>()?.Gate
            ),
        ];

    private static string PatternOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static Dictionary<string, string[]> LoadPurposes()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("SocialInnovation.Api.Http.entry-points.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(stream)!;
    }

    [GeneratedRegex(":[a-z]+}")]
    private static partial Regex Constraint();

    private sealed record Route(string Method, string Pattern, Type Request, string Operation, Type? Gate);
}
