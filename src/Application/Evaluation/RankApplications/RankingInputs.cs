using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
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
        var counting = await CountingAsync(call.Id, cancellationToken);
        var panel = await db.Panels.AsNoTracking().SingleOrDefaultAsync(x => x.CallId == call.Id, cancellationToken);
        var evaluated = all.Where(x => x.State is ApplicationState.UnderEvaluation or ApplicationState.Evaluated).ToList();
        if (WhyNot(call, all, evaluated, panel, counting) is { } error)
        {
            return error;
        }

        return InputOf(call, evaluated, counting);
    }

    /// <summary>What a ranking that was computed before follows from now: its own applications, as far as anybody has marked them.</summary>
    public async Task<RankingInput> OfAsync(Ranking ranking, CallRules call, CancellationToken cancellationToken)
    {
        var own = ranking.Entries.Select(x => x.ApplicationId).ToHashSet();
        var all = await applications.OfCallAsync(call.Id, cancellationToken);
        var counting = await CountingAsync(call.Id, cancellationToken);
        return InputOf(call, all.Where(x => own.Contains(x.Id) && counting.Contains(x.Id)), counting);
    }

    private async Task<ILookup<GrantApplicationId, ScoreSheet>> CountingAsync(CallId call, CancellationToken cancellationToken) =>
        (
            await db
                .ScoreSheets.AsNoTracking()
                .Where(x => x.CallId == call && x.Status == ScoreSheetStatus.Submitted)
                .ToListAsync(cancellationToken)
        )
            .OrderBy(x => x.EvaluatorId.Value)
            .ToLookup(x => x.ApplicationId);

    private static RankingInput InputOf(
        CallRules call,
        IEnumerable<ApplicationFacts> evaluated,
        ILookup<GrantApplicationId, ScoreSheet> counting
    )
    {
        var marked = evaluated
            .Select(x => new MarkedApplication(
                x.Id,
                x.Reference,
                x.SubmittedAt!.Value,
                [.. counting[x.Id].Select(y => new MarkedSheet(y.EvaluatorId, y.Marks))]
            ))
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
            // Said only where it is not the plain case: rankings that were frozen before there was another keep their fingerprint.
            if (criterion.Method != MarkMethod.Mean || criterion.EliminatoryMinimum is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"rules {Naming.Word(criterion.Method)} {criterion.EliminatoryMinimum}\n");
            }
        }

        foreach (var application in applications.OrderBy(x => x.Reference, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"application {application.Reference} {application.SubmittedAt.UtcDateTime:O}\n");
            foreach (var line in application.Sheets.Select(x => Line(x.Marks)).Order(StringComparer.Ordinal))
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
