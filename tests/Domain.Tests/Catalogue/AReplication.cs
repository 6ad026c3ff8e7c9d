using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Catalogue;

/// <summary>Builds a published innovation with its DNA, and replications of it by the transitions that lead to each state.</summary>
internal static class AReplication
{
    public static readonly DateOnly Day = new(2014, 3, 1);

    public static readonly OrganisationId Organisation = new(new Guid("00000000-0000-7000-8000-0000000000c1"));

    public static InnovationDna Dna { get; } =
        new()
        {
            Need = "Machines are dear.",
            Steps =
            [
                new DnaStep("find", "Find a depot", null, 90, [new DnaStakeholder("The commune", StakeholderMoment.Before)]),
                new DnaStep("equip", "Equip it", null, 30, []),
                new DnaStep("open", "Open it", null, 10, []),
            ],
            Resources = [new DnaResource("machines", ResourceKind.Investment, "Machines", null, new Money(30_000))],
            LegalBasis = [new DnaElement("scic", "A cooperative", null)],
            Partners = [new DnaElement("commune", "The commune", null)],
            Adaptable = [new DnaElement("trades", "Which trades", null)],
            Core = [new DnaElement("shared", "Nobody's own", null)],
        };

    public static (Innovation Innovation, InnovationVersion Version) Origin(InnovationDna? dna = null)
    {
        var innovation = AnInnovation.Draft();
        Assert.False(innovation.ReplaceDna(dna ?? Dna, AnInnovation.Author).IsFailure);
        Assert.False(innovation.Submit(AnInnovation.Submitter).IsFailure);
        return (innovation, AnInnovation.Publish(innovation));
    }

    public static Result<Replication> Declare(
        ReplicationStatus status = ReplicationStatus.Interested,
        InnovationPlace? place = null,
        Replication? parent = null,
        InnovationVersion? origin = null
    ) =>
        Replication.Declare(
            EntityId.New<ReplicationId>(),
            origin ?? Origin().Version,
            parent,
            Organisation,
            new ReplicationDeclaration(place ?? new InnovationPlace("88160", "Épinal", null, null), "Ours.", status),
            Day
        );

    public static Replication Forked(InnovationDna fork, InnovationVersion? origin = null)
    {
        var replication = Declare(origin: origin).Value;
        Fork(replication, Dna);
        Fork(replication, fork);
        return replication;
    }

    public static ReplicationVersion Fork(Replication replication, InnovationDna dna) =>
        replication.ReplaceDna(EntityId.New<ReplicationVersionId>(), dna, Dna, AnInnovation.At).Value;
}
