using SocialInnovation.Application.Evaluation;
using SocialInnovation.Infrastructure.Documents;

namespace SocialInnovation.Infrastructure.Evaluation.Letters;

/// <summary>The letter as a PDF.</summary>
internal sealed class PdfExplanationLetter : IExplanationLetter
{
    public byte[] Write(ExplanationLetter letter)
    {
        var content = new LetterContent(letter, LetterTexts.In(letter.Language));
        var date = letter.NotifiedOn.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return new PdfFile(content.Title, content.Sender, letter.Language, date).Write(content.Write);
    }
}
