using System.ComponentModel.DataAnnotations;
using FluentValidation;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.FindInnovations;

/// <summary>
/// Shows on a map where public innovations take place, as GeoJSON (RFC 7946): one point for each place whose coordinates are known, newest
/// innovations first, at most 2 000. When <c>numberMatched</c> is more, ask for a smaller rectangle.
/// </summary>
/// <param name="Q">Words, as the search takes them.</param>
/// <param name="Theme">Only innovations with this theme.</param>
/// <param name="Initiator">Only innovations that were started so.</param>
/// <param name="Department">Only innovations with a place in this département, such as <c>57</c> or <c>2A</c>.</param>
/// <param name="Stage">Only innovations that have come so far.</param>
/// <param name="Box">
/// Only places in this rectangle: west, south, east and north in degrees (WGS 84), such as <c>5.5,48.3,6.6,49.2</c>. It does not cross the
/// 180th meridian.
/// </param>
/// <param name="Near">Only places near this spot: latitude and longitude in degrees, such as <c>48.6921,6.1844</c>.</param>
/// <param name="Within">How near, kilometres as the crow flies, 1 to 500; 30 when not given.</param>
[Anonymous]
public sealed record MapInnovations(
    string? Q,
    string? Theme,
    string? Initiator,
    string? Department,
    string? Stage,
    string? Box,
    string? Near,
    int? Within
) : IQuery<InnovationMap>, IInnovationQuestion;

/// <summary>A GeoJSON FeatureCollection of places.</summary>
/// <param name="Type">Always <c>FeatureCollection</c>.</param>
/// <param name="Features">The places.</param>
/// <param name="NumberMatched">How many places match.</param>
/// <param name="NumberReturned">How many of them are in this answer.</param>
public sealed record InnovationMap(
    [property: AllowedValues("FeatureCollection")] string Type,
    IReadOnlyList<PlaceFeature> Features,
    int NumberMatched,
    int NumberReturned
);

/// <summary>A place as a GeoJSON Feature.</summary>
/// <param name="Type">Always <c>Feature</c>.</param>
/// <param name="Geometry">Where.</param>
/// <param name="Properties">What takes place there.</param>
public sealed record PlaceFeature([property: AllowedValues("Feature")] string Type, PlacePoint Geometry, PlaceProperties Properties);

/// <summary>A GeoJSON Point.</summary>
/// <param name="Type">Always <c>Point</c>.</param>
/// <param name="Coordinates">Longitude and latitude, degrees (WGS 84), in this order.</param>
public sealed record PlacePoint([property: AllowedValues("Point")] string Type, IReadOnlyList<double> Coordinates);

/// <summary>What takes place somewhere.</summary>
/// <param name="InnovationId">The innovation.</param>
/// <param name="Title">Its title.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Initiator">Who started it.</param>
/// <param name="Themes">Codes of its themes.</param>
/// <param name="CommuneCode">INSEE code of the commune.</param>
/// <param name="Commune">Name of the commune.</param>
public sealed record PlaceProperties(
    InnovationId InnovationId,
    string Title,
    InnovationStage Stage,
    Initiator Initiator,
    IReadOnlyList<string> Themes,
    string CommuneCode,
    string Commune
);

internal sealed class MapInnovationsValidator : AbstractValidator<MapInnovations>
{
    public MapInnovationsValidator() => this.AsksForInnovations();
}

internal sealed class MapInnovationsHandler(IInnovationSearch search) : IQueryHandler<MapInnovations, InnovationMap>
{
    private const int MostPlaces = 2_000;

    public async Task<Result<InnovationMap>> Handle(MapInnovations request, CancellationToken cancellationToken)
    {
        var asked = await search.AskAsync(request, cancellationToken);
        if (asked.IsFailure)
        {
            return asked.Error;
        }

        var found = await search.MapAsync(asked.Value, MostPlaces, cancellationToken);
        return new InnovationMap("FeatureCollection", [.. found.Spots.Select(ToFeature)], found.Total, found.Spots.Count);
    }

    private static PlaceFeature ToFeature(FoundSpot spot) =>
        new(
            "Feature",
            new PlacePoint("Point", [spot.Longitude, spot.Latitude]),
            new PlaceProperties(
                new InnovationId(spot.Id),
                spot.Title,
                Naming.Parse<InnovationStage>(spot.Stage)!.Value,
                Naming.Parse<Initiator>(spot.Initiator)!.Value,
                spot.Themes,
                spot.CommuneCode,
                spot.Commune
            )
        );
}
