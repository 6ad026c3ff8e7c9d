using System.IO.Compression;
using System.Text;

namespace SocialInnovation.Testing;

/// <summary>Small documents, as small as their formats allow.</summary>
public static class SampleDocuments
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";

    private static readonly Dictionary<string, string> OfficeParts = new()
    {
        [Office + "wordprocessingml.document"] = "word/document.xml",
        [Office + "spreadsheetml.sheet"] = "xl/workbook.xml",
        [Office + "presentationml.presentation"] = "ppt/presentation.xml",
    };

    /// <summary>One page with nothing on it.</summary>
    public static byte[] Pdf() =>
        Encoding.ASCII.GetBytes(
            """
            %PDF-1.4
            1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
            2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
            3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> endobj
            trailer <</Root 1 0 R>>
            %%EOF
            """
        );

    /// <summary>A document of OpenDocument or Office, or one that is almost one.</summary>
    /// <param name="mediaType">Its type.</param>
    /// <param name="more">Names of more entries.</param>
    public static byte[] Package(string mediaType, params string[] more) =>
        OfficeParts.TryGetValue(mediaType, out var part)
            ? Zip([("[Content_Types].xml", Types(part, mediaType)), (part, "<document/>"), .. more.Select(x => (x, "x"))])
            : Zip([
                ("mimetype", mediaType),
                ("META-INF/manifest.xml", "<manifest/>"),
                ("content.xml", "<document/>"),
                .. more.Select(x => (x, "x")),
            ]);

    /// <summary>A package with these entries; the type of OpenDocument is not compressed.</summary>
    public static byte[] Zip(params (string Name, string Text)[] entries) => ZipAfter([], entries);

    /// <summary>The same on the end of something else, of which its own list of entries knows.</summary>
    public static byte[] ZipAfter(byte[] before, params (string Name, string Text)[] entries)
    {
        using var file = new MemoryStream();
        file.Write(before);
        using (var package = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                var level = name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Optimal;
                using var entry = package.CreateEntry(name, level).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }

    private static string Types(string part, string mediaType) =>
        $"""<Types><Override PartName="/{part}" ContentType="{mediaType}.main+xml"/></Types>""";
}
