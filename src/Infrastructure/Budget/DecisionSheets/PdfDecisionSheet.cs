using SocialInnovation.Application.Budget.DecideOnScenario;
using SocialInnovation.Infrastructure.Documents;

namespace SocialInnovation.Infrastructure.Budget.DecisionSheets;

/// <summary>The decision sheet as a PDF.</summary>
internal sealed class PdfDecisionSheet : IDecisionSheetDocument
{
    public byte[] Write(DecisionSheetModel sheet, string language, string sender, DateTimeOffset readAt)
    {
        var content = new SheetContent(sheet, SheetTexts.In(language), Wording.In(language), sender, readAt);
        return new PdfFile(content.Title, content.Sender, language, readAt.UtcDateTime).Write(content.Write);
    }
}
