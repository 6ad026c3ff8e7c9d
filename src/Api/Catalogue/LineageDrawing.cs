using System.Globalization;
using System.Xml;
using SocialInnovation.Application.Catalogue.ReadLineage;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Api.Catalogue;

/// <summary>
/// A lineage as an SVG picture. Texts are text, nothing in it runs, and the status stands in words beside its colour. It grows by a row a
/// leaf: at the 10 000 replications that a lineage tells of it is some 4 MB and as many rows high, and scales without loss.
/// </summary>
internal static class LineageDrawing
{
    private const string Space = "http://www.w3.org/2000/svg";
    private const int Column = 300;
    private const int Margin = 24;
    private const int LongestLabel = 42;
    private const int LongestTitle = 300;

    private static readonly Dictionary<ReplicationStatus, (string Colour, string French, string English)> Statuses = new()
    {
        [ReplicationStatus.Interested] = ("#5f6b7a", "intéressé", "interested"),
        [ReplicationStatus.Planned] = ("#8a5a00", "en projet", "planned"),
        [ReplicationStatus.Running] = ("#0b5cad", "en cours", "running"),
        [ReplicationStatus.Established] = ("#1d6b2f", "pérennisé", "established"),
        [ReplicationStatus.Abandoned] = ("#a11d1d", "abandonné", "abandoned"),
    };

    public static byte[] Write(LineageModel lineage, string language)
    {
        var isFrench = language == "fr";
        var layout = LineageLayout.Of(lineage);
        var (width, height) = ((lineage.Depth + 1) * Column + 2 * Margin, layout.Rows * LineageLayout.Row + 2 * Margin);
        return LineageXml.Write(xml =>
        {
            xml.WriteStartElement("svg", Space);
            Attributes(xml, ("viewBox", $"0 0 {width} {height}"), ("width", Text(width)), ("height", Text(height)), ("role", "img"));
            Attributes(xml, ("aria-labelledby", "title desc"), ("font-family", "sans-serif"), ("font-size", "12"));
            xml.WriteAttributeString("xml", "lang", null, language);
            Element(xml, "title", Title(lineage, isFrench), ("id", "title"));
            Element(xml, "desc", Description(lineage, isFrench), ("id", "desc"));
            Element(xml, "rect", null, ("width", Text(width)), ("height", Text(height)), ("fill", "#ffffff"));
            var depths = lineage.Nodes.ToDictionary(x => x.Id, x => x.Depth);
            foreach (var edge in lineage.Edges)
            {
                Line(xml, Place(layout, edge.From, depths.GetValueOrDefault(edge.From)), Place(layout, edge.To, depths[edge.To]));
            }

            var root = lineage.InnovationId.Value;
            Node(xml, Place(layout, root, 0), "#000000", lineage.Title, lineage.Title);
            foreach (var node in lineage.Nodes)
            {
                var (colour, french, english) = Statuses[node.Status];
                var label = $"{node.Commune} ({node.Department}), {(isFrench ? french : english)}";
                Node(xml, Place(layout, node.Id, node.Depth), colour, label, $"{label} : {node.OrganisationName}");
            }

            xml.WriteEndElement();
        });
    }

    private static string Title(LineageModel lineage, bool isFrench)
    {
        var title = LineageXml.Clean(lineage.Title, LongestTitle);
        return isFrench ? $"Essaimage de « {title} »" : $"Replications of “{title}”";
    }

    private static string Description(LineageModel lineage, bool isFrench)
    {
        var counts = Statuses
            .Select(x => (Count: lineage.Nodes.Count(y => y.Status == x.Key), Word: isFrench ? x.Value.French : x.Value.English))
            .Where(x => x.Count > 0)
            .Select(x => $"{x.Count} {x.Word}");
        var all = isFrench ? $"{lineage.Nodes.Count} réplications" : $"{lineage.Nodes.Count} replications";
        var cut =
            lineage.IsComplete ? string.Empty
            : isFrench ? " Les plus éloignées ne sont pas montrées."
            : " The farthest are not shown.";
        return $"{string.Join(", ", counts.Prepend(all))}.{cut}";
    }

    private static (int X, int Y) Place(LineageLayout layout, Guid id, int depth) =>
        (Margin + depth * Column, Margin + LineageLayout.Row / 2 + layout.HeightOf(id));

    private static void Line(XmlWriter xml, (int X, int Y) from, (int X, int Y) to) =>
        Element(xml, "path", null, ("d", $"M{from.X} {from.Y}H{to.X - Column / 8}V{to.Y}H{to.X}"), ("fill", "none"), ("stroke", "#8c8c8c"));

    private static void Node(XmlWriter xml, (int X, int Y) at, string colour, string label, string hint)
    {
        xml.WriteStartElement("g", Space);
        Element(xml, "title", LineageXml.Clean(hint, LongestTitle));
        Element(xml, "circle", null, ("cx", Text(at.X)), ("cy", Text(at.Y)), ("r", "5"), ("fill", colour));
        // A white edge keeps the label readable where a line passes under it.
        Element(
            xml,
            "text",
            LineageXml.Clean(label, LongestLabel),
            ("x", Text(at.X + 9)),
            ("y", Text(at.Y - 4)),
            ("fill", colour),
            ("stroke", "#ffffff"),
            ("stroke-width", "3"),
            ("paint-order", "stroke")
        );
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string? text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name, Space);
        Attributes(xml, attributes);
        if (text is not null)
        {
            xml.WriteString(text);
        }

        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            xml.WriteAttributeString(name, value);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
