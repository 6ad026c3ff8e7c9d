using System.Globalization;
using System.Text.Json;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Catalogue.ReadInnovations;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Catalogue.Pages;

/// <summary>An innovation for search engines: JSON-LD by schema.org. With its DNA it is a <c>HowTo</c>.</summary>
internal static class InnovationData
{
    public static string Of(InnovationModel innovation, InnovationDnaBody? dna, string address)
    {
        var content = innovation.Content;
        var data = new Dictionary<string, object>
        {
            ["@context"] = "https://schema.org",
            ["@type"] = dna is null ? "CreativeWork" : "HowTo",
            ["@id"] = $"urn:uuid:{innovation.Id.Value}",
            ["url"] = address,
            ["inLanguage"] = content.Language,
            ["name"] = content.Title,
            ["description"] = content.Summary ?? content.Title,
            ["datePublished"] = AtomXml.Instant(innovation.PublishedAt!.Value),
            ["version"] = innovation.PublishedVersion!,
            ["keywords"] = content.Themes,
            ["spatialCoverage"] = content.Places.Select(PlaceOf),
        };
        if (innovation.OrganisationName is { } holder)
        {
            data["creator"] = new Dictionary<string, string> { ["@type"] = "Organization", ["name"] = holder };
        }

        if (dna is not null)
        {
            data["step"] = dna.Steps.Select(x => Named("HowToStep", x.Title, ("text", x.Description ?? x.Title)));
            data["tool"] = dna.Resources.Where(x => x.Amount is null).Select(x => Named("HowToTool", x.Title));
            if (dna.Resources.Where(x => x.Amount is not null).Select(x => x.Amount!.Value).ToList() is { Count: > 0 } amounts)
            {
                data["estimatedCost"] = new Dictionary<string, string>
                {
                    ["@type"] = "MonetaryAmount",
                    ["currency"] = "EUR",
                    ["value"] = amounts.Aggregate(Money.Zero, (x, y) => x + y).Amount.ToString("0.00", CultureInfo.InvariantCulture),
                };
            }
        }

        // The serializer's own encoder writes "<" as an escape: no text ends the element.
        return JsonSerializer.Serialize(data);
    }

    private static Dictionary<string, object> PlaceOf(InnovationPlaceBody place)
    {
        var data = new Dictionary<string, object> { ["@type"] = "Place", ["name"] = place.Commune };
        if (place is { Latitude: { } latitude, Longitude: { } longitude })
        {
            data["geo"] = new Dictionary<string, string>
            {
                ["@type"] = "GeoCoordinates",
                ["latitude"] = latitude,
                ["longitude"] = longitude,
            };
        }

        return data;
    }

    private static Dictionary<string, string> Named(string type, string name, params (string Name, string Value)[] members)
    {
        var data = new Dictionary<string, string> { ["@type"] = type, ["name"] = name };
        foreach (var (member, value) in members)
        {
            data[member] = value;
        }

        return data;
    }
}
