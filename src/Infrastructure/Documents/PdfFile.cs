using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace SocialInnovation.Infrastructure.Documents;

/// <summary>A document as a PDF by PDFsharp.</summary>
/// <param name="Title">What readers show as its title.</param>
/// <param name="Author">Who sends it.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="Date">When it was made, UTC.</param>
internal sealed record PdfFile(string Title, string Author, string Language, DateTime Date)
{
    /// <summary>It is laid out twice, first to count the pages, so that memory holds one page's drawing at a time.</summary>
    /// <param name="content">Writes the pages (to nothing, to count them) for a total number of pages, and says how many they are.</param>
    public byte[] Write(Func<PdfDocument?, int, int> content)
    {
        using var document = new PdfDocument();
        document.Info.Title = Plain(Title);
        document.Info.Author = Plain(Author);
        document.Info.CreationDate = Date;
        UAManager.ForDocument(document).SetDocumentLanguage(Language);
        content(document, content(null, 0));

        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        return file.ToArray();
    }

    // The library writes these into XML as they are.
    private static string Plain(string text) => text.Replace('&', '＆').Replace('<', '‹').Replace('>', '›');
}
