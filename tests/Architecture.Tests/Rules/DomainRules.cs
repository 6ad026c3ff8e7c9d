using System.Text.RegularExpressions;
using Mono.Cecil.Cil;
using SocialInnovation.Architecture.Tests.Reading;

namespace SocialInnovation.Architecture.Tests.Rules;

/// <summary>Entities have no public setter and no public constructor: they are made and changed by their rules.</summary>
internal sealed class Rule08EntitiesChangeByTheirRules : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) => type.IsEntity();

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        [
            .. type.Definition.Methods.Where(x => x.IsConstructor && x.IsPublic && !x.IsStatic).Select(_ => "has a public constructor"),
            .. type.Definition.Properties.Where(x => x.SetMethod is { IsPublic: true }).Select(x => $"has a public setter: {x.Name}"),
        ];
}

/// <summary>No entity holds another aggregate root; it knows it by id.</summary>
internal sealed class Rule09EntitiesReferById : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) => type.IsEntity();

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        type
            .Definition.Properties.Select(x => x.PropertyType)
            .Concat(type.Definition.Fields.Select(x => x.FieldType))
            .SelectMany(Dependencies.Parts)
            .Where(x => x.FullName != type.FullName && x.Is("AggregateRoot`1"))
            .Select(x => $"holds {x.FullName}");
}

/// <summary>Events are sealed, immutable, and say what has happened.</summary>
internal sealed partial class Rule10EventsArePast : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) =>
        !type.Definition.IsInterface && type.Definition.Interfaces.Any(x => x.InterfaceType.Name == "IDomainEvent");

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        [
            .. type.Definition.IsSealed ? (string[])[] : ["is not sealed"],
            .. type.Definition.Properties.Where(x => x.IsSettable()).Select(x => $"can be changed: {x.Name}"),
            .. PastTense().IsMatch(type.Name) ? (string[])[] : ["is not named in the past tense"],
        ];

    [GeneratedRegex("(ed|Frozen|Held|Given|Sent|Withdrawn|Set|Drawn)$")]
    private static partial Regex PastTense();
}

/// <summary>No binary floating point in the domain.</summary>
internal sealed class Rule11NoFloatInTheDomain : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) => type.Place.Layer == Place.Domain;

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        [
            .. type.Uses.Where(x => x.FullName is "System.Single" or "System.Double" or "System.Half").Select(Uses),
            .. type.Methods.Where(x => x.HasBody && x.Body.Instructions.Any(IsFloat)).Select(x => $"computes with a float in {x.Name}"),
        ];

    private static bool IsFloat(Instruction instruction) =>
        instruction.OpCode.Code is Code.Ldc_R4 or Code.Ldc_R8 or Code.Conv_R4 or Code.Conv_R8 or Code.Conv_R_Un;
}

internal static class EntityFacts
{
    public static bool IsEntity(this SourceType type) =>
        type is { Place.Layer: Place.Domain, Definition.IsAbstract: false, Definition.IsInterface: false }
        && type.Definition.Is("AggregateRoot`1");
}
