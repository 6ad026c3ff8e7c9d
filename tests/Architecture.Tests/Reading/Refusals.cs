using System.Reflection;
using Mono.Cecil;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Architecture.Tests.Reading;

/// <summary>
/// Reads from the compiled code which refusals a use case can give: it follows the calls of its handler, of the guards that it holds and
/// of the ports that it asks, down to the errors that they name.
/// </summary>
internal sealed class Refusals
{
    private static readonly Assembly[] Assemblies = [typeof(Error).Assembly, typeof(Naming).Assembly];

    private readonly Dictionary<string, string> codes;
    private readonly List<TypeDefinition> types;
    private readonly Dictionary<string, List<TypeDefinition>> implementations = [];

    public Refusals()
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        var parameters = new ReaderParameters { AssemblyResolver = resolver };
        types =
        [
            .. Assemblies
                .Append(typeof(Infrastructure.Persistence.DatabaseMigrator).Assembly)
                .SelectMany(x => AssemblyDefinition.ReadAssembly(x.Location, parameters).MainModule.GetTypes()),
        ];
        foreach (var type in types.Where(x => x is { IsInterface: false, IsAbstract: false }))
        {
            foreach (var contract in type.Interfaces.Select(x => x.InterfaceType.GetElementType().FullName))
            {
                implementations.TryAdd(contract, []);
                implementations[contract].Add(type);
            }
        }

        codes = (
            from assembly in Assemblies
            from type in assembly.GetTypes()
            where type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Errors", StringComparison.Ordinal)
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            where method.ReturnType == typeof(Error)
            select (Name: $"{type.FullName}::{method.Name}", Code: CodeOf(method))
        )
            .DistinctBy(x => x.Name)
            .ToDictionary(x => x.Name, x => x.Code);
    }

    /// <summary>The codes that the use case, and the gate before it, can answer with.</summary>
    public IReadOnlySet<string> Of(Type request, Type? gate)
    {
        var walk = new Walk(this);
        foreach (
            var method in types
                .SelectMany(x => x.Methods)
                .Where(x => x.Name == "Handle" && x.Parameters.FirstOrDefault()?.ParameterType.FullName == request.FullName)
        )
        {
            walk.Visit(method);
        }

        foreach (var method in types.Where(x => x.FullName == gate?.FullName).SelectMany(x => x.Methods))
        {
            walk.Visit(method);
        }

        return walk.Found;
    }

    private static string CodeOf(MethodInfo method) =>
        (
            (Error)
                method.Invoke(
                    null,
                    [.. method.GetParameters().Select(x => x.ParameterType.IsValueType ? Activator.CreateInstance(x.ParameterType) : null)]
                )!
        ).Code;

    private sealed class Walk(Refusals code)
    {
        private readonly HashSet<string> visited = [];

        public HashSet<string> Found { get; } = [];

        public void Visit(MethodDefinition method)
        {
            if (code.codes.TryGetValue($"{method.DeclaringType.FullName}::{method.Name}", out var found))
            {
                Found.Add(found);
                return;
            }

            if (!visited.Add(method.FullName))
            {
                return;
            }

            foreach (
                var machine in method.CustomAttributes.Where(x =>
                    x.AttributeType.Name.EndsWith("StateMachineAttribute", StringComparison.Ordinal)
                )
            )
            {
                var type = ((TypeReference)machine.ConstructorArguments[0].Value).Resolve();
                Visit(type.Methods.Single(x => x.Name == "MoveNext"));
            }

            foreach (var instruction in method.Body?.Instructions ?? [])
            {
                switch (instruction.Operand)
                {
                    case MethodReference called:
                        VisitCall(called);
                        break;
                    case FieldReference field:
                        VisitGuard(field.FieldType);
                        break;
                }
            }
        }

        private void VisitCall(MethodReference called)
        {
            if (!IsOurs(called.DeclaringType) || called.Resolve() is not { } method)
            {
                return;
            }

            if (!method.DeclaringType.IsInterface)
            {
                Visit(method);
                return;
            }

            if (method.DeclaringType.Namespace.EndsWith(".Messaging", StringComparison.Ordinal))
            {
                return;
            }

            foreach (var type in code.implementations.GetValueOrDefault(method.DeclaringType.FullName, []))
            {
                foreach (var implementation in type.Methods.Where(x => x.Name == method.Name))
                {
                    Visit(implementation);
                }
            }
        }

        // A guard is asked through its base class, so holding it counts as asking it.
        private void VisitGuard(TypeReference held)
        {
            if (IsOurs(held) && held.Resolve() is { IsAbstract: false, BaseType: GenericInstanceType { Name: "ActionGuard`2" } } guard)
            {
                foreach (var method in guard.Methods)
                {
                    Visit(method);
                }
            }
        }

        private static bool IsOurs(TypeReference type) =>
            type.GetElementType().FullName.StartsWith("SocialInnovation.", StringComparison.Ordinal);
    }
}
