using SocialInnovation.Architecture.Tests.Reading;

namespace SocialInnovation.Architecture.Tests.Rules;

/// <summary>The domain depends on nothing outside itself and the base library.</summary>
internal sealed class Rule01DomainIsPure : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) => type.Place.Layer == Place.Domain;

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        type.Uses.Where(x => x.Place() is { } place ? place.Layer != Place.Domain : !BaseLibrary.Holds(x)).Select(Uses);
}

/// <summary>The application layer depends on the domain, EF Core without its relational part, and libraries that do no I/O.</summary>
internal sealed class Rule02ApplicationKnowsNoProvider : Rule
{
    private static readonly string[] Allowed =
    [
        "Microsoft.EntityFrameworkCore",
        "Microsoft.EntityFrameworkCore.Abstractions",
        "MediatR",
        "FluentValidation",
        "FluentValidation.DependencyInjectionExtensions",
        "AutoMapper",
        "Scrutor",
        "CsvHelper",
        "System.IO.Hashing",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions",
    ];

    protected override bool Concerns(SourceType type, CodeBase code) => type.Place.Layer == Place.Application;

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        type
            .Uses.Where(x =>
                x.Place() is { } place
                    ? place.Layer is not (Place.Application or Place.Domain)
                    : !BaseLibrary.Holds(x) && !Allowed.Contains(x.AssemblyName())
            )
            .Select(Uses);
}

/// <summary>What stands in a module of the API does not touch the infrastructure.</summary>
internal sealed class Rule03EndpointsKnowNoInfrastructure : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) => type.Place is { Layer: Place.Api, Module: not null };

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        type
            .Uses.Where(x =>
                x.Place()?.Layer == Place.Infrastructure
                || x.AssemblyName().StartsWith("Npgsql", StringComparison.Ordinal)
                || x.AssemblyName().StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            )
            .Select(Uses);
}

/// <summary>AutoMapper is used in the application layer only.</summary>
internal sealed class Rule20AutoMapperStaysInApplication : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) => type.Uses.Any(x => x.AssemblyName() == "AutoMapper");

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        type.Place.Layer == Place.Application ? [] : ["uses AutoMapper"];
}

/// <summary>What touches MediatR stands in one folder, so that changing it is a change of that folder.</summary>
internal sealed class Rule21MediatRStaysInMessaging : Rule
{
    protected override bool Concerns(SourceType type, CodeBase code) => type.Uses.Any(x => x.AssemblyName() == "MediatR");

    protected override IEnumerable<string> Faults(SourceType type, CodeBase code) =>
        type.Place is { Layer: Place.Application, Room: "Common" } place && place.Inner.StartsWith("Messaging", StringComparison.Ordinal)
            ? []
            : ["uses MediatR"];
}
