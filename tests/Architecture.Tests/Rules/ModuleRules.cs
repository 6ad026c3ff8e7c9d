using Mono.Cecil;
using SocialInnovation.Architecture.Tests.Reading;

namespace SocialInnovation.Architecture.Tests.Rules;

/// <summary>A module's domain depends on itself and the shared kernel; of others it knows the words: ids and enums.</summary>
internal sealed class Rule04DomainsStandAlone : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) => type.Place is { Layer: Place.Domain, Module: not null };

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        type
            .Uses.Where(x =>
                x.Place() is { Layer: Place.Domain, Module: { } module } && module != type.Place.Module && !x.IsId() && !x.IsEnum()
            )
            .Select(Uses);
}

/// <summary>A module's application layer meets another only through the contracts of one before it, and its ids, enums, errors and events.</summary>
internal sealed class Rule05ModulesMeetInContracts : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) => type.Place is { Layer: Place.Application, Module: not null };

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        type
            .Uses.Where(x => x.Place() is { Module: { } module } && module != type.Place.Module && !IsMet(type.Place.Module!, x))
            .Select(Uses);

    private static bool IsMet(string module, TypeReference used) =>
        used.Place() is { } place
        && (
            used.IsId()
            || (place.Layer == Place.Domain && used.IsEnum())
            || (Place.IsBefore(place.Module!, module) && (place.IsContract || IsVocabulary(place, used)))
        );

    private static bool IsVocabulary(Place place, TypeReference used) =>
        place.Layer == Place.Domain && (place.Inner == "Events" || used.Name.EndsWith("Errors", StringComparison.Ordinal));
}

/// <summary>Contracts hold ids, records, enums and interfaces only.</summary>
internal sealed class Rule06ContractsHoldNoBehaviour : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) => type.Place.IsContract;

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        type.Definition is { IsInterface: true } or { IsEnum: true } || type.Definition.IsRecord() || type.Definition.IsId()
            ? []
            : ["is neither id, record, enum nor interface"];
}

/// <summary>The graph of the modules has no cycle.</summary>
internal sealed class Rule07ModulesHaveNoCycle : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) => type.Place is { Layer: not Place.Api, Module: not null };

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code)
    {
        var graph = Graph(code);
        return UsedModules(type)
            .Where(x => Reaches(graph, x, type.Place.Module!, []))
            .Select(x => $"closes a cycle of {type.Place.Module} with {x}");
    }

    private static Dictionary<string, HashSet<string>> Graph(CodeBase code) =>
        code
            .Types.Where(x => x.Place is { Layer: not Place.Api, Module: not null })
            .SelectMany(x => UsedModules(x).Select(y => (From: x.Place.Module!, To: y)))
            .GroupBy(x => x.From)
            .ToDictionary(x => x.Key, x => x.Select(y => y.To).ToHashSet());

    private static IEnumerable<string> UsedModules(SourceType type) =>
        type.Uses.Where(x => !x.IsId()).Select(x => x.Place()?.Module).OfType<string>().Where(x => x != type.Place.Module).Distinct();

    private static bool Reaches(Dictionary<string, HashSet<string>> graph, string from, string to, HashSet<string> seen) =>
        from == to || (seen.Add(from) && graph.TryGetValue(from, out var next) && next.Any(x => Reaches(graph, x, to, seen)));
}

/// <summary>Only the one context implements the modules' interfaces, and code asks for its own module's.</summary>
internal sealed class Rule15TablesBelongToTheirModule : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) => !type.Definition.IsInterface && type.Uses.Any(IsModuleContext);

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        [
            .. type
                .Definition.Interfaces.Where(x => IsModuleContext(x.InterfaceType) && type.Name != "AppDbContext")
                .Select(_ => "implements a context"),
            .. type.Place is { Layer: Place.Application or Place.Api }
                ? type.Uses.Where(x => IsModuleContext(x) && x.Place()?.Module != type.Place.Module).Select(Uses)
                : [],
        ];

    private static bool IsModuleContext(TypeReference type) =>
        type.Place() is { Layer: Place.Application, Module: not null }
        && type.Name.StartsWith('I')
        && type.Name.EndsWith("DbContext", StringComparison.Ordinal);
}

/// <summary>No type is named like a layer, a module or a room: the namespace would hide it.</summary>
internal sealed class Rule19NoTypeHidesANamespace : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) => true;

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        code.Types.Any(x => x.Place.Layer == type.Name || x.Place.Room == type.Name) ? ["is named like a namespace"] : [];
}
