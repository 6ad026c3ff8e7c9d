using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Bundles;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Application.WorkingGroup.HoldMeeting;
using SocialInnovation.Application.WorkingGroup.ManageGroups;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Application.WorkingGroup;

/// <summary>The group of a bundle, its meeting with who was present, and the vote on the scenario.</summary>
internal sealed class WorkingGroupBundlePart : IBundlePart
{
    public IEnumerable<BundleStep> Read(BundleReader bundle)
    {
        var meeting = bundle.Call["meeting"];
        var secretary = bundle.Call["persons"]["secretary"].Text;
        var (convenedAt, heldAt) = (meeting["convenedAt"], meeting["heldAt"]);
        var members = Members(bundle, meeting);
        var first = RegionalDate.DateOf(convenedAt.Instant);
        yield return Step(
            convenedAt,
            0,
            secretary,
            "group",
            _ => new FoundGroup(new FoundGroupBody($"Groupe de travail {bundle.Call["reference"].Text}"))
        );
        foreach (var (code, name, college) in members)
        {
            yield return Step(
                convenedAt,
                1,
                secretary,
                null,
                ids =>
                    ids.Find("group") is { } id
                        ? new AppointMember(
                            new StandingGroupId(id),
                            ExpectedVersion.Any,
                            new AppointMemberBody(
                                name,
                                college,
                                first,
                                null,
                                ids.Find($"person:{code}") is { } user ? new UserId(user) : null
                            )
                        )
                        : null
            ) with
            {
                Key = $"member:{code}",
            };
        }

        yield return Step(
            convenedAt,
            2,
            secretary,
            "meeting",
            ids =>
                ids.Find("group") is { } id
                    ? new PlanMeeting(new PlanMeetingBody(new StandingGroupId(id), meeting["item"].Text, heldAt.Instant))
                    : null
        );
        yield return OfMeeting(convenedAt, 3, secretary, (id, _) => new ConveneMeeting(id, ExpectedVersion.Any));
        foreach (var step in Meeting(bundle, meeting, secretary))
        {
            yield return step;
        }
    }

    private static IEnumerable<BundleStep> Meeting(BundleReader bundle, BundleJson meeting, string secretary)
    {
        var (heldAt, votes, present) = (meeting["heldAt"], meeting["votes"], meeting["present"].Texts);
        var (inFavour, against, abstentions) = (votes["for"].Number, votes["against"].Number, votes["abstain"].Number);
        yield return OfMeeting(
            bundle.Call["timeline"]["scenarioAt"],
            0,
            secretary,
            (id, ids) =>
                ids.Find("scenario") is { } scenario
                    ? new AddAgendaItem(
                        id,
                        ExpectedVersion.Any,
                        new AddAgendaItemBody(meeting["item"].Text, new AllocationScenarioId(scenario))
                    )
                    : null
        ) with
        {
            Key = "agenda-item",
        };
        yield return OfMeeting(
            heldAt,
            1,
            secretary,
            (id, ids) =>
                new RecordAttendance(
                    id,
                    ExpectedVersion.Any,
                    new RecordAttendanceBody([.. present.Select(x => ids.Find($"member:{x}")).OfType<Guid>()])
                )
        );
        yield return OfMeeting(heldAt, 2, secretary, (id, _) => new HoldMeeting.HoldMeeting(id, ExpectedVersion.Any));
        yield return OfMeeting(
            heldAt,
            3,
            secretary,
            (id, ids) =>
                ids.Find("agenda-item") is { } item
                    ? new RecordVote(id, ExpectedVersion.Any, new RecordVoteBody(item, inFavour, against, abstentions))
                    : null
        );
    }

    private static List<(string Code, string Name, string College)> Members(BundleReader bundle, BundleJson meeting)
    {
        var evaluators = BundleTables.Evaluators(bundle).DistinctBy(x => x.Text("code")).ToDictionary(x => x.Text("code"));
        var members = new List<(string, string, string)>();
        foreach (var member in meeting["members"].Items)
        {
            if (evaluators.TryGetValue(member.Text, out var row))
            {
                members.Add((member.Text, row.Text("name"), row.Text("college")));
            }
            else
            {
                bundle.Report(BundleReader.CallFile, member.Line, 1, "bundle.broken-reference", $"There is no evaluator {member.Text}.");
            }
        }

        return members;
    }

    private static BundleStep OfMeeting(BundleJson at, int order, string actor, Func<MeetingId, IBundleIds, ICommand?> command) =>
        Step(at, order, actor, null, ids => ids.Find("meeting") is { } id ? command(new MeetingId(id), ids) : null);

    private static BundleStep Step(BundleJson at, int order, string actor, string? key, Func<IBundleIds, ICommand?> command) =>
        new()
        {
            At = at.Instant,
            Precedence = BundlePrecedence.Meeting + order,
            Actor = actor,
            File = BundleReader.CallFile,
            Line = at.Line,
            Subject = "meeting",
            Key = key,
            Command = command,
        };
}
