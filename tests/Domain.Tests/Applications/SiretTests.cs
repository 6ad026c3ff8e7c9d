using System.Globalization;
using CsCheck;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Applications;

public sealed class SiretTests
{
    [Theory]
    [InlineData("73282932000074")]
    [InlineData("23350001600040")]
    [InlineData("38047555800058")]
    [InlineData("35600000000048")]
    [InlineData("35600000049837")]
    public void TryParse_TakesARightKey(string text)
    {
        var siret = Siret.TryParse(text);

        Assert.Equal(text, siret?.Value);
        Assert.Equal(text[..9], siret?.Siren.Value);
    }

    [Theory]
    [InlineData("67895644300011")] // wrong key, although an official example
    [InlineData("73282932100072")] // the fourteen digits hold, the nine do not
    [InlineData("73282932000004")] // a sum that is a multiple of five helps La Poste only
    [InlineData("35600000049838")]
    [InlineData("7328293200007")]
    [InlineData("732829320000740")]
    [InlineData("732 829 320 00074")]
    [InlineData("7328293200007A")]
    [InlineData("٧٣٢٨٢٩٣٢٠٠٠٠٧٤")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_RefusesAllElse(string? text) => Assert.Null(Siret.TryParse(text));

    [Fact]
    public void TryParse_NoticesEachSingleWrongDigit() =>
        Gen.Select(Gen.Long[0, 99_999_999], Gen.Int[0, 9999], Gen.Int[0, 13], Gen.Int[1, 9])
            .Sample(
                (root, rank, position, change) =>
                {
                    var siren = WithKey(root.ToString("00000000", CultureInfo.InvariantCulture));
                    var siret = WithKey(siren + rank.ToString("0000", CultureInfo.InvariantCulture));
                    var digits = siret.ToCharArray();
                    digits[position] = (char)('0' + (digits[position] - '0' + change) % 10);
                    var wrong = new string(digits);

                    Assert.NotNull(Siret.TryParse(siret));
                    Assert.True(Siret.TryParse(wrong) is null || wrong.StartsWith("356000000", StringComparison.Ordinal));
                }
            );

    private static string WithKey(string digits) =>
        Enumerable.Range(0, 10).Select(x => digits + x.ToString(CultureInfo.InvariantCulture)).Single(Luhn.Holds);
}
