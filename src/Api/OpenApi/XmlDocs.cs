using System.Xml.Linq;

namespace SocialInnovation.Api.OpenApi;

/// <summary>Reads the documentation of use cases: their summaries, and what they say of their parameters.</summary>
internal static class XmlDocs
{
    private static readonly Lazy<Dictionary<string, XElement>> Types = new(Load);

    public static string SummaryOf(Type type) => Text(Types.Value[type.FullName!].Element("summary"));

    public static string ParameterOf(Type type, string name) =>
        Text(Types.Value[type.FullName!].Elements("param").FirstOrDefault(x => x.Attribute("name")?.Value == name)) is { Length: > 0 } text
            ? text
            : throw new InvalidOperationException($"{type.Name} does not document its parameter {name}.");

    private static Dictionary<string, XElement> Load() =>
        XDocument
            .Load(Path.Combine(AppContext.BaseDirectory, "SocialInnovation.Application.xml"))
            .Descendants("member")
            .Where(x => x.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal))
            .ToDictionary(x => x.Attribute("name")!.Value[2..]);

    private static string Text(XElement? element)
    {
        if (element is null)
        {
            return "";
        }

        var text = string.Concat(element.Nodes().Select(x => x is XElement { Name.LocalName: "c" } code ? $"`{code.Value}`" : Plain(x)));
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Plain(XNode node) => node is XElement element ? element.Value : node.ToString();
}
