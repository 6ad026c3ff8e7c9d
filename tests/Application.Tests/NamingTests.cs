using SocialInnovation.Application.Common;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Application.Tests;

public sealed class NamingTests
{
    [Fact]
    public void Word_AndParse_AreInverse() =>
        Assert.All(Enum.GetValues<Role>(), role => Assert.Equal(role, Naming.Parse<Role>(Naming.Word(role))));

    [Theory]
    [InlineData("Programme-Manager")]
    [InlineData(" programme-manager")]
    [InlineData("3")]
    [InlineData("ProgrammeManager")]
    public void Parse_TakesTheExactSpellingAlone(string word) => Assert.Null(Naming.Parse<Role>(word));
}
