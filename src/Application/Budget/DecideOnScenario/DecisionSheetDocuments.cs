using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget.DecideOnScenario;

/// <summary>The same as a document to lay before those who decide: a PDF in French or English, by <c>Accept-Language</c>.</summary>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor, Role.Evaluator)]
public sealed record GetDecisionSheetDocument(AllocationScenarioId Id, string Language) : IQuery<DecisionSheetFile>;

/// <summary>A decision sheet as a file.</summary>
/// <param name="Content">The PDF.</param>
/// <param name="FileName">Its name.</param>
public sealed record DecisionSheetFile(byte[] Content, string FileName);

internal sealed class DecisionSheetDocuments(
    DecisionSheets sheets,
    ICallLookup calls,
    IDecisionSheetDocument documents,
    ILetterhead letterhead,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : IQueryHandler<GetDecisionSheetDocument, DecisionSheetFile>
{
    public async Task<Result<DecisionSheetFile>> Handle(GetDecisionSheetDocument request, CancellationToken cancellationToken)
    {
        var found = await sheets.OfAsync(request.Id, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var call = (await calls.FindAsync(found.Value.CallId, cancellationToken))!;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(call.TimeZone);
        var sheet = found.Value with
        {
            SignOffs = [.. found.Value.SignOffs.Select(x => x with { At = TimeZoneInfo.ConvertTime(x.At, zone) })],
        };
        var readAt = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);
        var file = documents.Write(sheet, request.Language, letterhead.Sender, readAt);
        return new DecisionSheetFile(file, $"{sheet.CallReference}-{request.Language}.pdf");
    }
}
