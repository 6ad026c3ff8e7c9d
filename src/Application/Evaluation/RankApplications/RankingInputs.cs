using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.RankApplications;

/// <summary>All that a ranking follows from, and its fingerprint.</summary>
internal sealed record RankingInput(IReadOnlyList<MarkedApplication> Applications, string Hash);

/// <summary>Gathers what a ranking follows from, or says, naming the applications, why it can't be computed yet.</summary>
internal sealed class RankingInputs(IEvaluationDbContext db, IApplicationLookup applications) : ISharedRule
{
    public async Task<Result<RankingInput>> GatherAsync(CallRules call, CancellationToken cancellationToken)
    {
        var all = await applications.OfCallAsync(call.Id, cancellationToken);
        var sheets = await db.ScoreSheets.AsNoTracking().Where(x => x.CallId == call.Id).ToListAsync(cancellationToken);
        var panel = await db.Panels.AsNoTracking().SingleOrDefaultAsync(x => x.CallId == call.Id, cancellationToken);
        var counting = sheets
            .Where(x => x.Status == ScoreSheetStatus.Submitted)
            .OrderBy(x => x.EvaluatorId.Value)
            .ToLookup(x => x.ApplicationId);
        var evaluated = all.Where(x => x.State is ApplicationState.UnderEvaluation or ApplicationState.Evaluated).ToList();
        if (WhyNot(call, all, evaluated, panel, counting) is { } error)
        {
            return error;
        }

        var marked = evaluated
            .Select(x => new MarkedApplication(x.Id, x.Reference, x.SubmittedAt!.Value, [.. counting[x.Id].Select(y => y.Marks)]))
            .ToList();
        return new RankingInput(marked, Hash(call, marked));
    }

    private static Error? WhyNot(
        CallRules call,
        IReadOnlyList<ApplicationFacts> all,
        IReadOnlyList<ApplicationFacts> evaluated,
        EvaluationPanel? panel,
        ILookup<GrantApplicationId, ScoreSheet> counting
    )
    {
        var undecided = all.Where(x => x.State is ApplicationState.Submitted or ApplicationState.CompletionRequested).ToList();
        var unassigned = all.Where(x => x.State == ApplicationState.Admissible).ToList();
        var lacking = evaluated
            .Where(x => counting[x.Id].Count() < (panel?.MinimumSheetsFor(x.Id, call.MinimumSheets) ?? call.MinimumSheets))
            .ToList();
        return undecided.Count > 0 ? RankingErrors.Undecided(References(undecided))
            : unassigned.Count > 0 ? RankingErrors.Unassigned(References(unassigned))
            : lacking.Count > 0 ? RankingErrors.SheetsMissing(References(lacking))
            : evaluated.Count == 0 ? RankingErrors.NothingToRank
            : null;
    }

    private static string References(IEnumerable<ApplicationFacts> applications) =>
        string.Join(", ", applications.Select(x => x.Reference));

    // One line a fact, in an order that does not depend on the database's: the same facts give the same hash on any machine.
    private static string Hash(CallRules call, IReadOnlyList<MarkedApplication> applications)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"minimum {call.MinimumScore}\nties {string.Join(' ', call.TieBreaks)}\n");
        foreach (var criterion in call.Criteria)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"criterion {criterion.Code} {criterion.Weight} {criterion.ScaleMinimum} {criterion.ScaleMaximum}\n"
            );
        }

        foreach (var application in applications.OrderBy(x => x.Reference, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"application {application.Reference} {application.SubmittedAt.UtcDateTime:O}\n");
            foreach (var line in application.Sheets.Select(Line).Order(StringComparer.Ordinal))
            {
                text.Append(line).Append('\n');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Line(IReadOnlyList<Mark> marks) =>
        string.Join(
            ' ',
            marks
                .OrderBy(x => x.Criterion, StringComparer.Ordinal)
                .Select(x => string.Create(CultureInfo.InvariantCulture, $"{x.Criterion}={x.Value}"))
        );
}
