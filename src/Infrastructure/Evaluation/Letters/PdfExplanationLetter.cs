using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;
using SocialInnovation.Application.Evaluation;

namespace SocialInnovation.Infrastructure.Evaluation.Letters;

/// <summary>The letter by PDFsharp. It is laid out twice, first to count the pages, so that memory holds one page's drawing at a time.</summary>
internal sealed class PdfExplanationLetter : IExplanationLetter
{
    public byte[] Write(ExplanationLetter letter)
    {
        var content = new LetterContent(letter, LetterTexts.In(letter.Language));
        using var document = new PdfDocument();
        Describe(document, content, letter);
        content.Write(document, content.Write(null, 0));

        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        return file.ToArray();
    }

    private static void Describe(PdfDocument document, LetterContent content, ExplanationLetter letter)
    {
        document.Info.Title = Plain(content.Title);
        document.Info.Author = Plain(content.Sender);
        document.Info.CreationDate = letter.NotifiedOn.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        UAManager.ForDocument(document).SetDocumentLanguage(letter.Language);
    }

    // The library writes these into XML as they are.
    private static string Plain(string text) => text.Replace('&', '＆').Replace('<', '‹').Replace('>', '›');
}
