using SkiaSharp;
using SocialInnovation.Application.Catalogue.PrintDna;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Catalogue.Booklets;
using SocialInnovation.Infrastructure.Pictures;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;
using static SocialInnovation.Api.Tests.Documents.PdfText;

namespace SocialInnovation.Api.Tests.Catalogue.Booklets;

/// <summary>The booklet says all that the DNA says, in either language, on pages that can be printed.</summary>
public sealed class DnaBookletTests
{
    private static readonly PdfDnaBooklet Booklets = new();

    [Theory]
    [InlineData(
        "fr",
        "À l’initiative : d’acteurs publics et privés",
        "Lieux : Metz (57)",
        "Licences des documents à réutiliser : CC-BY-4.0",
        "Version 3, publiée le 1er décembre 2013"
    )]
    [InlineData(
        "en",
        "Started by: public and private parties",
        "Places: Metz (57)",
        "Licences of the documents to reuse: CC-BY-4.0",
        "Version 3, published on 1 December 2013"
    )]
    public void TitlePage_TellsWhoWhereAndUnderWhichLicence(string language, params string[] expected)
    {
        using var document = PdfDocument.Open(Booklets.Write(Booklet(), language, "Région Lorraine"));
        var front = TextOf(document.GetPage(1));

        Assert.All(expected, x => Assert.Contains(x, front, StringComparison.Ordinal));
        Assert.Contains("https://region.example/api/v1/innovations/1/versions/3", front, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryPart_IsSaid()
    {
        var text = Text(Booklet(), "fr");

        Assert.All(
            (string[])
                [
                    "Le besoin Des machines pour tous.",
                    "1. Trouver un lieu Au rez-de-chaussée. Durée en jours : 90 avant : La mairie",
                    "Une scie (argent, investissement) Montant : 1 500,00 €",
                    "La base juridique Loi ESS",
                    "Les partenaires nécessaires Le bailleur",
                    "Les conditions de réussite Réserver est simple",
                    "Le bruit Les voisins. Ce qui a été fait : Le travail cesse à vingt heures.",
                    "Les indicateurs Heures d’usage",
                    "Ce qui peut changer Les horaires",
                    "Ce qui ne doit pas changer Ouvert à tous",
                    "Règlement Licence : CC-BY-4.0. https://atelier.example/reglement.odt",
                    "Deux personnes à un établi Un samedi Crédit : Ville de Metz",
                ],
            x => Assert.Contains(x, text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Contents_NameThePageOnWhichEachPartBegins()
    {
        var steps = Enumerable.Range(1, 60).Select(x => new DnaStep($"s{x}", $"Pas {x}", "Un texte.", x, []));
        var booklet = Booklet() with { Dna = Booklet().Dna with { Steps = [.. steps] } };

        using var document = PdfDocument.Open(Booklets.Write(booklet, "fr", "Région"));
        var pages = document.GetPages().Select(TextOf).ToList();

        foreach (var title in (string[])["Les étapes", "Les ressources", "Ce qui ne doit pas changer", "Les images"])
        {
            var begins = pages.FindIndex(2, x => x.Contains($"{title} ", StringComparison.Ordinal)) + 1;
            Assert.InRange(begins, 3, pages.Count);
            Assert.Contains($"{title}, page {begins}", pages[1], StringComparison.Ordinal);
        }

        Assert.All(pages.Index(), x => Assert.Contains($"{x.Index + 1} / {pages.Count}", x.Item, StringComparison.Ordinal));
        Assert.All(pages.Skip(1), x => Assert.Contains("ADN, version 3", x, StringComparison.Ordinal));
    }

    [Fact]
    public void Pages_AreUprightA4_AndNothingStandsInTheMargins()
    {
        using var document = PdfDocument.Open(Booklets.Write(Booklet(), "fr", "Région"));

        Assert.All(document.GetPages(), x => Assert.Equal((595, 842), ((int)x.Width, (int)x.Height)));
        Assert.All(document.GetPages().SelectMany(x => x.Letters), x => Assert.InRange(x.EndBaseLine.X, 70, 540));
        var picture = Assert.Single(document.GetPages().SelectMany(x => x.GetImages()));
        Assert.InRange(picture.BoundingBox.Right, 70, 536);
        Assert.Equal(2.0, picture.BoundingBox.Width / picture.BoundingBox.Height, 2);
    }

    [Theory]
    [InlineData("a\0b\u001bc", "a□b□c")]
    [InlineData("مرحبا 😀", "□□□□□ □")]
    [InlineData(") Tj ET (\\ {number} <b>", ") Tj ET (\\ {number} <b>")]
    public void HostileText_IsShown_OrMarkedWhereTheFontLacksIt(string text, string shown)
    {
        var booklet = Booklet();
        booklet = booklet with
        {
            Dna = booklet.Dna with { Need = text },
            Content = booklet.Content with { Title = text },
            Organisation = text,
        };

        var written = Text(booklet, "en");

        Assert.Contains($"The need {shown}", written, StringComparison.Ordinal);
        Assert.Contains($"Carried by: {shown}", written, StringComparison.Ordinal);
        Assert.Equal(shown.Contains('□'), written.Contains("cannot be printed", StringComparison.Ordinal));
    }

    [Fact]
    public void Document_TellsTitleLanguageAndAuthor_AndIsTagged()
    {
        using var document = PdfDocument.Open(Booklets.Write(Booklet(), "fr", "Région Lorraine"));

        Assert.Equal("L’atelier partagé – ADN, version 3", document.Information.Title);
        Assert.Equal("Région Lorraine", document.Information.Author);
        var catalog = document.Structure.Catalog.CatalogDictionary;
        Assert.Equal("fr", Assert.IsType<StringToken>(catalog.Data["Lang"]).Data);
        Assert.True(catalog.ContainsKey(NameToken.Create("StructTreeRoot")));
    }

    [Fact]
    public void LanguageWithoutTexts_IsAFaultOfWhoAsksForIt() =>
        Assert.Throws<ArgumentException>(() => Booklets.Write(Booklet(), "de", "Region"));

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void EveryWord_HasATextOfItsOwn(string language)
    {
        var texts = BookletTexts.In(language);

        Assert.Equal(Enum.GetValues<Initiator>().Order(), texts.Initiators.Keys.Order());
        Assert.Equal(Enum.GetValues<StakeholderMoment>().Order(), texts.Moments.Keys.Order());
        Assert.Equal(Enum.GetValues<ResourceKind>().Order(), texts.Kinds.Keys.Order());
    }

    private static string Text(BookletModel booklet, string language) => TextOf(Booklets.Write(booklet, language, "Région Lorraine"));

    private static BookletModel Booklet()
    {
        using var bitmap = new SKBitmap(900, 450);
        bitmap.Erase(SKColors.Teal);
        using var file = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80);
        var codec = new SkiaPictures();
        var drawn = codec.Draw(file.ToArray()).Value[^1];
        return new BookletModel
        {
            Content = new InnovationContent
            {
                Title = "L’atelier partagé",
                Summary = "Des machines que chacun utilise.",
                Stage = InnovationStage.Established,
                Initiator = Initiator.PublicPrivate,
                Themes = ["culture"],
                Places = [new InnovationPlace("57463", "Metz", null, null)],
            },
            Dna = new InnovationDna
            {
                Need = "Des machines pour tous.",
                Steps =
                [
                    new DnaStep(
                        "lieu",
                        "Trouver un lieu",
                        "Au rez-de-chaussée.",
                        90,
                        [new DnaStakeholder("La mairie", StakeholderMoment.Before)]
                    ),
                ],
                Resources = [new DnaResource("scie", ResourceKind.Investment, "Une scie", null, new Money(1_500))],
                LegalBasis = [new DnaElement("loi", "Loi ESS", null)],
                Partners = [new DnaElement("bailleur", "Le bailleur", null)],
                SuccessConditions = [new DnaElement("reservation", "Réserver est simple", null)],
                Risks = [new DnaRisk("bruit", "Le bruit", "Les voisins.", "Le travail cesse à vingt heures.")],
                Indicators = [new DnaElement("heures", "Heures d’usage", null)],
                Adaptable = [new DnaElement("horaires", "Les horaires", null)],
                Core = [new DnaElement("ouvert", "Ouvert à tous", null)],
                Documents = [new DnaDocument("reglement", "Règlement", "https://atelier.example/reglement.odt", "CC-BY-4.0")],
            },
            Themes = ["culture"],
            Organisation = "SCIC L’atelier",
            Version = 3,
            PublishedAt = DateTimeOffset.Parse("2013-12-01T09:00:00+01:00", System.Globalization.CultureInfo.InvariantCulture),
            Source = "https://region.example/api/v1/innovations/1/versions/3",
            Pictures =
            [
                new BookletPicture(
                    "Deux personnes à un établi",
                    "Un samedi",
                    "Ville de Metz",
                    drawn.Width,
                    drawn.Height,
                    codec.ForPrint(drawn.Content)
                ),
            ],
        };
    }
}
