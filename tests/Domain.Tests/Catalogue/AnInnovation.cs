using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Catalogue;

/// <summary>Builds innovations by the transitions that lead to each state.</summary>
internal static class AnInnovation
{
    public static readonly UserId Author = new(new Guid("00000000-0000-7000-8000-000000000001"));
    public static readonly UserId Submitter = new(new Guid("00000000-0000-7000-8000-000000000002"));
    public static readonly UserId Editor = new(new Guid("00000000-0000-7000-8000-000000000003"));
    public static readonly DateTimeOffset At = new(2014, 2, 1, 10, 0, 0, TimeSpan.FromHours(1));

    public static InnovationContent Content { get; } =
        new()
        {
            Title = "Shared workshop",
            Summary = "Machines that everybody uses.",
            Story = "It *began* in Metz.",
            Stage = InnovationStage.Experiment,
            Initiator = Initiator.PublicPrivate,
            Themes = ["culture"],
            Places =
            [
                new InnovationPlace("57463", "Metz", 49.1193m, 6.1757m),
                new InnovationPlace("54395", "Nancy", null, null),
                new InnovationPlace("57227", "Forbach", null, null),
            ],
        };

    public static Innovation Draft(InnovationContent? content = null) =>
        Innovation.Draft(new InnovationId(new Guid("00000000-0000-7000-8000-00000000000a")), null, content ?? Content, Author).Value;

    public static Innovation In(InnovationStatus status)
    {
        var innovation = Draft();
        if (status is InnovationStatus.InReview or InnovationStatus.Published)
        {
            Assert.False(innovation.Submit(Submitter).IsFailure);
        }

        if (status is InnovationStatus.Published)
        {
            Publish(innovation);
        }

        if (status is InnovationStatus.Withdrawn)
        {
            Assert.False(innovation.Withdraw("Over.").IsFailure);
        }

        return innovation;
    }

    public static InnovationVersion Publish(Innovation innovation) =>
        innovation.Publish(new InnovationVersionId(new Guid("00000000-0000-7000-8000-00000000000b")), Editor, At).Value;
}
