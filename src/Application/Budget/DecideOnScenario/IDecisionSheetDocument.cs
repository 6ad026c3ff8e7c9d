namespace SocialInnovation.Application.Budget.DecideOnScenario;

/// <summary>Writes a decision sheet as a document, ready to be laid before those who decide.</summary>
public interface IDecisionSheetDocument
{
    /// <summary>
    /// The sheet as a PDF of A4 pages across, with all that it needs within. The same sheet gives the same text. A character that the document's
    /// font lacks is shown as a small square.
    /// </summary>
    /// <param name="sheet">What it says. Its instants are shown as they are written, in their own offset.</param>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    /// <param name="sender">Name of the region.</param>
    /// <param name="readAt">When the sheet was read, shown like its instants.</param>
    /// <exception cref="ArgumentException">There is no sheet in the language.</exception>
    byte[] Write(DecisionSheetModel sheet, string language, string sender, DateTimeOffset readAt);
}
