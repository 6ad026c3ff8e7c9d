using System.Buffers;
using System.Text;
using SocialInnovation.Application.Common.Files;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Files;

/// <summary>Knows documents by what their formats demand, and by what makes an office program run a program.</summary>
internal sealed class DocumentCheck : IDocumentCheck
{
    private const int SmallestPdf = 128;
    private const int PdfTail = 1_024;

    private static readonly SearchValues<char> Controls = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(x => (char)x).Except(['\t', '\n', '\f', '\r']),
        '\u007f',
    ]);

    public Error? WhyNot(Stream content, string mediaType)
    {
        content.Position = 0;
        var found = mediaType switch
        {
            MediaTypes.Pdf => IsPdf(content) ? DocumentKind.AsNamed : DocumentKind.Another,
            MediaTypes.Csv or MediaTypes.Text => IsText(content) ? DocumentKind.AsNamed : DocumentKind.Another,
            _ => PackageCheck.KindOf(content, mediaType),
        };
        content.Position = 0;
        return found switch
        {
            DocumentKind.AsNamed => null,
            DocumentKind.WithProgram => DocumentErrors.HasMacros,
            _ => DocumentErrors.Differs(DocumentLimits.Types.First(x => x.Value == mediaType).Key),
        };
    }

    // ISO 32000-2, sections 7.5.2 and 7.5.5: the header comes first, the end of the file within the last kilobyte. Section 7.6.1: what is
    // encrypted says so in its trailer, in plain text.
    private static bool IsPdf(Stream content)
    {
        Span<byte> head = stackalloc byte[5];
        if (content.Length < SmallestPdf || content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
        {
            return false;
        }

        var tail = new byte[Math.Min(content.Length, PdfTail)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        return head.SequenceEqual("%PDF-"u8)
            && tail.AsSpan().LastIndexOf("%%EOF"u8) >= 0
            && StreamScan.Count(content, "/Encrypt"u8, most: 1) == 0;
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
}

/// <summary>What a file turned out to be.</summary>
internal enum DocumentKind
{
    /// <summary>Something else than its name says, damaged, or encrypted.</summary>
    Another,

    /// <summary>What its name says.</summary>
    AsNamed,

    /// <summary>The same, but with a program that runs when it is opened.</summary>
    WithProgram,
}

internal static class StreamScan
{
    private const int Chunk = 65_536;

    /// <summary>How often some bytes stand in a stream, counted up to a number.</summary>
    public static int Count(Stream content, ReadOnlySpan<byte> wanted, int most)
    {
        content.Position = 0;
        var buffer = new byte[Chunk];
        var (count, kept, read) = (0, 0, 0);
        while (count < most && (read = content.Read(buffer, kept, Chunk - kept)) > 0)
        {
            var part = buffer.AsSpan(0, kept + read);
            count += part.Count(wanted);
            // What begins at the end of a part may go on in the next; what ended there was counted.
            kept = Math.Min(part.Length, wanted.Length - 1);
            part[^kept..].CopyTo(buffer);
        }

        return Math.Min(count, most);
    }
}
