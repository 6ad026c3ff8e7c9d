using Mono.Cecil;
using SocialInnovation.Architecture.Tests.Reading;

namespace SocialInnovation.Architecture.Tests.Rules;

/// <summary>Handlers are internal and sealed, and stand beside their request.</summary>
internal sealed class Rule12HandlersStandBesideTheirRequest : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) => !type.Definition.IsInterface && Requests(type).Any();

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        [
            .. type.Definition.IsPublic ? (string[])["is public"] : [],
            .. type.Definition.IsSealed ? (string[])[] : ["is not sealed"],
            .. Requests(type).Where(x => x.Namespace != type.Definition.Namespace).Select(x => $"stands elsewhere than {x.Name}"),
        ];

    private static IEnumerable<TypeReference> Requests(SourceType type) =>
        type
            .Definition.Interfaces.Select(x => x.InterfaceType)
            .OfType<GenericInstanceType>()
            .Where(x => x.Name is "ICommandHandler`2" or "IQueryHandler`2")
            .Select(x => x.GenericArguments[0]);
}

/// <summary>Every command that brings more than ids and a version has a validator.</summary>
internal sealed class Rule13CommandsAreValidated : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) =>
        type.Definition is { IsInterface: false, IsAbstract: false }
        && type.Definition.Is("ICommand")
        && type.Definition.Properties.Any(x => !IsIdOrVersion(x.PropertyType) && x.GetMethod is { IsPublic: true });

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        code.Types.Any(x =>
            x.Definition.BaseType is GenericInstanceType { Name: "AbstractValidator`1" } validator
            && validator.GenericArguments[0].FullName == type.FullName
        )
            ? []
            : ["has no validator"];

    private static bool IsIdOrVersion(TypeReference type) =>
        Dependencies.Parts(type).All(x => x.IsId() || x.Name is "ExpectedVersion" or "Nullable`1" or "Guid");
}

/// <summary>Nothing asks for a clock, a random id or a sleeping thread; what is banned at compile time is not in the compiled code either.</summary>
internal sealed class Rule14NoHiddenClock : Rule
{
    private static readonly string[] Banned =
    [
        "System.DateTime::get_Now",
        "System.DateTime::get_UtcNow",
        "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now",
        "System.DateTimeOffset::get_UtcNow",
        "System.Guid::NewGuid",
        "System.Threading.Thread::Sleep",
    ];

    protected override bool Concerns(SourceType type, CodeBase code) => type.Methods.Any(x => x.HasBody);

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        type
            .Methods.Where(x => x.HasBody)
            .SelectMany(x => x.Body.Instructions)
            .Select(x => x.Operand)
            .OfType<MethodReference>()
            .Select(x => $"{x.DeclaringType.FullName}::{x.Name}")
            .Where(Banned.Contains)
            .Select(x => $"calls {x}");
}

/// <summary>Endpoint classes are static, send through the dispatcher, and answer with no type of a module's domain.</summary>
internal sealed class Rule16EndpointsOnlyRoute : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) =>
        type.Place is { Layer: Place.Api, Module: not null } && type.Name.EndsWith("Endpoints", StringComparison.Ordinal);

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        [
            .. type.Definition.IsStatic() ? (string[])[] : ["is not static"],
            .. type.Uses.Any(x => x.Name == "IDispatcher") ? (string[])[] : ["does not send through the dispatcher"],
            .. Answers(type).SelectMany(Dependencies.Parts).Where(IsDomain).Select(x => $"answers with {x.FullName}"),
        ];

    private static IEnumerable<TypeReference> Answers(SourceType type) =>
        type
            .Methods.Select(x => x.ReturnType)
            .Concat(
                type.Methods.Where(x => x.HasBody)
                    .SelectMany(x => x.Body.Instructions)
                    .Select(x => x.Operand)
                    .OfType<GenericInstanceMethod>()
                    .Where(x => x.Name == "Produces")
                    .SelectMany(x => x.GenericArguments)
            );

    private static bool IsDomain(TypeReference type) => type.Place() is { Layer: Place.Domain, Module: not null };
}
