using System.Security.Cryptography;
using System.Text;
using SocialInnovation.Api.Catalogue.Pages;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Catalogue.FindInnovations;
using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Api.Catalogue;

/// <summary>A search of the catalogue for programs that follow it: Atom (RFC 4287), the newest publications first.</summary>
internal static class InnovationFeed
{
    private const string Feed = "/innovations/feed.atom";

    public static void MapInnovationFeed(this IEndpointRouteBuilder app) =>
        app.MapGet(
                Feed,
                async (
                    string? q,
                    string? theme,
                    string? initiator,
                    string? department,
                    string? stage,
                    string? box,
                    string? near,
                    int? within,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) =>
                {
                    var asked = new FollowInnovations(q, theme, initiator, department, stage, box, near, within);
                    var found = await dispatcher.SendAsync(asked, ct);
                    return found.IsFailure
                        ? new ProblemReply(found.Error)
                        : (IResult)new PublicReply(Write(http, asked, found.Value), $"{AtomXml.MediaType}; charset=utf-8");
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();

    private static byte[] Write(HttpContext http, FollowInnovations asked, IReadOnlyList<NewInnovation> found)
    {
        var origin = http.Origin();
        var language = Language.Negotiate(http);
        var isFrench = language == Language.French;
        http.Response.Headers.ContentLanguage = language;
        var query = QueryString.Create(QueryOf(asked)).ToUriComponent();
        return AtomXml.Write(xml =>
        {
            xml.WriteStartElement("feed", AtomXml.Space);
            xml.WriteAttributeString("xml", "lang", null, language);
            xml.WriteElementString("id", AtomXml.Space, IdOf(query));
            AtomXml.Text(xml, "title", "text", isFrench ? "Innovations publiées" : "Published innovations");
            AtomXml.Text(xml, "subtitle", "text", string.Join(", ", QueryOf(asked).Select(x => $"{x.Key}: {x.Value}")));
            // An empty feed has never changed: the beginning of time is as true as any instant, and stays the same.
            xml.WriteElementString(
                "updated",
                AtomXml.Space,
                AtomXml.Instant(found.Select(x => x.PublishedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max())
            );
            AtomXml.Link(xml, "self", $"{origin}{Feed}{query}", AtomXml.MediaType);
            AtomXml.Link(xml, "alternate", $"{origin}/api/v1/innovations/search{query}", "application/json");
            AtomXml.Person(xml, isFrench ? "La région" : "The region");
            foreach (var innovation in found)
            {
                Entry(xml, innovation, origin);
            }

            xml.WriteEndElement();
        });
    }

    private static void Entry(System.Xml.XmlWriter xml, NewInnovation innovation, string origin)
    {
        xml.WriteStartElement("entry", AtomXml.Space);
        xml.WriteElementString("id", AtomXml.Space, $"urn:uuid:{innovation.Id}");
        AtomXml.Text(xml, "title", "text", innovation.Title, innovation.Language);
        xml.WriteElementString("updated", AtomXml.Space, AtomXml.Instant(innovation.PublishedAt));
        AtomXml.Link(xml, "alternate", $"{origin}{InnovationPage.List}/{innovation.Id}", "text/html");
        foreach (var theme in innovation.Themes)
        {
            xml.WriteStartElement("category", AtomXml.Space);
            xml.WriteAttributeString("term", theme);
            xml.WriteEndElement();
        }

        AtomXml.Text(xml, "summary", "text", innovation.Summary, innovation.Language);
        xml.WriteEndElement();
    }

    private static IEnumerable<KeyValuePair<string, string?>> QueryOf(FollowInnovations asked) =>
        new (string Name, string? Value)[]
        {
            ("q", asked.Q),
            ("theme", asked.Theme),
            ("initiator", asked.Initiator),
            ("department", asked.Department),
            ("stage", asked.Stage),
            ("box", asked.Box),
            ("near", asked.Near),
            ("within", asked.Within?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        }
            .Where(x => x.Value is not null)
            .Select(x => KeyValuePair.Create(x.Name, x.Value));

    // A name of the question, whatever host serves the feed: UUID version 8, by RFC 9562.
    private static string IdOf(string query)
    {
        var name = SHA256.HashData(Encoding.UTF8.GetBytes("innovations" + query))[..16];
        (name[6], name[8]) = ((byte)((name[6] & 0x0F) | 0x80), (byte)((name[8] & 0x3F) | 0x80));
        return $"urn:uuid:{new Guid(name, bigEndian: true)}";
    }
}
