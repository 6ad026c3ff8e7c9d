namespace SocialInnovation.Application.Evaluation;

/// <summary>Writes the motivated answer to an applicant as a letter, ready to be signed and sent.</summary>
public interface IExplanationLetter
{
    /// <summary>
    /// The letter as a PDF of A4 pages with all that it needs within. The same letter gives the same text. A character that the letter's font
    /// lacks is shown as a small square.
    /// </summary>
    /// <exception cref="ArgumentException">There is no letter in the language.</exception>
    byte[] Write(ExplanationLetter letter);
}

/// <summary>What the letter says.</summary>
public sealed record ExplanationLetter
{
    /// <summary><c>fr</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Name of the region that sends it.</summary>
    public required string Sender { get; init; }

    /// <summary>Name of the organisation that applied.</summary>
    public required string Recipient { get; init; }

    /// <summary>Reference of the call.</summary>
    public required string CallReference { get; init; }

    /// <summary>Title of the call.</summary>
    public required string CallTitle { get; init; }

    /// <summary>Reference of the application.</summary>
    public required string ApplicationReference { get; init; }

    /// <summary>Title of the project.</summary>
    public required string ProjectTitle { get; init; }

    /// <summary>The letter's date.</summary>
    public required DateOnly NotifiedOn { get; init; }

    /// <summary>What was decided.</summary>
    public required LetterOutcome Outcome { get; init; }

    /// <summary>0 to 100, at most four decimals.</summary>
    public required decimal Score { get; init; }

    /// <summary>The call's minimum score, 0 to 100.</summary>
    public required decimal MinimumScore { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Rank { get; init; }

    /// <summary>Number of applications in the ranking.</summary>
    public required int Entries { get; init; }

    /// <summary>In the order of the call.</summary>
    public required IReadOnlyList<LetterCriterion> Criteria { get; init; }
}

/// <summary>What was decided on an application.</summary>
public enum LetterOutcome
{
    /// <summary>It gets a grant.</summary>
    Awarded,

    /// <summary>It gets one if another falls away.</summary>
    WaitingListed,

    /// <summary>It gets none.</summary>
    Refused,
}

/// <summary>What one criterion brought to the score.</summary>
public sealed record LetterCriterion
{
    /// <summary>What is judged.</summary>
    public required string Title { get; init; }

    /// <summary>Its weight in percent.</summary>
    public required int Weight { get; init; }

    /// <summary>What its method makes of the marks; shown with at most four decimals.</summary>
    public required decimal Value { get; init; }

    /// <summary>The highest mark of its scale.</summary>
    public required int MaximumMark { get; init; }

    /// <summary>Points of the 100, at most four decimals.</summary>
    public required decimal Contribution { get; init; }

    /// <summary>1 for the best value of all applications.</summary>
    public required int Place { get; init; }

    /// <summary>Whether its value is below the criterion's own minimum.</summary>
    public required bool IsBelowOwnMinimum { get; init; }

    /// <summary>What the evaluators wrote, in an order that tells nobody.</summary>
    public required IReadOnlyList<string> Comments { get; init; }
}
