using System.Text;
using SocialInnovation.Application.Common.Files;
using SocialInnovation.Infrastructure.Files;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Files;

/// <summary>A document is what its content says.</summary>
public sealed class DocumentCheckTests
{
    private const string Differs = "platform.document-content-differs";
    private const string Macros = "platform.document-has-macros";

    private static readonly string[] Packages =
    [
        MediaTypes.Odt,
        MediaTypes.Ods,
        MediaTypes.Odp,
        MediaTypes.Docx,
        MediaTypes.Xlsx,
        MediaTypes.Pptx,
    ];

    public static TheoryData<string> PackageTypes => [.. Packages];

    public static TheoryData<string, string, string> Hostile =>
        new()
        {
            { "page as a PDF", MediaTypes.Pdf, "html" },
            { "PDF that was cut off", MediaTypes.Pdf, "cut pdf" },
            { "PDF behind a script", MediaTypes.Pdf, "late pdf" },
            { "PDF as a text document", MediaTypes.Odt, "pdf" },
            { "program as a text", MediaTypes.Text, "exe" },
            { "UTF-16 as a text", MediaTypes.Text, "utf-16" },
            { "Latin 1 as a table", MediaTypes.Csv, "latin-1" },
            { "package that was cut off", MediaTypes.Docx, "cut docx" },
            { "package of nothing", MediaTypes.Odt, "empty zip" },
            { "OpenDocument whose type is packed", MediaTypes.Odt, "packed type" },
            { "OpenDocument whose type comes late", MediaTypes.Odt, "late type" },
            { "Office document without types", MediaTypes.Xlsx, "no types" },
            { "Office document whose list names a part that is not there", MediaTypes.Docx, "no part" },
            { "Office document that only speaks of its type", MediaTypes.Docx, "spoken of" },
            { "OpenDocument with a secret part", MediaTypes.Odt, "secret part" },
            { "OpenDocument that is secret as a whole", MediaTypes.Odt, "secret whole" },
            { "encrypted PDF", MediaTypes.Pdf, "secret pdf" },
            { "program with a document on its end", MediaTypes.Odt, "exe with odt" },
            { "program before a document that knows of it", MediaTypes.Odt, "exe before odt" },
            { "page with a document on its end", MediaTypes.Docx, "html with docx" },
            { "package of many thousand entries", MediaTypes.Odt, "many entries" },
        };

    [Theory]
    [MemberData(nameof(PackageTypes))]
    public void Package_IsTakenAsItsOwnTypeOnly(string mediaType)
    {
        var file = SampleDocuments.Package(mediaType);

        Assert.All(Packages, other => Assert.Equal(other == mediaType ? null : Differs, WhyNot(file, other)));
        Assert.Equal(Differs, WhyNot(file, MediaTypes.Pdf));
        Assert.Equal(Differs, WhyNot(file, MediaTypes.Text));
    }

    [Fact]
    public void PdfAndTexts_AreTaken()
    {
        Assert.Null(WhyNot(SampleDocuments.Pdf(), MediaTypes.Pdf));
        Assert.Null(WhyNot(Encoding.UTF8.GetBytes("nom;âge\r\nÉlise;\t41\n"), MediaTypes.Csv));
        Assert.Null(WhyNot([0xEF, 0xBB, 0xBF, .. "Ici"u8], MediaTypes.Text));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void WhatIsNotWhatItsNameSays_IsRefused(string name, string mediaType, string file) =>
        Assert.True(WhyNot(HostileFile(file), mediaType) == Differs, name);

    [Theory]
    [InlineData(MediaTypes.Odt, "Basic/Standard/Module1.xml")]
    [InlineData(MediaTypes.Ods, "Scripts/python/open.py")]
    [InlineData(MediaTypes.Docx, "word/vbaProject.bin")]
    [InlineData(MediaTypes.Xlsx, "xl/VBAPROJECT.BIN")]
    [InlineData(MediaTypes.Pptx, "ppt/activeX/activeX1.xml")]
    public void Macros_AreRefused(string mediaType, string entry) =>
        Assert.Equal(Macros, WhyNot(SampleDocuments.Package(mediaType, entry), mediaType));

    [Theory]
    [InlineData("macro type")]
    [InlineData("renamed program")]
    [InlineData("foreign template")]
    public void Macros_AreFoundByWhatTheyAre_WhateverTheyAreCalled(string file) =>
        Assert.Equal(Macros, WhyNot(HostileFile(file), MediaTypes.Docx));

    [Fact]
    public void OfficeDocument_IsKnownByItsList_WhateverItsPartIsCalled()
    {
        var online = SampleDocuments.Zip(
            ("[Content_Types].xml", $"<Types><Override ContentType='{MediaTypes.Docx}.main+xml' PartName='/word/document2.xml'/></Types>"),
            ("_rels/.rels", Relation("officeDocument", "word/document2.xml")),
            ("word/document2.xml", "<a/>")
        );

        Assert.Null(WhyNot(online, MediaTypes.Docx));
    }

    [Fact]
    public void Check_LeavesTheFileAtItsBeginning()
    {
        using var content = new MemoryStream(SampleDocuments.Package(MediaTypes.Odt));

        Assert.Null(new DocumentCheck().WhyNot(content, MediaTypes.Odt));

        Assert.Equal(0, content.Position);
    }

    private static string? WhyNot(byte[] file, string mediaType)
    {
        using var content = new MemoryStream(file);
        return new DocumentCheck().WhyNot(content, mediaType)?.Code;
    }

    private static byte[] HostileFile(string name) =>
        name switch
        {
            "html" => Encoding.UTF8.GetBytes("<script>alert(1)</script>" + new string(' ', 200) + "%PDF-1.4 %%EOF"),
            "cut pdf" => SampleDocuments.Pdf()[..^8],
            "late pdf" => [.. "<script>alert(1)</script>"u8, .. SampleDocuments.Pdf()],
            "pdf" => SampleDocuments.Pdf(),
            "exe" => [.. "MZ"u8, 0x90, 0, 3, 0, .. new byte[100]],
            "utf-16" => Encoding.Unicode.GetBytes("Bonjour"),
            "latin-1" => Encoding.Latin1.GetBytes("nom;âge"),
            "cut docx" => SampleDocuments.Package(MediaTypes.Docx)[..^30],
            "empty zip" => SampleDocuments.Zip(),
            "packed type" => Packed(),
            "late type" => SampleDocuments.Zip(("content.xml", "<a/>"), ("mimetype", MediaTypes.Odt), ("META-INF/manifest.xml", "<a/>")),
            "no types" => SampleDocuments.Zip(("xl/workbook.xml", "<a/>")),
            "macro type" => Office("application/vnd.ms-word.document.macroEnabled.main+xml"),
            "no part" => SampleDocuments.Zip(("[Content_Types].xml", Types($"{MediaTypes.Docx}.main+xml", "word/another.xml"))),
            "spoken of" => SampleDocuments.Zip(
                ("[Content_Types].xml", $"<Types><!-- \"{MediaTypes.Docx}.main+xml\" --></Types>"),
                ("word/document.xml", "<a/>")
            ),
            "renamed program" => Office(
                $"{MediaTypes.Docx}.main+xml",
                ("word/_rels/document.xml.rels", Relation("vbaProject", "data.bin"))
            ),
            "foreign template" => Office(
                $"{MediaTypes.Docx}.main+xml",
                (
                    "word/_rels/settings.xml.rels",
                    Relation("attachedTemplate", "https://elsewhere.example/a.dotm", " TargetMode=\"External\"")
                )
            ),
            "secret part" => SampleDocuments.Zip(
                ("mimetype", MediaTypes.Odt),
                ("META-INF/manifest.xml", "<manifest><file-entry><encryption-data/></file-entry></manifest>")
            ),
            "secret whole" => SampleDocuments.Package(MediaTypes.Odt, "encrypted-package"),
            "secret pdf" => Encoding.ASCII.GetBytes(
                Encoding.ASCII.GetString(SampleDocuments.Pdf()).Replace("trailer <<", "trailer <</Encrypt 4 0 R ", StringComparison.Ordinal)
            ),
            "exe with odt" => [.. "MZ"u8, .. new byte[62], .. SampleDocuments.Package(MediaTypes.Odt)],
            "exe before odt" => SampleDocuments.ZipAfter(
                [.. "MZ"u8, .. new byte[62]],
                ("mimetype", MediaTypes.Odt),
                ("META-INF/manifest.xml", "<a/>")
            ),
            "html with docx" => [.. "<script>alert(1)</script>"u8, .. SampleDocuments.Package(MediaTypes.Docx)],
            "many entries" => SampleDocuments.Package(MediaTypes.Odt, [.. Enumerable.Range(0, 6_000).Select(x => $"Pictures/{x}")]),
            _ => throw new ArgumentException("There is no such file.", nameof(name)),
        };

    private static byte[] Office(string type, params (string Name, string Text)[] more) =>
        SampleDocuments.Zip([("[Content_Types].xml", Types(type, "word/document.xml")), ("word/document.xml", "<a/>"), .. more]);

    private static string Types(string type, string part) => $"""<Types><Override PartName="/{part}" ContentType="{type}"/></Types>""";

    private static string Relation(string type, string target, string mode = "") =>
        $"""<Relationships><Relationship Id="a" Type="http://office.example/{type}" Target="{target}"{mode}/></Relationships>""";

    private static byte[] Packed()
    {
        using var file = new MemoryStream();
        using (var package = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in new[] { ("mimetype", MediaTypes.Odt), ("META-INF/manifest.xml", "<a/>") })
            {
                using var entry = package.CreateEntry(name, System.IO.Compression.CompressionLevel.SmallestSize).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }
}
