using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Application.Platform.ReadIndex;

/// <summary>Reads where the API begins: the resources that this caller can reach without knowing an id.</summary>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
[Anonymous]
public sealed record ReadIndex(string Language) : IQuery<IndexModel>;

/// <summary>Where the API begins.</summary>
/// <param name="EntryPoints">The resources that this caller can reach without knowing an id, in the order of their addresses.</param>
public sealed record IndexModel(IReadOnlyList<EntryPoint> EntryPoints);

/// <summary>A resource at which a caller can begin.</summary>
/// <param name="Name">Its name, which stays.</param>
/// <param name="Href">Its path.</param>
/// <param name="Methods">The methods that the caller's roles let it send there.</param>
/// <param name="Purpose">What it is for, in the language of the answer.</param>
public sealed record EntryPoint(string Name, string Href, IReadOnlyList<string> Methods, string Purpose);

internal sealed class ReadIndexHandler(IApiRoutes routes, ICurrentUser user) : IQueryHandler<ReadIndex, IndexModel>
{
    public Task<Result<IndexModel>> Handle(ReadIndex query, CancellationToken cancellationToken)
    {
        var reached =
            from resource in routes.EntryPoints(query.Language)
            let methods = resource.Methods.Where(x => AccessRule.Of(x.Request).WhyNot(user) is null).Select(x => x.Method).ToList()
            where methods.Count > 0
            select new EntryPoint(resource.Name, resource.Href, methods, resource.Purpose);
        return Task.FromResult<Result<IndexModel>>(new IndexModel([.. reached]));
    }
}
