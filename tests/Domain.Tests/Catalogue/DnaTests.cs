using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Catalogue;

public sealed class DnaTests
{
    private static readonly InnovationDna Dna = new()
    {
        Need = "Machines are dear.",
        Steps =
        [
            new DnaStep("find", "Find a depot", null, 90, [new DnaStakeholder("The commune", StakeholderMoment.Before)]),
            new DnaStep("equip", "Equip it", null, 30, []),
        ],
        Resources = [new DnaResource("machines", ResourceKind.Investment, "Machines", null, new Money(30_000))],
        Core = [new DnaElement("shared", "Nobody's own", null)],
    };

    [Fact]
    public void Dna_IsPublishedWithItsVersion_AndStaysThere()
    {
        var innovation = AnInnovation.Draft();
        Assert.False(innovation.ReplaceDna(Dna, AnInnovation.Author).IsFailure);
        Assert.False(innovation.Submit(AnInnovation.Submitter).IsFailure);
        Assert.Equal(InnovationErrors.NotDraft, innovation.ReplaceDna(Dna, AnInnovation.Author).Error);
        var version = AnInnovation.Publish(innovation);
        Assert.False(innovation.Revise().IsFailure);
        Assert.False(innovation.ReplaceDna(Dna with { Need = "Another." }, AnInnovation.Author).IsFailure);

        Assert.Equal("Machines are dear.", version.Dna?.Need);
    }

    [Fact]
    public void WhoeverWroteTheDna_DoesNotPublishIt()
    {
        var innovation = AnInnovation.Draft();
        Assert.False(innovation.ReplaceDna(Dna, AnInnovation.Editor).IsFailure);
        Assert.False(innovation.Submit(AnInnovation.Submitter).IsFailure);

        Assert.Equal(InnovationErrors.OwnWork, innovation.WhyNotPublishedBy(AnInnovation.Editor));
    }

    [Fact]
    public void Keys_AreUniqueInTheirPart()
    {
        var twice = Dna with { Core = [.. Dna.Core, new DnaElement("other", "Other", null), new DnaElement("shared", "Again", null)] };
        var elsewhere = Dna with { Adaptable = [new DnaElement("shared", "Shared hours", null)] };

        Assert.Equal(DnaErrors.KeyRepeated("core", 2), twice.WhyNotKeep());
        Assert.Null(elsewhere.WhyNotKeep());
    }

    [Theory]
    [InlineData(ResourceKind.Investment, true)]
    [InlineData(ResourceKind.Operating, true)]
    [InlineData(ResourceKind.People, false)]
    [InlineData(ResourceKind.Place, false)]
    [InlineData(ResourceKind.Tool, false)]
    public void Money_HasAnAmount_AndNothingElseHas(ResourceKind kind, bool isMoney)
    {
        var with = Dna with { Resources = [new DnaResource("it", kind, "It", null, new Money(1))] };
        var without = Dna with { Resources = [new DnaResource("it", kind, "It", null, null)] };

        Assert.Equal(isMoney ? null : DnaErrors.AmountMisplaced(0), with.WhyNotKeep());
        Assert.Equal(isMoney ? DnaErrors.AmountMisplaced(0) : null, without.WhyNotKeep());
    }

    [Fact]
    public void Comparison_OfADnaWithItself_SaysSameOfEverything()
    {
        var lines = DnaComparison.Of(Dna, Dna);

        Assert.Equal(5, lines.Count);
        Assert.All(lines, x => Assert.Equal(DnaDifferenceKind.Same, x.Kind));
    }

    [Fact]
    public void Comparison_NamesWhatChanged_WhatOnlyOneHas_AndWhatMoved()
    {
        var other = Dna with
        {
            Need = "Another.",
            Steps = [Dna.Steps[1], Dna.Steps[0] with { DurationDays = 60 }],
            Resources = [Dna.Resources[0] with { Amount = new Money(20_000) }],
            Core = [new DnaElement("open", "Open to all", null)],
        };

        Assert.Equal(
            [
                ("need", null, DnaDifferenceKind.Changed, "need"),
                ("steps", "find", DnaDifferenceKind.Changed, "order, durationDays"),
                ("steps", "equip", DnaDifferenceKind.Changed, "order"),
                ("resources", "machines", DnaDifferenceKind.Changed, "amount"),
                ("core", "shared", DnaDifferenceKind.OnlyHere, ""),
                ("core", "open", DnaDifferenceKind.OnlyThere, ""),
            ],
            DnaComparison.Of(Dna, other).Select(x => (x.Part, x.Key, x.Kind, string.Join(", ", x.Members)))
        );
    }

    [Fact]
    public void Comparison_SeesWhoComesInAtAnotherMoment()
    {
        var step = Dna.Steps[0] with { Stakeholders = [new DnaStakeholder("The commune", StakeholderMoment.AtEnd)] };

        var line = DnaComparison.Of(Dna, Dna with { Steps = [step, Dna.Steps[1]] }).Single(x => x.Key == "find");

        Assert.Equal(["stakeholders"], line.Members);
    }
}
