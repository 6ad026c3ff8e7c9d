using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Catalogue;

public sealed class SavedSearchTests
{
    private static readonly DateTimeOffset Now = new(2014, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly Guid Innovation = new("00000000-0000-7000-8000-0000000000d1");

    [Fact]
    public void Unconfirmed_ExpiresAfterThreeDays_AndConfirmed_Never()
    {
        var search = Save();
        Assert.False(search.IsExpired(Now.AddDays(3).AddSeconds(-1)));
        Assert.True(search.IsExpired(Now.AddDays(3)));

        search.Confirm(Now.AddDays(1));
        search.Confirm(Now.AddDays(2));

        Assert.False(search.IsExpired(Now.AddYears(9)));
        Assert.Equal((Now.AddDays(1), Now.AddDays(2)), (search.ConfirmedAt, search.NextDigestAt));
    }

    [Fact]
    public void AskAgain_MakesAnotherLink_ButNotAtOnce()
    {
        var search = Save();

        Assert.False(search.AskAgain("second", Now.AddMinutes(9)));
        Assert.True(search.AskAgain("third", Now.AddMinutes(10)));

        Assert.Equal(["first", "third"], search.TokenHashes);
        Assert.Equal(Now.AddMinutes(10).AddDays(3), search.ExpiresAt);
    }

    [Fact]
    public void Tell_WaitsADay_AndKeepsTheLinksOfTheNewestMails()
    {
        var search = Save();
        search.Confirm(Now);
        for (var i = 1; i <= SavedSearch.Links; i++)
        {
            search.Tell([new ToldVersion(Innovation, i, Now.AddDays(i))], true, $"mail {i}", Now.AddDays(i));
        }

        Assert.Equal(Now.AddDays(SavedSearch.Links + 1), search.NextDigestAt);
        Assert.Equal(SavedSearch.Links, search.TokenHashes.Count);
        Assert.DoesNotContain("first", search.TokenHashes);
        Assert.Equal("mail 10", search.TokenHashes[^1]);
    }

    [Fact]
    public void LookFrom_GoesBackBehindTheLastDigest_ButNotBehindTheConfirmation()
    {
        var search = Save();
        search.Confirm(Now);
        Assert.Equal(Now, search.LookFrom());

        search.Tell([], true, "none", Now.AddDays(1));
        Assert.Equal(Now, search.LookFrom());
        search.Tell([new ToldVersion(Innovation, 1, Now.AddDays(1))], true, "some", Now.AddDays(9));

        // What is no longer looked at need not be remembered.
        Assert.Equal((Now.AddDays(7), 0), (search.LookFrom(), search.Told.Count));
        Assert.DoesNotContain("none", search.TokenHashes);
    }

    [Fact]
    public void Tell_WhenSomethingIsLeft_DoesNotMoveOn()
    {
        var search = Save();
        search.Confirm(Now);
        search.Tell([new ToldVersion(Innovation, 1, Now.AddDays(1))], false, "some", Now.AddDays(9));

        Assert.Equal((Now, 1), (search.LookFrom(), search.Told.Count));
    }

    private static SavedSearch Save() =>
        SavedSearch.Save(
            EntityId.New<SavedSearchId>(),
            "ana@ville.example",
            "fr",
            new SavedQuestion("jardin", null, null, null, null, null, null, null),
            [1],
            "first",
            Now
        );
}
