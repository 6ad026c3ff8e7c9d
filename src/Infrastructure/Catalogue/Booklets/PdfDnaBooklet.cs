using SocialInnovation.Application.Catalogue.PrintDna;
using SocialInnovation.Infrastructure.Documents;

namespace SocialInnovation.Infrastructure.Catalogue.Booklets;

/// <summary>The booklet as a PDF.</summary>
internal sealed class PdfDnaBooklet : IDnaBooklet
{
    public byte[] Write(BookletModel booklet, string language, string sender)
    {
        var content = new BookletContent(booklet, BookletTexts.In(language), Wording.In(language), sender);
        return new PdfFile(content.Title, content.Sender, language, booklet.PublishedAt.UtcDateTime).Write(content.Write);
    }
}
