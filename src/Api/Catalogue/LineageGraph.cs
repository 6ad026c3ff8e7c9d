using System.Globalization;
using System.Xml;
using SocialInnovation.Application.Catalogue.ReadLineage;
using SocialInnovation.Application.Common;

namespace SocialInnovation.Api.Catalogue;

/// <summary>A lineage in GraphML (http://graphml.graphdrawing.org): a directed graph, from who is followed to who follows.</summary>
internal static class LineageGraph
{
    private const string Space = "http://graphml.graphdrawing.org/xmlns";
    private const int Longest = 500;

    private static readonly (string Key, string Type)[] Keys =
    [
        ("label", "string"),
        ("depth", "int"),
        ("status", "string"),
        ("organisation", "string"),
        ("communeCode", "string"),
        ("commune", "string"),
        ("department", "string"),
    ];

    public static byte[] Write(LineageModel lineage) =>
        LineageXml.Write(xml =>
        {
            xml.WriteStartElement("graphml", Space);
            foreach (var (key, type) in Keys)
            {
                xml.WriteStartElement("key", Space);
                xml.WriteAttributeString("id", key);
                xml.WriteAttributeString("for", "node");
                xml.WriteAttributeString("attr.name", key);
                xml.WriteAttributeString("attr.type", type);
                xml.WriteEndElement();
            }

            xml.WriteStartElement("graph", Space);
            xml.WriteAttributeString("id", "lineage");
            xml.WriteAttributeString("edgedefault", "directed");
            Node(xml, lineage.InnovationId.Value, [("label", lineage.Title), ("depth", "0")]);
            foreach (var node in lineage.Nodes)
            {
                Node(
                    xml,
                    node.Id,
                    [
                        ("label", $"{node.Commune} ({node.Department})"),
                        ("depth", node.Depth.ToString(CultureInfo.InvariantCulture)),
                        ("status", Naming.Word(node.Status)),
                        ("organisation", node.OrganisationName),
                        ("communeCode", node.CommuneCode),
                        ("commune", node.Commune),
                        ("department", node.Department),
                    ]
                );
            }

            foreach (var edge in lineage.Edges)
            {
                xml.WriteStartElement("edge", Space);
                xml.WriteAttributeString("source", edge.From.ToString());
                xml.WriteAttributeString("target", edge.To.ToString());
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        });

    private static void Node(XmlWriter xml, Guid id, IEnumerable<(string Key, string? Value)> data)
    {
        xml.WriteStartElement("node", Space);
        xml.WriteAttributeString("id", id.ToString());
        foreach (var (key, value) in data.Where(x => x.Value is not null))
        {
            xml.WriteStartElement("data", Space);
            xml.WriteAttributeString("key", key);
            xml.WriteString(LineageXml.Clean(value, Longest));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
