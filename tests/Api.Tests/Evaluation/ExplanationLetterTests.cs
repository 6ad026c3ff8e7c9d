using System.Text;
using System.Xml.Linq;
using SocialInnovation.Application.Evaluation;
using SocialInnovation.Infrastructure.Evaluation.Letters;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;
using static SocialInnovation.Api.Tests.Documents.PdfText;

namespace SocialInnovation.Api.Tests.Evaluation;

/// <summary>The letter says all that it was given, in either language, whatever was written in the comments.</summary>
public sealed class ExplanationLetterTests
{
    private const int LongestComment = 20_000;

    private readonly PdfExplanationLetter letters = new();

    [Fact]
    public void Refusal_InFrench_SaysOutcomeScoreCriteriaCommentsAndRemedies()
    {
        var text = TextOf(letters.Write(Letter()));

        Assert.Contains("Association Le Cœur des Quartiers", text, StringComparison.Ordinal);
        Assert.Contains("Le 1er juin 2026", text, StringComparison.Ordinal);
        Assert.Contains(
            "J’ai le regret de vous informer que votre projet « L’atelier mobile » n’a pas été retenu",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("un score de 58,125 points sur 100 et se classe au rang 12 sur 1 040", text, StringComparison.Ordinal);
        Assert.Contains("inférieur au minimum de 60 points", text, StringComparison.Ordinal);
        Assert.Contains("au critère « Viabilité économique » est inférieure au minimum propre", text, StringComparison.Ordinal);
        Assert.Contains("Caractère innovant 60 % 3,6667 / 5 44,0004 8 / 1 040", text, StringComparison.Ordinal);
        Assert.Contains("Viabilité économique 40 % 1,5 / 5 12,00 31 / 1 040", text, StringComparison.Ordinal);
        Assert.Contains("– Où est le budget d’amorçage (45 000 €) ? À çà et là, l’œuvre “naïve” où l’été…", text, StringComparison.Ordinal);
        Assert.Contains("article R. 421-1 du code de justice administrative", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Award_InEnglish_SaysItWithEnglishFigures()
    {
        var letter = Letter() with { Language = "en", Outcome = LetterOutcome.Awarded, Score = 78.5m };

        var text = TextOf(letters.Write(letter));

        Assert.Contains(
            "I am pleased to inform you that your project “L’atelier mobile” has been selected",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("a score of 78.50 points out of 100 and is ranked 12 out of 1,040", text, StringComparison.Ordinal);
        Assert.Contains("Caractère innovant 60% 3.6667 / 5 44.0004 8 / 1,040", text, StringComparison.Ordinal);
        Assert.Contains("1 June 2026", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", LetterOutcome.Awarded, "a été retenu")]
    [InlineData("fr", LetterOutcome.WaitingListed, "liste d’attente")]
    [InlineData("en", LetterOutcome.WaitingListed, "waiting list")]
    [InlineData("en", LetterOutcome.Refused, "has not been selected")]
    public void EveryOutcome_HasItsSentence(string language, LetterOutcome outcome, string words) =>
        Assert.Contains(words, TextOf(letters.Write(Letter() with { Language = language, Outcome = outcome })), StringComparison.Ordinal);

    [Fact]
    public void LanguageWithoutTexts_IsAFaultOfWhoAsksForIt() =>
        Assert.Throws<ArgumentException>(() => letters.Write(Letter() with { Language = "de" }));

    [Fact]
    public void ManyCommentsAndALongOne_GoOnOverPages_AndNothingIsLost()
    {
        var criteria = Enumerable
            .Range(0, 40)
            .Select(x => Criterion($"Critère numéro-{x};", [.. Enumerable.Range(0, 50).Select(y => $"début-{x}-{y}; été fin-{x}-{y};")]));
        var words = Enumerable.Range(0, LongestComment / 8).Select(x => $"mot{x:0000};").ToList();
        var unbroken = new string('W', LongestComment);
        var letter = Letter() with
        {
            Criteria = [.. criteria, Criterion("Le plus long", [string.Concat(words.Select(x => x + " ")), unbroken])],
        };

        using var document = PdfDocument.Open(letters.Write(letter));
        var text = TextOf(document);

        var found = text.Split(' ').ToHashSet();
        Assert.All(words, x => Assert.Contains(x, found));
        for (var x = 0; x < 40; x++)
        {
            Assert.Contains($"numéro-{x};", found);
            for (var y = 0; y < 50; y++)
            {
                Assert.Contains($"début-{x}-{y};", found);
                Assert.Contains($"fin-{x}-{y};", found);
            }
        }

        Assert.Equal(LongestComment, text.Count(x => x == 'W'));
        Assert.InRange(document.NumberOfPages, 30, 120);
        var table = document.GetPages().Select(TextOf).Where(x => x.Contains("1,20 4 / 1 040", StringComparison.Ordinal)).ToList();
        Assert.InRange(table.Count, 2, 4);
        Assert.All(table, x => Assert.Contains("Critère Poids Note Points Place", x, StringComparison.Ordinal));
        Assert.All(
            document.GetPages(),
            x => Assert.Contains($"{x.Number} / {document.NumberOfPages}", TextOf(x), StringComparison.Ordinal)
        );
        Assert.All(document.GetPages().SelectMany(x => x.Letters), x => Assert.InRange(x.EndBaseLine.X, 70, 536));
        Assert.All(document.GetPages().SelectMany(x => x.Letters), x => Assert.InRange(x.StartBaseLine.Y, 30, 810));
    }

    [Theory]
    [InlineData("😀👩‍👩‍👧 مرحبا 漢字", "□□□□ □□□□□ □□")]
    [InlineData("a\0b\u001bc", "a□b□c")]
    [InlineData("zéro\u200b\u200dlargeur\ufeff \u202eretourné", "zérolargeur retourné")]
    [InlineData("e\u0301te\u0301", "été")]
    [InlineData("deux\r\nlignes\rtrois\u2028quatre\tcinq", "deux lignes trois quatre cinq")]
    [InlineData(") Tj ET (\\", ") Tj ET (\\")]
    [InlineData("≤ ≥ → ≈ • ½ Ελλάδα Привет", "≤ ≥ → ≈ • ½ Ελλάδα Привет")]
    public void HostileOrForeignText_IsShown_OrMarkedWhereTheFontLacksIt(string comment, string shown) => AssertShows(comment, shown);

    [Fact]
    public void HalfOfAPair_IsMarked() => AssertShows("a\ud800b\udc00c", "a□b□c");

    private void AssertShows(string comment, string shown)
    {
        var letter = Letter() with
        {
            Recipient = comment,
            Sender = comment,
            ProjectTitle = comment,
            CallTitle = comment,
            ApplicationReference = comment,
            CallReference = comment,
            Criteria = [Criterion(comment, [comment, "", " \n "])],
        };

        Assert.Contains($"– {shown}", TextOf(letters.Write(letter)), StringComparison.Ordinal);
    }

    [Fact]
    public void Document_TellsTitleLanguageAndAuthor_IsTagged_AndCarriesItsFonts()
    {
        using var document = PdfDocument.Open(letters.Write(Letter() with { Sender = "Région <b> & Cie" }));

        Assert.Equal("Suite donnée au dossier AAP-2026-0012-00042", document.Information.Title);
        Assert.Equal("Région ‹b› ＆ Cie", document.Information.Author);
        var catalog = document.Structure.Catalog.CatalogDictionary;
        Assert.Equal("fr", Assert.IsType<StringToken>(catalog.Data["Lang"]).Data);
        Assert.True(catalog.ContainsKey(NameToken.Create("StructTreeRoot")));
        Assert.True(document.TryGetXmpMetadata(out var metadata));
        using var xml = new MemoryStream(metadata.GetXmlBytes().ToArray());
        Assert.Contains("Région ‹b› ＆ Cie", XDocument.Load(xml).ToString(), StringComparison.Ordinal);

        var file = Encoding.Latin1.GetString(letters.Write(Letter()));
        Assert.Equal(2, file.Split("/FontFile2").Length - 1);
        Assert.DoesNotContain("/URI", file, StringComparison.Ordinal);
        Assert.All(
            document.GetPages().SelectMany(x => x.Letters),
            x => Assert.Contains("Liberation", x.FontName, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task LettersWrittenAtOnce_SayTheSame_AndDrawTheSame()
    {
        var expected = Drawn(letters.Write(Letter()));

        var written = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => Task.Run(() => Drawn(new PdfExplanationLetter().Write(Letter()))))
        );

        Assert.All(written, x => Assert.Equal(expected, x));
    }

    private static LetterCriterion Criterion(string title, IReadOnlyList<string> comments) =>
        new()
        {
            Title = title,
            Weight = 2,
            Value = 3,
            MaximumMark = 5,
            Contribution = 1.2m,
            Place = 4,
            IsBelowOwnMinimum = false,
            Comments = comments,
        };

    private static ExplanationLetter Letter() =>
        new()
        {
            Language = "fr",
            Sender = "Région Provence-Alpes-Côte d’Azur",
            Recipient = "Association Le Cœur des Quartiers",
            CallReference = "AAP-2026-0012",
            CallTitle = "Innovation sociale & inclusion",
            ApplicationReference = "AAP-2026-0012-00042",
            ProjectTitle = "L’atelier mobile",
            NotifiedOn = new DateOnly(2026, 6, 1),
            Outcome = LetterOutcome.Refused,
            Score = 58.125m,
            MinimumScore = 60m,
            Rank = 12,
            Entries = 1040,
            Criteria =
            [
                Criterion(
                    "Caractère innovant",
                    ["Où est le budget d’amorçage (45 000 €)\u202f? À çà et là, l’œuvre “naïve” où l’été…"]
                ) with
                {
                    Weight = 60,
                    Value = 3.6667m,
                    Contribution = 44.0004m,
                    Place = 8,
                },
                Criterion("Viabilité économique", []) with
                {
                    Weight = 40,
                    Value = 1.5m,
                    Contribution = 12m,
                    Place = 31,
                    IsBelowOwnMinimum = true,
                },
            ],
        };
}
