using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Domain.Tests.Catalogue;

public sealed class ReplicationTests
{
    [Fact]
    public void Replication_GoesFromInterestToEstablishment_OneStepAfterTheOther()
    {
        var replication = AReplication.Declare().Value;
        Assert.Equal(ReplicationErrors.OutOfOrder, replication.Advance(ReplicationStatus.Running, AReplication.Day).Error);
        Assert.Equal(ReplicationErrors.OutOfOrder, replication.Advance(ReplicationStatus.Interested, AReplication.Day).Error);
        foreach (var (index, next) in new[] { ReplicationStatus.Planned, ReplicationStatus.Running, ReplicationStatus.Established }.Index())
        {
            Assert.False(replication.Advance(next, AReplication.Day.AddDays(index + 1)).IsFailure);
        }

        Assert.Equal(
            [
                (ReplicationStatus.Interested, 1),
                (ReplicationStatus.Planned, 2),
                (ReplicationStatus.Running, 3),
                (ReplicationStatus.Established, 4),
            ],
            replication.Steps.Select(x => (x.Status, x.On.Day))
        );
        Assert.Equal(ReplicationErrors.Ended, replication.Advance(ReplicationStatus.Abandoned, AReplication.Day).Error);
        Assert.Equal(ReplicationErrors.Ended, replication.Abandon("No.", AReplication.Day).Error);
    }

    [Theory]
    [InlineData(ReplicationStatus.Interested)]
    [InlineData(ReplicationStatus.Planned)]
    [InlineData(ReplicationStatus.Running)]
    public void WhatIsNotEstablished_IsAbandonedWithItsReason(ReplicationStatus status)
    {
        var replication = AReplication.Declare(status).Value;

        Assert.False(replication.Abandon("No depot was to be had.", AReplication.Day).IsFailure);

        Assert.Equal((ReplicationStatus.Abandoned, "No depot was to be had."), (replication.Status, replication.AbandonmentReason));
        Assert.Equal(ReplicationErrors.Ended, replication.Abandon("Again.", AReplication.Day).Error);
        Assert.Equal(ReplicationErrors.Ended, replication.Advance(ReplicationStatus.Planned, AReplication.Day).Error);
    }

    [Fact]
    public void Running_IsNotAbandonedByAdvancing()
    {
        var replication = AReplication.Declare(ReplicationStatus.Running).Value;

        Assert.Equal(ReplicationErrors.OutOfOrder, replication.Advance(ReplicationStatus.Abandoned, AReplication.Day).Error);
    }

    [Fact]
    public void Declaration_WantsBothCoordinatesOrNone_AndNoFailure()
    {
        var half = new InnovationPlace("88160", "Épinal", 48.17m, null);

        Assert.Equal(InnovationErrors.CoordinatesIncomplete("#/place"), AReplication.Declare(place: half).Error);
        Assert.Equal(ReplicationErrors.AbandonedAtStart, AReplication.Declare(ReplicationStatus.Abandoned).Error);
    }

    [Fact]
    public void Follower_BeginsFromTheOriginOfItsLineage()
    {
        var (innovation, first) = AReplication.Origin();
        var parent = AReplication.Declare(origin: first).Value;
        Assert.False(innovation.Revise().IsFailure);
        Assert.False(innovation.Submit(AnInnovation.Submitter).IsFailure);
        var second = AnInnovation.Publish(innovation);

        var follower = AReplication.Declare(parent: parent, origin: second).Value;

        Assert.Equal((2, 1, parent.Id), (second.Number, follower.OriginVersion, follower.ParentId));
        Assert.Equal("88", follower.Department);
    }

    [Fact]
    public void Fork_KeepsItsVersions_AndKnowsWhatItChanged()
    {
        var replication = AReplication.Declare().Value;
        var copy = AReplication.Fork(replication, AReplication.Dna);
        var changed = AReplication.Fork(replication, AReplication.Dna with { Need = "Another." });

        Assert.Equal([(1, 0), (2, 1)], new[] { copy, changed }.Select(x => (x.Number, x.ChangeCount)));
        Assert.Equal(["need//Changed"], replication.Changes);
        Assert.Equal("Machines are dear.", copy.Dna.Need);
        var refused = replication.ReplaceDna(
            default,
            AReplication.Dna with
            {
                Core = [.. AReplication.Dna.Core, .. AReplication.Dna.Core],
            },
            AReplication.Dna,
            AnInnovation.At
        );
        Assert.Equal(DnaErrors.KeyRepeated("core", 1), refused.Error);
        Assert.Equal(2, replication.DnaVersion);
    }

    [Fact]
    public void Withdrawn_ItStaysAsItIs()
    {
        var replication = AReplication.Declare().Value;
        Assert.False(replication.Withdraw("Advertising.").IsFailure);

        Assert.Equal(ReplicationErrors.Withdrawn, replication.Withdraw("Again.").Error);
        Assert.Equal(ReplicationErrors.Withdrawn, replication.Advance(ReplicationStatus.Planned, AReplication.Day).Error);
        Assert.Equal(ReplicationErrors.Withdrawn, replication.Abandon("No.", AReplication.Day).Error);
        Assert.Equal(ReplicationErrors.Withdrawn, replication.WhyNotFork());
    }
}
