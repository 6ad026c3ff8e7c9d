using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SocialInnovation.Infrastructure.Files;

/// <summary>Knows OpenDocument and Office files, which are packages (zip). Nothing is unpacked but what is looked at, and no more of it than is wanted.</summary>
internal static class PackageCheck
{
    // A document of many sheets and pictures has some hundreds.
    private const int MostEntries = 5_000;

    // The list of the parts of a document, and those of what each part leads to, unpacked.
    private const int MostText = 1_048_576;

    private static readonly string[] Programs = ["macroEnabled", "vbaProject", "macrosheet", "activeX"];

    public static DocumentKind KindOf(Stream content, string mediaType)
    {
        // What a package hangs on the end of is something else as well; each of its entries has one such header.
        Span<byte> head = stackalloc byte[4];
        if (
            content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length
            || !head.SequenceEqual("PK\u0003\u0004"u8)
            || StreamScan.Count(content, "PK\u0001\u0002"u8, MostEntries + 1) > MostEntries
        )
        {
            return DocumentKind.Another;
        }

        try
        {
            content.Position = 0;
            using var package = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return package.Entries.Count == 0 ? DocumentKind.Another
                : mediaType.StartsWith("application/vnd.oasis.", StringComparison.Ordinal) ? OpenDocument(package, mediaType)
                : Office(package, mediaType);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or XmlException)
        {
            return DocumentKind.Another;
        }
    }

    // OpenDocument 1.3, part 2, section 3.3: the first entry is the media type, not compressed; section 3.4: what is encrypted is named in
    // the manifest, or is one entry.
    private static DocumentKind OpenDocument(ZipArchive package, string mediaType)
    {
        var type = package.Entries[0];
        var isKind =
            type.FullName == "mimetype"
            && type.CompressedLength == type.Length
            && type.Length == mediaType.Length
            && ReadText(type) == mediaType
            && package.GetEntry("encrypted-package") is null
            && package.GetEntry("META-INF/manifest.xml") is { } manifest
            && !ReadText(manifest).Contains("encryption-data", StringComparison.Ordinal);
        return !isKind ? DocumentKind.Another
            : package.Entries.Any(x => IsIn(x, "Basic/") || IsIn(x, "Scripts/")) ? DocumentKind.WithProgram
            : DocumentKind.AsNamed;
    }

    // ECMA-376, part 2, section 7.2: the type of each part stands in one list; what the document itself is called is for the program to choose.
    private static DocumentKind Office(ZipArchive package, string mediaType)
    {
        if (package.GetEntry("[Content_Types].xml") is not { } list)
        {
            return DocumentKind.Another;
        }

        var types = ReadXml(list);
        var isKind = types.Any(x =>
            x.Name.LocalName == "Override"
            && Value(x, "ContentType") == $"{mediaType}.main+xml"
            && package.GetEntry(Value(x, "PartName").TrimStart('/')) is not null
        );
        return RunsSomething(package, types) ? DocumentKind.WithProgram
            : isKind ? DocumentKind.AsNamed
            : DocumentKind.Another;
    }

    private static bool RunsSomething(ZipArchive package, List<XElement> types) =>
        types.Exists(x => Names(Value(x, "ContentType")))
        || package.Entries.Any(x => Names(x.FullName))
        || package
            .Entries.Where(x => x.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
            .SelectMany(ReadXml)
            .Any(x => Names(Value(x, "Type")) || IsForeignTemplate(x));

    // A template elsewhere brings its own macros.
    private static bool IsForeignTemplate(XElement relation) =>
        Value(relation, "Type").EndsWith("/attachedTemplate", StringComparison.Ordinal) && Value(relation, "TargetMode") == "External";

    private static bool Names(string text) => Programs.Any(x => text.Contains(x, StringComparison.OrdinalIgnoreCase));

    private static bool IsIn(ZipArchiveEntry entry, string folder) => entry.FullName.StartsWith(folder, StringComparison.OrdinalIgnoreCase);

    private static string Value(XElement element, string attribute) => element.Attribute(attribute)?.Value ?? string.Empty;

    private static List<XElement> ReadXml(ZipArchiveEntry entry)
    {
        using var text = new MemoryStream(ReadBytes(entry));
        using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return [.. XDocument.Load(reader).Root!.Elements()];
    }

    private static string ReadText(ZipArchiveEntry entry) => Encoding.UTF8.GetString(ReadBytes(entry));

    // Whatever the package says of the size.
    private static byte[] ReadBytes(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var bytes = new byte[Math.Min(entry.Length, MostText) + 1];
        var read = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read <= MostText && read == entry.Length
            ? bytes[..read]
            : throw new InvalidDataException("The entry has another size than it says, or too large a one.");
    }
}
