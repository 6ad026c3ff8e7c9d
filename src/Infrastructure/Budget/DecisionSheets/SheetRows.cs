using System.Globalization;
using SocialInnovation.Application.Budget.DecideOnScenario;
using SocialInnovation.Application.Budget.SignOffScenario;
using SocialInnovation.Application.Budget.SimulateScenario;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Documents;
using static SocialInnovation.Infrastructure.Documents.Wording;

namespace SocialInnovation.Infrastructure.Budget.DecisionSheets;

/// <summary>The rows of a decision sheet's tables, in words and figures of one language.</summary>
internal sealed class SheetRows(DecisionSheetModel sheet, SheetTexts texts, Wording wording, PageFont font)
{
    /// <summary>Whether a character was met that can't be printed.</summary>
    public bool HasMarks { get; private set; }

    /// <summary>A text as one printable line.</summary>
    public string Clean(string text) => Noted(PrintableText.Line(text, font));

    /// <summary>A text as printable lines.</summary>
    public string CleanLines(string text) => Noted(PrintableText.Lines(text, font).Trim());

    public string TitleOf(string? title) => string.IsNullOrWhiteSpace(title) ? texts.Untitled : Clean(title);

    public IEnumerable<IReadOnlyList<string>> Budget() =>
        [
            [texts.Envelope, wording.AmountOf(sheet.Available), wording.AmountOf(sheet.Granted), wording.AmountOf(sheet.Left)],
        ];

    public IEnumerable<IReadOnlyList<string>> Limits() =>
        sheet.Limits.Select(x =>
            (IReadOnlyList<string>)[Subject(x.Constraint, x.Subject), Amount(x.AtMost), Amount(x.AtLeast), Amount(x.Granted)]
        );

    public string Shown() =>
        Fill(
            sheet.Applications.Count < sheet.ApplicationCount ? texts.Shown : texts.Count,
            ("shown", wording.Number(sheet.Applications.Count)),
            ("count", wording.Number(sheet.ApplicationCount))
        );

    public IEnumerable<IReadOnlyList<string>> Applications() =>
        sheet.Applications.Select(x =>
            (IReadOnlyList<string>)
                [
                    wording.Number(x.Rank),
                    Clean(x.Reference),
                    Clean(x.ProjectTitle),
                    Points(x.Score),
                    x is { LowestScore: { } lowest, HighestScore: { } highest }
                        ? Fill(texts.Range, ("lowest", Points(lowest)), ("highest", Points(highest)))
                        : texts.None,
                    wording.Number(x.Conflicts),
                    Amount(x.Requested),
                    Amount(x.Recommended),
                    Amount(x.Amount),
                    Fill(texts.OutcomeAndRule, ("outcome", texts.Outcomes[x.Outcome]), ("rule", texts.Rules[x.Rule])),
                ]
        );

    public IEnumerable<IReadOnlyList<string>> Unmet() =>
        sheet.Unmet.Select(x => (IReadOnlyList<string>)[Subject(x.Constraint, x.Subject), Amount(x.Demanded), Amount(x.Reached)]);

    public IEnumerable<IReadOnlyList<string>> Swaps() =>
        sheet.Swaps.Select(x =>
            (IReadOnlyList<string>)
                [
                    Clean(x.Reference),
                    x.IsPossible ? References(x.Displaced) : texts.Impossible,
                    x.IsPossible ? References(x.AlsoAwarded) : texts.None,
                    x.IsPossible ? Amount(x.Granted) : texts.None,
                ]
        );

    public IEnumerable<IReadOnlyList<string>> Alternatives() =>
        sheet.Alternatives.Select(x =>
            (IReadOnlyList<string>)
                [TitleOf(x.Title), texts.PolicyNames[x.Policy], texts.States[x.State], wording.Number(x.Awards), Amount(x.Granted)]
        );

    /// <summary>Each step of the call, and whether its approval stands: a return takes every approval back.</summary>
    public IEnumerable<IReadOnlyList<string>> Steps()
    {
        var standing = sheet.SignOffs.Reverse().TakeWhile(x => x.Outcome == SignOffOutcome.Granted).ToList();
        return sheet.Steps.Select(step =>
            (IReadOnlyList<string>)
                [texts.Steps[step], standing.Find(x => x.Step == step) is { } approval ? OutcomeOf(approval) : texts.ToCome]
        );
    }

    public IEnumerable<string> History() =>
        sheet.SignOffs.Select(x =>
        {
            var (step, outcome) = (texts.Steps[x.Step], OutcomeOf(x));
            return string.IsNullOrWhiteSpace(x.Reason)
                ? Fill(texts.Event, ("step", step), ("outcome", outcome))
                : Fill(texts.EventWithReason, ("step", step), ("outcome", outcome), ("reason", CleanLines(x.Reason)));
        });

    public string Positions() => Fill(texts.Agree, ("agree", wording.Number(sheet.Agree)), ("disagree", wording.Number(sheet.Disagree)));

    private string OutcomeOf(SignOffModel signOff) =>
        Fill(signOff.Outcome == SignOffOutcome.Granted ? texts.Approved : texts.Returned, ("date", wording.MomentOf(signOff.At)));

    private string Subject(BindingKind kind, string subject) =>
        string.IsNullOrWhiteSpace(subject)
            ? texts.Bindings[kind]
            : Fill(texts.Subject, ("kind", texts.Bindings[kind]), ("subject", WordOf(kind, subject)));

    private string WordOf(BindingKind kind, string subject) =>
        kind is BindingKind.EnvelopeLine or BindingKind.Initiator ? texts.Words[subject] : Clean(subject);

    private string References(IReadOnlyList<string> references) =>
        references.Count == 0 ? texts.None : string.Join(", ", references.Select(Clean));

    private string Amount(Money? amount) => amount is { } known ? wording.AmountOf(known) : texts.None;

    private string Points(string score) => wording.PointsOf(decimal.Parse(score, CultureInfo.InvariantCulture));

    private string Noted(string text)
    {
        HasMarks |= text.Contains(PrintableText.Mark);
        return text;
    }
}
