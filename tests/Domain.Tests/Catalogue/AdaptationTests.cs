using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Catalogue;

public sealed class AdaptationTests
{
    private static readonly InnovationDna Dna = AReplication.Dna;

    // A longer equipping, a new step before it, and no partner.
    private static readonly InnovationDna Fork = Dna with
    {
        Steps = [Dna.Steps[0], new DnaStep("insure", "Insure it", null, 5, []), Dna.Steps[1] with { DurationDays = 60 }, Dna.Steps[2]],
        Partners = [],
    };

    [Fact]
    public void Changes_LeaveOutStepsThatOnlyMoveAside()
    {
        Assert.Equal(
            ["steps/equip/Changed", "steps/insure/Added", "partners/commune/Removed"],
            DnaChanges.Of(Dna, Fork).Select(x => x.ToCode())
        );
        var swapped = Dna with { Steps = [Dna.Steps[0], Dna.Steps[2], Dna.Steps[1]] };
        Assert.Equal(["steps/equip/Changed", "steps/open/Changed"], DnaChanges.Of(Dna, swapped).Select(x => x.ToCode()));
        Assert.Equal(new DnaChange("need", null, DnaChangeKind.Changed), DnaChange.Parse("need//Changed"));
    }

    [Fact]
    public void Acceptance_TakesTheElements_AndOpensTheNextVersion()
    {
        var (innovation, version) = AReplication.Origin();
        var adaptation = Propose(AReplication.Forked(Fork, version), ("steps", "insure"), ("partners", "commune"));

        Assert.False(Accept(adaptation, innovation).IsFailure);

        Assert.Equal(["find", "insure", "equip", "open"], innovation.Dna!.Steps.Select(x => x.Key));
        Assert.Equal(30, innovation.Dna.Steps[2].DurationDays);
        Assert.Empty(innovation.Dna.Partners);
        Assert.Equal(
            (AdaptationStatus.Accepted, 2, InnovationStatus.Draft),
            (adaptation.Status, adaptation.IntoVersion, innovation.Status)
        );
        Assert.Equal(InnovationErrors.OwnWork, innovation.WhyNotPublishedBy(AnInnovation.Editor));
        Assert.Equal(AdaptationErrors.Decided, Accept(adaptation, innovation).Error);
        Assert.Equal(AdaptationErrors.Decided, adaptation.Refuse("No.", AReplication.Day).Error);
    }

    [Theory]
    [InlineData(45, true)]
    [InlineData(60, false)]
    [InlineData(30, false)]
    public void Acceptance_IsRefused_WhereTheOriginSaysAThirdThing(int days, bool collides)
    {
        var (innovation, version) = AReplication.Origin();
        var adaptation = Propose(AReplication.Forked(Fork, version), ("steps", "equip"));
        Assert.False(innovation.Revise().IsFailure);
        var later = Dna with { Steps = [Dna.Steps[2], Dna.Steps[1] with { DurationDays = days }], Need = "Another." };
        Assert.False(innovation.ReplaceDna(later, AnInnovation.Author).IsFailure);

        var accepted = Accept(adaptation, innovation);

        Assert.Equal(collides, accepted.IsFailure);
        Assert.Equal(collides ? 45 : 60, innovation.Dna!.Steps[1].DurationDays);
        Assert.Equal("Another.", innovation.Dna.Need);
        Assert.Equal(collides ? AdaptationStatus.Proposed : AdaptationStatus.Accepted, adaptation.Status);
        if (collides)
        {
            Assert.Equal(("catalogue.adaptation-collides", "steps/equip"), (accepted.Error!.Code, accepted.Error.Arguments["element"]));
        }
    }

    [Fact]
    public void Acceptance_OfWhatOnlyStandsElsewhere_MovesIt()
    {
        var swapped = Dna with { Steps = [Dna.Steps[2], Dna.Steps[0], Dna.Steps[1]] };
        var open = DnaChanges.Of(Dna, swapped).Single(x => x.Key == "open");

        Assert.Equal(["open", "find", "equip"], DnaChanges.Take(Dna, Dna, swapped, open).Steps.Select(x => x.Key));
    }

    [Fact]
    public void Removal_CollidesWithWhatTheOriginSaysSince()
    {
        var (innovation, version) = AReplication.Origin();
        var adaptation = Propose(AReplication.Forked(Fork, version), ("partners", "commune"));
        Assert.False(innovation.Revise().IsFailure);
        var later = Dna with { Partners = [new DnaElement("commune", "The town", null)] };
        Assert.False(innovation.ReplaceDna(later, AnInnovation.Author).IsFailure);

        Assert.Equal("catalogue.adaptation-collides", Accept(adaptation, innovation).Error?.Code);
        Assert.Equal("The town", innovation.Dna!.Partners.Single().Title);
    }

    [Fact]
    public void FullPart_TakesNoMore()
    {
        var (innovation, version) = AReplication.Origin();
        var adaptation = Propose(AReplication.Forked(Fork, version), ("steps", "insure"));
        Assert.False(innovation.Revise().IsFailure);
        var many = Enumerable.Range(0, InnovationDna.MostElements - 3).Select(x => new DnaStep($"s{x}", "S", null, 1, []));
        Assert.False(innovation.ReplaceDna(Dna with { Steps = [.. Dna.Steps, .. many] }, AnInnovation.Author).IsFailure);

        Assert.Equal("catalogue.dna-part-full", Accept(adaptation, innovation).Error?.Code);
    }

    [Fact]
    public void InReview_NothingIsTaken()
    {
        var (innovation, version) = AReplication.Origin();
        var adaptation = Propose(AReplication.Forked(Fork, version), ("steps", "insure"));
        Assert.False(innovation.Revise().IsFailure);
        Assert.False(innovation.Submit(AnInnovation.Submitter).IsFailure);

        Assert.Equal(InnovationErrors.NotDraft, Accept(adaptation, innovation).Error);
    }

    [Fact]
    public void OnlyWhatTheForkChanged_IsProposed_EachOnce()
    {
        var replication = AReplication.Forked(Fork);

        Assert.Equal(AdaptationErrors.ElementUnchanged(1), Try(replication, ("steps", "equip"), ("steps", "open")).Error);
        Assert.Equal(AdaptationErrors.ElementUnchanged(0), Try(replication, ("need", null)).Error);
        Assert.Equal(AdaptationErrors.ElementRepeated(1), Try(replication, ("steps", "equip"), ("steps", "equip")).Error);
        Assert.False(replication.Withdraw("No.").IsFailure);
        Assert.Equal(ReplicationErrors.Withdrawn, Try(replication, ("steps", "equip")).Error);
    }

    [Fact]
    public void Refusal_LeavesTheOrigin()
    {
        var (innovation, version) = AReplication.Origin();
        var adaptation = Propose(AReplication.Forked(Fork, version), ("steps", "insure"));

        Assert.False(adaptation.Refuse("It is the law elsewhere only.", AReplication.Day).IsFailure);

        Assert.Equal(AdaptationErrors.Decided, Accept(adaptation, innovation).Error);
        Assert.Equal(InnovationStatus.Published, innovation.Status);
    }

    [Theory]
    [InlineData("need")]
    [InlineData("steps")]
    [InlineData("resources")]
    [InlineData("legalBasis")]
    [InlineData("partners")]
    [InlineData("successConditions")]
    [InlineData("risks")]
    [InlineData("indicators")]
    [InlineData("adaptable")]
    [InlineData("core")]
    [InlineData("documents")]
    public void EveryPart_IsTaken(string part)
    {
        var element = new DnaElement("new", "New", null);
        var fork = new InnovationDna
        {
            Need = "New",
            Steps = [new DnaStep("new", "New", null, 1, [])],
            Resources = [new DnaResource("new", ResourceKind.Tool, "New", null, null)],
            LegalBasis = [element],
            Partners = [element],
            SuccessConditions = [element],
            Risks = [new DnaRisk("new", "New", null, "Done.")],
            Indicators = [element],
            Adaptable = [element],
            Core = [element],
            Documents = [new DnaDocument("new", "New", "https://a.example/a", "MIT")],
        };
        var empty = new InnovationDna { Need = "Old" };
        var change = DnaChanges.Of(empty, fork).Single(x => x.Part == part);

        Assert.Equal([change], DnaChanges.Of(empty, DnaChanges.Take(empty, empty, fork, change)));
    }

    private static Result<Adaptation> Try(Replication replication, params (string Part, string? Key)[] elements) =>
        Adaptation.Propose(
            EntityId.New<AdaptationId>(),
            replication,
            [.. elements.Select(x => new DnaElementName(x.Part, x.Key))],
            "It works better.",
            AReplication.Day
        );

    private static Adaptation Propose(Replication replication, params (string Part, string? Key)[] elements) =>
        Try(replication, elements).Value;

    private static Result Accept(Adaptation adaptation, Innovation innovation) =>
        adaptation.Accept(innovation, Dna, Fork, AnInnovation.Editor, AReplication.Day);
}
