using SocialInnovation.Domain.Research;

namespace SocialInnovation.Domain.Tests.Research;

public sealed class ResearcherIdentifierTests
{
    [Theory]
    [InlineData("04vfs2w97")]
    [InlineData("02feahw73")]
    [InlineData("01rk35k63")]
    public void RegisteredRor_HasItsCheckDigits_AndNoOtherHas(string ror)
    {
        Assert.True(Ror.HasCheckDigits(ror));
        var others = Enumerable.Range(0, 100).Select(x => $"{ror[..7]}{x:00}").Where(x => x != ror);
        Assert.DoesNotContain(others, Ror.HasCheckDigits);
    }

    [Theory]
    [InlineData("0000-0002-1825-0097")]
    [InlineData("0000-0001-5109-3700")]
    [InlineData("0000-0002-1694-233X")]
    public void RegisteredOrcid_HasItsCheckDigit_AndNoOtherHas(string orcid)
    {
        Assert.True(Orcid.HasCheckDigit(orcid));
        var others = "0123456789X".Select(x => orcid[..^1] + x).Where(x => x != orcid);
        Assert.DoesNotContain(others, Orcid.HasCheckDigit);
    }

    [Theory]
    [InlineData("10.1234/ABC", "10.1234/abc")]
    [InlineData("doi:10.1234/abc", "10.1234/abc")]
    [InlineData("HTTPS://doi.org/10.1000/10.1234", "10.1000/10.1234")]
    public void Doi_IsKeptInOneForm(string written, string kept) => Assert.Equal(kept, Doi.Normalise(written));
}
