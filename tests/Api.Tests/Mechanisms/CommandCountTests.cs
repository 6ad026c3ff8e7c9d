using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using SocialInnovation.Api.Http;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>
/// How often each route waits for the database when it succeeds, whatever the number of rows. The transaction's beginning is not counted; its
/// end is, as what goes with it (audit trail, outbox, record of the repetition). A route that needs fewer gets its new number, one that needs
/// more its reason.
/// </summary>
public sealed class CommandCountTests(EveryRoute routes) : IClassFixture<EveryRoute>
{
    private static readonly Dictionary<string, int> Most = new()
    {
        ["acceptInvitation"] = 5,
        ["addAgendaItem"] = 6,
        ["addContribution"] = 6,
        ["addDocument"] = 8,
        ["addMember"] = 6,
        ["adoptScenario"] = 26,
        ["agreeOnMark"] = 9,
        ["appointMember"] = 6,
        ["approveComment"] = 7,
        ["archiveCall"] = 7,
        ["assignEvaluator"] = 11,
        ["awardFromWaitingList"] = 28,
        ["banCommenter"] = 5,
        ["cancelCall"] = 6,
        ["cancelGrant"] = 9,
        ["cancelMeeting"] = 5,
        ["changeMemberRole"] = 4,
        ["compareScoreSheet"] = 6,
        ["completeApplication"] = 8,
        ["computeRanking"] = 11,
        ["conveneMeeting"] = 5,
        ["correctCall"] = 5,
        ["decideAdmissibility"] = 6,
        ["declareAid"] = 4,
        ["declareConflict"] = 14,
        ["declareIndependence"] = 5,
        ["declareInterests"] = 12,
        ["desistFromGrant"] = 11,
        ["discardScenario"] = 6,
        ["draftApplication"] = 6,
        ["draftCall"] = 4,
        ["draftGrantInnovation"] = 9,
        ["draftInnovation"] = 5,
        ["draftPost"] = 3,
        ["editApplication"] = 7,
        ["endSession"] = 6,
        ["eraseUser"] = 14,
        ["exportDna"] = 5,
        ["foundGroup"] = 3,
        ["freezeRanking"] = 13,
        ["getAidDeclaration"] = 1,
        ["getAnonymousApplication"] = 5,
        ["getApiKey"] = 2,
        ["getApplication"] = 9,
        ["getApplicationVersion"] = 3,
        ["getAssignmentRun"] = 3,
        ["getBalances"] = 2,
        ["getBan"] = 3,
        ["getCall"] = 2,
        ["getComment"] = 5,
        ["getCompleteness"] = 3,
        ["getCriteriaTemplate"] = 2,
        ["getDecisionSheet"] = 17,
        ["getDecisionSheetDocument"] = 18,
        ["getDna"] = 5,
        ["getEnvelope"] = 2,
        ["getEnvelopeOfCall"] = 3,
        ["getEvaluationProgress"] = 7,
        ["getExplanation"] = 10,
        ["getFund"] = 1,
        ["getGrant"] = 2,
        ["getGroup"] = 3,
        ["getImport"] = 2,
        ["getInnovation"] = 3,
        ["getInnovationVersion"] = 3,
        ["getInterests"] = 1,
        ["getJob"] = 1,
        ["getMe"] = 2,
        ["getMeeting"] = 2,
        ["getOrganisation"] = 2,
        ["getPanel"] = 3,
        ["getPost"] = 1,
        ["getPublicFundSummary"] = 2,
        ["getRanking"] = 2,
        ["getScenario"] = 1,
        ["getScoreSheet"] = 3,
        ["getUndertaking"] = 1,
        ["getUser"] = 3,
        ["getWaitingList"] = 13,
        ["holdMeeting"] = 7,
        ["inviteMember"] = 7,
        ["issueApiKey"] = 4,
        ["keepCriteriaTemplate"] = 3,
        ["liftBan"] = 5,
        ["linkUndertaking"] = 4,
        ["listAidDeclarations"] = 1,
        ["listAidRegulations"] = 1,
        ["listAllComments"] = 1,
        ["listApiKeys"] = 1,
        ["listApplicationProgress"] = 6,
        ["listApplicationVersions"] = 3,
        ["listApplications"] = 5,
        ["listAuditKeys"] = 0,
        ["listBans"] = 2,
        ["listCalibratedScores"] = 6,
        ["listCalls"] = 1,
        ["listComments"] = 3,
        ["listConflictDeclarations"] = 2,
        ["listConsensusMarks"] = 5,
        ["listConsents"] = 1,
        ["listCriteriaTemplates"] = 1,
        ["listDiscussions"] = 6,
        ["listDnaDifferences"] = 8,
        ["listDocuments"] = 4,
        ["listEvaluatorBiases"] = 6,
        ["listEvaluatorProgress"] = 5,
        ["listFunds"] = 1,
        ["listGrants"] = 1,
        ["listGroups"] = 2,
        ["listInnovationVersions"] = 3,
        ["listInnovations"] = 2,
        ["listInterestDeclarations"] = 2,
        ["listInvitations"] = 4,
        ["listLedgerEntries"] = 1,
        ["listMeetings"] = 1,
        ["listMembers"] = 3,
        ["listOrganisations"] = 1,
        ["listOwnApplications"] = 3,
        ["listPermissions"] = 0,
        ["listPositions"] = 2,
        ["listPosts"] = 1,
        ["listPublicAwards"] = 4,
        ["listPublicFunds"] = 1,
        ["listRankingEntries"] = 1,
        ["listRankingExplanations"] = 6,
        ["listRankingSensitivity"] = 6,
        ["listRankings"] = 2,
        ["listScenarioDifferences"] = 3,
        ["listScenarioLines"] = 2,
        ["listScenarioSensitivity"] = 12,
        ["listScenarios"] = 2,
        ["listScoreSheets"] = 2,
        ["listSessions"] = 1,
        ["listSimilarInnovations"] = 9,
        ["listTransfers"] = 2,
        ["listUndertakings"] = 1,
        ["listUsers"] = 2,
        ["mapInnovations"] = 9,
        ["markApplication"] = 3,
        ["notifyOutcomes"] = 9,
        ["openAccount"] = 4,
        ["openFund"] = 3,
        ["planMeeting"] = 4,
        ["postponeClosing"] = 5,
        ["proposeScenario"] = 8,
        ["publishCall"] = 7,
        ["publishInnovation"] = 5,
        ["publishPost"] = 5,
        ["readAuditTrail"] = 3,
        ["readIndex"] = 0,
        ["readPrivacyRegister"] = 0,
        ["receiveBundle"] = 3,
        ["recordAttendance"] = 6,
        ["recordConsensusMark"] = 9,
        ["recordVote"] = 5,
        ["registerOrganisation"] = 3,
        ["registerUser"] = 3,
        ["rejectComment"] = 5,
        ["remindEvaluators"] = 9,
        ["removeDocument"] = 7,
        ["removeMember"] = 4,
        ["reopenScoreSheet"] = 7,
        ["replaceCallTerms"] = 4,
        ["replaceCriteriaTemplate"] = 4,
        ["replaceDna"] = 7,
        ["replaceEvaluator"] = 13,
        ["replaceInnovation"] = 8,
        ["replacePanel"] = 7,
        ["replaceUndertaking"] = 5,
        ["reportComment"] = 5,
        ["requestAssignment"] = 8,
        ["requestCompletion"] = 6,
        ["reserveEnvelope"] = 8,
        ["resetSecondFactor"] = 6,
        ["resumeScenario"] = 6,
        ["returnInnovation"] = 5,
        ["reviseInnovation"] = 5,
        ["revokeApiKey"] = 4,
        ["rewritePost"] = 4,
        ["rotateApiKey"] = 5,
        ["schedulePost"] = 5,
        ["searchInnovations"] = 9,
        ["searchScenario"] = 14,
        ["signContribution"] = 6,
        ["signOffScenario"] = 7,
        ["simulateScenario"] = 15,
        ["statePosition"] = 6,
        ["submitApplication"] = 11,
        ["submitInnovation"] = 8,
        ["submitScoreSheet"] = 4,
        ["supersedeRanking"] = 9,
        ["transferMoney"] = 10,
        ["upholdAppeal"] = 6,
        ["verifyAuditTrail"] = 5,
        ["verifyRanking"] = 6,
        ["waiveMinimumSheets"] = 7,
        ["withdrawApplication"] = 8,
        ["withdrawConsent"] = 5,
        ["withdrawInnovation"] = 8,
        ["withdrawInvitation"] = 5,
        ["withdrawPost"] = 5,
        ["writeComment"] = 7,
        ["writeExplanationLetter"] = 11,
        ["writeMinutes"] = 5,
    };

    [Fact]
    public async Task EveryRoute_HasItsNumberOfCommands_AndWasCalled()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration["ConnectionStrings:Database"] = "Host=localhost";
        await using var app = builder.BuildService(background: false);

        var operations = ((IEndpointRouteBuilder)app)
            .DataSources.SelectMany(x => x.Endpoints)
            .Where(x => x.Metadata.GetMetadata<OperationMetadata>() is not null)
            .Select(x => x.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName)
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.NotEmpty(operations);
        Assert.Empty(operations.Except(routes.Commands.Keys));
        Assert.Equal(operations, Most.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NoRoute_SendsMoreCommandsThanItsNumber()
    {
        var over = routes
            .Commands.Where(x => Most.TryGetValue(x.Key, out var most) && x.Value.Count > most)
            .Select(x => $"{x.Key} sent {x.Value.Count}:\n{string.Join("\n--\n", x.Value)}");

        Assert.Empty(over);
    }

    [Fact]
    public void NoNumber_IsLargerThanWhatItsRouteSends() =>
        Assert.Empty(
            routes.Commands.Where(x => Most.GetValueOrDefault(x.Key) > x.Value.Count).Select(x => $"{x.Key} sent {x.Value.Count}")
        );
}
