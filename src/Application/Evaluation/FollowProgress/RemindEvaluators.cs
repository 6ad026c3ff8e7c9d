using System.Globalization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.FollowProgress;

/// <summary>
/// Sends a mail to each evaluator of the panel who has sheets to submit, or to the one that is named. Nobody is reminded twice within a day.
/// </summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record RemindEvaluators(CallId CallId, RemindEvaluatorsBody Body) : ICommand<ReminderReceipt>;

/// <summary>Whom to remind.</summary>
/// <param name="EvaluatorId">Only this evaluator; all who have sheets to submit when not given.</param>
public sealed record RemindEvaluatorsBody(UserId? EvaluatorId = null);

/// <summary>Reminders were sent.</summary>
/// <param name="Id">Identifier of the panel.</param>
/// <param name="Version">Its version.</param>
/// <param name="Reminded">Number of evaluators who get a mail.</param>
public sealed record ReminderReceipt(Guid Id, int Version, int Reminded) : Receipt(Id, Version);

internal sealed class RemindEvaluatorsValidator : AbstractValidator<RemindEvaluators>
{
    public RemindEvaluatorsValidator() => RuleFor(x => x.CallId).NotEmpty();
}

internal sealed class RemindEvaluatorsHandler(
    IEvaluationDbContext db,
    EvaluatedCall calls,
    IMailAddresses addresses,
    IMailOutbox mails,
    IUserLookup users,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<RemindEvaluators, ReminderReceipt>
{
    public async Task<Result<ReminderReceipt>> Handle(RemindEvaluators command, CancellationToken cancellationToken)
    {
        var call = await calls.ManagedAsync(command.CallId, cancellationToken);
        if (call.IsFailure)
        {
            return call.Error;
        }

        var now = clock.GetUtcNow();
        var panel = await db.Panels.SingleOrDefaultAsync(x => x.CallId == command.CallId, cancellationToken);
        var open = await OpenAsync(command, cancellationToken);
        var due = panel is null ? [] : await addresses.FindAsync([.. open.Keys.Where(x => panel.MayRemind(x, now))], cancellationToken);
        if (due.Count == 0)
        {
            return PanelErrors.NobodyToRemind;
        }

        var names = await users.FindAllAsync([.. due.Select(x => x.User)], cancellationToken);
        foreach (var address in due)
        {
            mails.Add(
                new Mail(
                    address.Email,
                    panel!.DueAt is null ? "evaluation-reminder" : "evaluation-reminder-due",
                    address.Language,
                    new Dictionary<string, string>
                    {
                        ["name"] = names[address.User].DisplayName,
                        ["call"] = call.Value.Title,
                        ["sheets"] = open[address.User].ToString(CultureInfo.InvariantCulture),
                        ["due"] = panel.DueAt?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "",
                    }
                )
            );
        }

        panel!.Remind([.. due.Select(x => x.User)], now);
        await db.SaveChangesAsync(cancellationToken);
        return new ReminderReceipt(panel.Id.Value, panel.Version, due.Count);
    }

    private Task<Dictionary<UserId, int>> OpenAsync(RemindEvaluators command, CancellationToken cancellationToken) =>
        db
            .ScoreSheets.ToSubmit()
            .Where(x => x.CallId == command.CallId && (command.Body.EvaluatorId == null || x.EvaluatorId == command.Body.EvaluatorId))
            .GroupBy(x => x.EvaluatorId)
            .Select(x => new { x.Key, Count = x.Count() })
            .ToDictionaryAsync(x => x.Key, x => x.Count, cancellationToken);
}
