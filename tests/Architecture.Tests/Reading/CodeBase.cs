using System.Globalization;
using Mono.Cecil;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Architecture.Tests.Reading;

/// <summary>A type that stands in a file of its own, with what the compiler and the author nested in it.</summary>
internal sealed class SourceType
{
    private readonly Lazy<IReadOnlyList<TypeReference>> dependencies;

    public SourceType(TypeDefinition definition, Place place)
    {
        Definition = definition;
        Place = place;
        dependencies = new(() => Dependencies.Of(this));
    }

    public TypeDefinition Definition { get; }

    public Place Place { get; }

    public string Name => Definition.Name;

    public string FullName => Definition.FullName;

    /// <summary>The type and everything nested in it: lambdas and state machines are its own code.</summary>
    public IEnumerable<TypeDefinition> All => WithNested(Definition);

    public IEnumerable<MethodDefinition> Methods => All.SelectMany(x => x.Methods);

    /// <summary>Every other type that signatures, attributes and bodies name.</summary>
    public IReadOnlyList<TypeReference> Uses => dependencies.Value;

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);
}

/// <summary>The types that a rule is asked about.</summary>
internal sealed class CodeBase(IReadOnlyList<SourceType> types)
{
    private static readonly DefaultAssemblyResolver Resolver = ResolverOf();

    private static readonly Lazy<CodeBase> Whole = new(() =>
        new([
            .. new[]
            {
                typeof(Error).Assembly,
                typeof(RequestErrors).Assembly,
                typeof(AppDbContext).Assembly,
                typeof(Api.Http.ErrorCatalogue).Assembly,
            }.SelectMany(x => Read(x.Location)),
        ])
    );

    private static readonly Lazy<IReadOnlyList<SourceType>> Tests = new(() => Read(typeof(CodeBase).Assembly.Location));

    /// <summary>The four assemblies of the service.</summary>
    public static CodeBase Production => Whole.Value;

    public IReadOnlyList<SourceType> Types { get; } = types;

    /// <summary>The small code base that breaks one rule.</summary>
    public static CodeBase Fixture(int rule)
    {
        var space = string.Create(CultureInfo.InvariantCulture, $"SocialInnovation.Architecture.Tests.Fixtures.Rule{rule:00}.");
        return new([.. Tests.Value.Where(x => x.FullName.StartsWith(space, StringComparison.Ordinal))]);
    }

    private static IReadOnlyList<SourceType> Read(string file) =>
        [
            .. from type in ModuleDefinition.ReadModule(file, new ReaderParameters { AssemblyResolver = Resolver }).Types
            let place = Place.Of(type.Namespace)
            where place is not null && !type.Name.StartsWith('<')
            select new SourceType(type, place),
        ];

    private static DefaultAssemblyResolver ResolverOf()
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(BaseLibrary.Folder);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Builder.WebApplication).Assembly.Location));
        return resolver;
    }
}

/// <summary>What comes with the runtime.</summary>
internal static class BaseLibrary
{
    public static readonly string Folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    public static bool Holds(TypeReference type) => File.Exists(Path.Combine(Folder, type.AssemblyName() + ".dll"));
}
