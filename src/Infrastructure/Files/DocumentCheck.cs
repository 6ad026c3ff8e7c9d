using System.Buffers;
using System.IO.Compression;
using System.Text;
using SocialInnovation.Application.Common.Files;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Files;

/// <summary>Knows documents by what their formats demand, and by what makes an office program run a program.</summary>
internal sealed class DocumentCheck : IDocumentCheck
{
    // A document of many sheets and pictures has some hundreds.
    private const int MostEntries = 5_000;

    // The list of the types of an Office document's parts, unpacked.
    private const int MostTypes = 1_048_576;

    private static readonly Dictionary<string, string> OfficeParts = new()
    {
        [MediaTypes.Docx] = "word/document.xml",
        [MediaTypes.Xlsx] = "xl/workbook.xml",
        [MediaTypes.Pptx] = "ppt/presentation.xml",
    };

    private static readonly SearchValues<char> Controls = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(x => (char)x).Except(['\t', '\n', '\f', '\r']),
        '\u007f',
    ]);

    public Error? WhyNot(Stream content, string mediaType)
    {
        content.Position = 0;
        var error = mediaType switch
        {
            MediaTypes.Pdf => IsPdf(content) ? null : Differs(mediaType),
            MediaTypes.Csv or MediaTypes.Text => IsText(content) ? null : Differs(mediaType),
            _ => WhyNotPackage(content, mediaType),
        };
        content.Position = 0;
        return error;
    }

    private static Error Differs(string mediaType) => DocumentErrors.Differs(DocumentLimits.Types.First(x => x.Value == mediaType).Key);

    // ISO 32000-2, sections 7.5.2 and 7.5.5: the header comes first, the end of the file within the last kilobyte.
    private static bool IsPdf(Stream content)
    {
        Span<byte> head = stackalloc byte[5];
        if (content.Length < 128 || content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
        {
            return false;
        }

        var tail = new byte[Math.Min(content.Length, 1_024)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        return head.SequenceEqual("%PDF-"u8) && tail.AsSpan().LastIndexOf("%%EOF"u8) >= 0;
    }

    private static bool IsText(Stream content)
    {
        using var reader = new StreamReader(
            content,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
            detectEncodingFromByteOrderMarks: false,
            leaveOpen: true
        );
        var buffer = new char[16_384];
        try
        {
            int read;
            while ((read = reader.Read(buffer)) > 0)
            {
                if (buffer.AsSpan(0, read).IndexOfAny(Controls) >= 0)
                {
                    return false;
                }
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static Error? WhyNotPackage(Stream content, string mediaType)
    {
        // What a package hangs on the end of is something else as well.
        Span<byte> head = stackalloc byte[4];
        if (content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.SequenceEqual("PK\u0003\u0004"u8))
        {
            return Differs(mediaType);
        }

        try
        {
            using var package = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var isKind =
                package.Entries.Count is > 0 and <= MostEntries
                && (
                    OfficeParts.TryGetValue(mediaType, out var part)
                        ? IsOffice(package, part, mediaType)
                        : IsOpenDocument(package, mediaType)
                );
            return !isKind ? Differs(mediaType)
                : package.Entries.Any(RunsSomething) ? DocumentErrors.HasMacros
                : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or IOException)
        {
            return Differs(mediaType);
        }
    }

    // OpenDocument 1.3, part 2, section 3.3: the first entry is the media type, not compressed.
    private static bool IsOpenDocument(ZipArchive package, string mediaType) =>
        package.Entries[0] is { FullName: "mimetype" } entry
        && entry.CompressedLength == entry.Length
        && entry.Length == mediaType.Length
        && ReadText(entry, mediaType.Length) == mediaType
        && package.GetEntry("META-INF/manifest.xml") is not null;

    // ECMA-376, part 2, section 7.2: each part's type stands in one list.
    private static bool IsOffice(ZipArchive package, string part, string mediaType) =>
        package.GetEntry(part) is not null
        && package.GetEntry("[Content_Types].xml") is { } types
        && ReadText(types, MostTypes).Contains($"\"{mediaType}.main+xml\"", StringComparison.Ordinal);

    private static bool RunsSomething(ZipArchiveEntry entry) =>
        entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
        || entry.FullName.Contains("/activeX/", StringComparison.OrdinalIgnoreCase)
        || entry.FullName.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase)
        || entry.FullName.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase);

    // No more is unpacked than is wanted, whatever the package says of its size.
    private static string ReadText(ZipArchiveEntry entry, int most)
    {
        using var text = entry.Open();
        var bytes = new byte[most];
        var read = text.ReadAtLeast(bytes, most, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }
}
