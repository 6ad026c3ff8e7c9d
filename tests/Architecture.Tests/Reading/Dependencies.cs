using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SocialInnovation.Architecture.Tests.Reading;

/// <summary>Collects the types that a type names: in its bases, members, attributes and method bodies.</summary>
internal static class Dependencies
{
    public static IReadOnlyList<TypeReference> Of(SourceType type)
    {
        var found = new Dictionary<string, TypeReference>();
        foreach (var reference in type.All.SelectMany(OfDefinition).SelectMany(Parts))
        {
            var outermost = Outermost(reference);
            if (outermost.FullName != type.FullName && !IsMachineMade(outermost))
            {
                found.TryAdd(reference.FullName, reference);
            }
        }

        return [.. found.Values];
    }

    // What the compiler makes for itself, and what measuring coverage puts in, has no author.
    private static bool IsMachineMade(TypeReference type) =>
        type.Name.StartsWith('<') || type.Namespace.StartsWith("Microsoft.CodeCoverage", StringComparison.Ordinal);

    /// <summary>The named types that a reference is made of: <c>List&lt;A[]&gt;</c> is List and A.</summary>
    public static IEnumerable<TypeReference> Parts(TypeReference? reference) =>
        reference switch
        {
            null or GenericParameter => [],
            GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Prepend(generic.ElementType),
            IModifierType modified => Parts(modified.ElementType).Concat(Parts(modified.ModifierType)),
            TypeSpecification specification => Parts(specification.ElementType),
            _ => [reference],
        };

    /// <summary>The types that a call names: its owner, signature and type arguments.</summary>
    public static IEnumerable<TypeReference> OfMember(MemberReference member) =>
        member switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            GenericInstanceMethod generic => generic.GenericArguments.Concat(OfMember(generic.ElementMethod)),
            MethodReference method => method.Parameters.Select(x => x.ParameterType).Append(method.DeclaringType).Append(method.ReturnType),
            _ => [],
        };

    public static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<TypeReference?> OfDefinition(TypeDefinition type) =>
        [
            type.BaseType,
            .. DirectInterfaces(type),
            .. type.GenericParameters.SelectMany(x => x.Constraints).Select(x => x.ConstraintType),
            .. type.Fields.Select(x => x.FieldType),
            .. type.Properties.Select(x => x.PropertyType),
            .. Attributes(type),
            .. type.Fields.SelectMany(Attributes),
            .. type.Properties.SelectMany(Attributes),
            .. type.Methods.SelectMany(OfMethod),
        ];

    private static IEnumerable<TypeReference> OfMethod(MethodDefinition method) =>
        [
            method.ReturnType,
            .. method.Parameters.Select(x => x.ParameterType),
            .. method.GenericParameters.SelectMany(x => x.Constraints).Select(x => x.ConstraintType),
            .. Attributes(method),
            .. method.Parameters.SelectMany(Attributes),
            .. method.HasBody ? OfBody(method.Body) : [],
        ];

    private static IEnumerable<TypeReference> OfBody(MethodBody body) =>
        [
            .. body.Variables.Select(x => x.VariableType),
            .. body.ExceptionHandlers.Select(x => x.CatchType).OfType<TypeReference>(),
            .. body.Instructions.Select(x => x.Operand).OfType<MemberReference>().SelectMany(OfMember),
        ];

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider owner) =>
        owner.CustomAttributes.SelectMany(x => x.ConstructorArguments.Select(y => y.Value).OfType<TypeReference>().Append(x.AttributeType));

    // The compiler lists inherited interfaces too; the author wrote only those that no other one brings.
    private static IEnumerable<TypeReference> DirectInterfaces(TypeDefinition type)
    {
        var all = type.Interfaces.Select(x => x.InterfaceType).ToList();
        var brought = all.Select(x => x.Resolve())
            .OfType<TypeDefinition>()
            .Append(type.BaseType?.Resolve())
            .SelectMany(x => x?.Interfaces.Select(y => y.InterfaceType.GetElementType().FullName) ?? [])
            .ToHashSet();
        return all.Where(x => !brought.Contains(x.GetElementType().FullName));
    }
}

/// <summary>Questions that several rules ask of a type.</summary>
internal static class TypeFacts
{
    public static string AssemblyName(this TypeReference type) =>
        type.Scope switch
        {
            AssemblyNameReference assembly => assembly.Name,
            ModuleDefinition module => module.Assembly.Name.Name,
            _ => type.Scope.Name,
        };

    public static Place? Place(this TypeReference type) => Reading.Place.Of(Dependencies.Outermost(type).Namespace);

    public static bool IsId(this TypeReference type) =>
        type.Name.EndsWith("Id", StringComparison.Ordinal)
        && type.Resolve() is { IsValueType: true } definition
        && definition.Interfaces.Any(x => x.InterfaceType.Name == "IEntityId`1");

    public static bool IsEnum(this TypeReference type) => type.Resolve() is { IsEnum: true };

    public static bool IsRecord(this TypeDefinition type) =>
        type.Methods.Any(x => x.Name is "<Clone>$" || (type.IsValueType && x.Name == "PrintMembers"));

    public static bool IsStatic(this TypeDefinition type) => type is { IsAbstract: true, IsSealed: true };

    /// <summary>Itself, its bases, and the interfaces of all of them.</summary>
    public static IEnumerable<TypeReference> Ancestry(this TypeReference type) =>
        type.Resolve() is { } definition
            ?
            [
                type,
                .. definition.Interfaces.Select(x => x.InterfaceType).SelectMany(Ancestry),
                .. definition.BaseType is { } parent ? parent.Ancestry() : [],
            ]
            : [type];

    public static bool Is(this TypeReference type, string name) => type.Ancestry().Any(x => x.GetElementType().Name == name);

    /// <summary>True for a property that can be written after its owner was made.</summary>
    public static bool IsSettable(this PropertyDefinition property) =>
        property.SetMethod is { } setter && !setter.ReturnType.FullName.Contains("IsExternalInit", StringComparison.Ordinal);
}
