using SocialInnovation.Application.Budget.DecideOnScenario;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Budget.DecisionSheets;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;
using static SocialInnovation.Api.Tests.Budget.DecisionSheets.Sheets;
using static SocialInnovation.Api.Tests.Documents.PdfText;

namespace SocialInnovation.Api.Tests.Budget.DecisionSheets;

/// <summary>The decision sheet as a document says all that the sheet says, in either language.</summary>
public sealed class DecisionSheetDocumentTests
{
    private readonly PdfDecisionSheet documents = new();

    public static TheoryData<string> Languages => ["fr", "en"];

    [Fact]
    public void Sheet_InFrench_SaysBudgetApplicationsAlternativesSwapsSignOffAndPositions() =>
        AssertSays(
            "fr",
            "Région Lorraine",
            "Fiche de décision : appel à projets « Innovation & lien social » (AAP-2013-0001)",
            "Scénario : Sans l’atelier. État : en cours de validation. Fiche établie le 1er décembre 2013 à 09:05.",
            "selon le rang, chaque dossier reçoit ce qu’il peut recevoir tant que l’enveloppe le permet. "
                + "Si un dossier ne tient pas dans l’enveloppe, les suivants sont examinés. Le premier dossier qui ne tient pas",
            "Aucune subvention n’est inférieure à 1 500,00 €.",
            "Enveloppe 230 000,00 221 000,50 8 999,50",
            "Thème : T-3 40 000,00 – 25 000,00",
            "1 AAP-2013-0001-00007 L’épicerie 91,125 80,00 – 98,5025 2 20 000,00 18 000,00 18 000,00 Retenu : tient dans toutes les limites",
            "2 AAP-2013-0001-00003 L’atelier 71,00 – 0 30 000,00 – 0,00 Liste d’attente : enveloppe épuisée",
            "Nombre de dossiers : 2.",
            "Département : 57 50 000,00 41 000,00",
            "AAP-2013-0001-00003 AAP-2013-0001-00007, AAP-2013-0001-00009 – 229 000,00",
            "AAP-2013-0001-00012 Aucune répartition qui respecte les limites",
            "sans titre Plus grande valeur simulé 12 219 500,00",
            "Proposition du chef de programme approuvé le 29 novembre 2013 à 18:30",
            "Avis du groupe de travail à venir",
            "– Proposition du chef de programme : renvoyé le 28 novembre 2013 à 10:00 – Trop peu pour la Meuse.",
            "D’accord avec la liste : 11. En désaccord : 1.",
            "– La Meuse manque."
        );

    [Fact]
    public void Sheet_InEnglish_SaysTheSameWithEnglishFigures() =>
        AssertSays(
            "en",
            "Decision sheet: call for projects “Innovation & lien social” (AAP-2013-0001)",
            "Scenario: Sans l’atelier. State: in sign-off. Sheet read on 1 December 2013 at 09:05.",
            "No grant is smaller than EUR 1,500.00.",
            "Envelope 230,000.00 221,000.50 8,999.50",
            "Theme: T-3 40,000.00 – 25,000.00",
            "1 AAP-2013-0001-00007 L’épicerie 91.125 80.00 – 98.5025 2 20,000.00 18,000.00 18,000.00 Awarded: fits within all limits",
            "AAP-2013-0001-00003 AAP-2013-0001-00007, AAP-2013-0001-00009 – 229,000.00",
            "untitled Greatest value simulated 12 219,500.00",
            "Proposal by the programme manager approved on 29 November 2013 at 18:30",
            "Opinion of the working group to come",
            "Agree with the list: 11. Disagree: 1."
        );

    [Fact]
    public void Return_TakesEveryApprovalBack()
    {
        var sheet = Sheet() with { SignOffs = [.. Sheet().SignOffs.Reverse()] };

        Assert.Contains("Proposal by the programme manager to come", Text(sheet, "en"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryWord_HasATextOfItsOwn(string language)
    {
        var texts = SheetTexts.In(language);

        AssertAll(texts.Rules);
        AssertAll(texts.Outcomes);
        AssertAll(texts.Bindings);
        AssertAll(texts.Steps);
        AssertAll(texts.States);
        AssertAll(texts.Objectives);
        AssertAll(texts.Exceeded);
        string[] policies = [.. AllocationPolicy.Adoptable, AllocationPolicy.EqualShares];
        Assert.Equal(policies.Order(), texts.Policies.Keys.Order());
        Assert.Equal(policies.Order(), texts.PolicyNames.Keys.Order());
        var words = Enum.GetValues<BudgetSection>().Select(Naming.Word).Concat(Enum.GetValues<Initiator>().Select(Naming.Word));
        Assert.Equal(words.Order(), texts.Words.Keys.Order());
    }

    [Fact]
    public void SectionAndInitiator_AreSaidInTheSheetsLanguage()
    {
        var sheet = Sheet() with
        {
            Limits =
            [
                new SheetLimitModel(BindingKind.EnvelopeLine, "operating", new Money(40_000), null, new Money(25_000)),
                new SheetLimitModel(BindingKind.Initiator, "public-private", new Money(40_000), null, new Money(25_000)),
            ],
        };

        Assert.Contains("Ligne de l’enveloppe : fonctionnement", Text(sheet, "fr"), StringComparison.Ordinal);
        Assert.Contains("public-privé", Text(sheet, "fr"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AllocationPolicy.Proportional, "au-dessous de 62,5 % de la demande", "never below 62.5% of what was asked for")]
    [InlineData(AllocationPolicy.ByBands, "à partir de 80 points : 100 %, à partir de 60,5 points : 50 %", "from 60.5 points: 50%")]
    [InlineData(AllocationPolicy.Optimal, "scores multipliés par les montants", "scores times amounts")]
    [InlineData(AllocationPolicy.EqualShares, "méthode des parts égales", "method of equal shares")]
    public void EveryPolicy_IsSaidWithItsParameters(string name, string french, string english)
    {
        var policy = new AllocationPolicyBody(name, WhenExceeded.Stop)
        {
            Floor = new Percentage(62.5m),
            Bands = [new ScoreBandBody(new(80), new(100)), new ScoreBandBody(new(60.5m), new(50))],
            Objective = AllocationObjective.ScoreTimesAmount,
        };
        var sheet = Sheet() with { Policy = policy };

        Assert.Contains(french, Text(sheet, "fr"), StringComparison.Ordinal);
        Assert.Contains(english, Text(sheet, "en"), StringComparison.Ordinal);
    }

    [Fact]
    public void LanguageWithoutTexts_IsAFaultOfWhoAsksForIt() =>
        Assert.Throws<ArgumentException>(() => documents.Write(Sheet(), "de", "Region", ReadAt));

    [Theory]
    [InlineData("a\0b\u001bc", "a□b□c")]
    [InlineData("مرحبا 漢字 😀", "□□□□□ □□ □")]
    [InlineData(") Tj ET (\\ {reference} <b>", ") Tj ET (\\ {reference} <b>")]
    public void HostileText_IsShown_OrMarkedWhereTheFontLacksIt(string text, string shown)
    {
        var sheet = Sheet() with { Title = text, CallTitle = text, CallReference = text, Notes = [text, " \n "] };
        sheet = sheet with { Applications = [sheet.Applications[0] with { ProjectTitle = text }] };

        var written = TextOf(documents.Write(sheet, "en", text, ReadAt));

        Assert.Contains($"– {shown}", written, StringComparison.Ordinal);
        Assert.Contains($"call for projects “{shown}” ({shown})", written, StringComparison.Ordinal);
        Assert.Contains($"00007 {shown} 91.125", written, StringComparison.Ordinal);
        Assert.Equal(shown.Contains('□'), written.Contains("cannot be printed", StringComparison.Ordinal));
    }

    [Fact]
    public void FiveHundredApplicationsAndALongNote_GoOnOverPages_AndNothingIsLost()
    {
        var line = Sheet().Applications[0];
        var sheet = Sheet() with
        {
            Applications =
            [
                .. Enumerable
                    .Range(1, 500)
                    .Select(x => line with { Rank = x, Reference = $"R{x:000}", ProjectTitle = $"projet n{x:000};" }),
            ],
            ApplicationCount = 812,
            Notes = [string.Concat(Enumerable.Range(0, 2_000).Select(x => $"mot{x:0000}; "))],
        };

        using var document = PdfDocument.Open(documents.Write(sheet, "fr", "Région", ReadAt));
        var text = TextOf(document);

        Assert.Contains("Les 500 premiers dossiers sur 812.", text, StringComparison.Ordinal);
        var found = text.Split(' ').ToHashSet();
        Assert.All(Enumerable.Range(1, 500), x => Assert.Contains($"n{x:000};", found));
        Assert.All(Enumerable.Range(0, 2_000), x => Assert.Contains($"mot{x:0000};", found));
        Assert.InRange(document.NumberOfPages, 15, 60);
        var table = document.GetPages().Select(TextOf).Where(x => x.Contains("projet n", StringComparison.Ordinal)).ToList();
        Assert.All(table, x => Assert.Contains("Rang Dossier Projet Score", x, StringComparison.Ordinal));
        Assert.All(document.GetPages(), x => Assert.True(x.Width > x.Height));
        Assert.All(document.GetPages().SelectMany(x => x.Letters), x => Assert.InRange(x.EndBaseLine.X, 39, 806));
        Assert.All(document.GetPages().SelectMany(x => x.Letters), x => Assert.InRange(x.StartBaseLine.Y, 15, 580));
    }

    [Fact]
    public void TextHigherThanAPage_GoesOnInTheTable()
    {
        var words = Enumerable.Range(0, 900).Select(x => $"mot{x:0000};").ToList();
        var sheet = Sheet();
        sheet = sheet with { Applications = [sheet.Applications[0] with { ProjectTitle = string.Join(' ', words) }] };

        var found = Text(sheet, "fr").Split(' ').ToHashSet();

        Assert.All(words, x => Assert.Contains(x, found));
    }

    [Fact]
    public void FourteenApplications_AreOnTwoPagesAtMost()
    {
        var line = Sheet().Applications[0];
        var sheet = Sheet() with { Applications = [.. Enumerable.Range(1, 14).Select(x => line with { Rank = x })] };

        using var document = PdfDocument.Open(documents.Write(sheet, "fr", "Région", ReadAt));

        Assert.InRange(document.NumberOfPages, 1, 2);
    }

    [Fact]
    public void EmptySheet_HasADashWhereThereIsNothing()
    {
        var sheet = Sheet() with
        {
            Limits = [],
            Applications = [],
            ApplicationCount = 0,
            Unmet = [],
            Swaps = [],
            Alternatives = [],
            SignOffs = [],
            Notes = [],
        };

        var text = Text(sheet, "en");

        Assert.Contains("Demands that are not met Demand Demanded (EUR) Reached (EUR) – – –", text, StringComparison.Ordinal);
        Assert.DoesNotContain("History", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_TellsTitleLanguageAndAuthor_AndIsTagged()
    {
        using var document = PdfDocument.Open(documents.Write(Sheet(), "fr", "Région Lorraine", ReadAt));

        Assert.Equal("Fiche de décision – AAP-2013-0001", document.Information.Title);
        Assert.Equal("Région Lorraine", document.Information.Author);
        var catalog = document.Structure.Catalog.CatalogDictionary;
        Assert.Equal("fr", Assert.IsType<StringToken>(catalog.Data["Lang"]).Data);
        Assert.True(catalog.ContainsKey(NameToken.Create("StructTreeRoot")));
    }

    [Fact]
    public async Task SheetsWrittenAtOnce_DrawTheSame()
    {
        var expected = Drawn(documents.Write(Sheet(), "fr", "Région", ReadAt));

        var written = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => Drawn(documents.Write(Sheet(), "fr", "Région", ReadAt))))
        );

        Assert.All(written, x => Assert.Equal(expected, x));
    }

    private static void AssertAll<TWord>(IReadOnlyDictionary<TWord, string> texts)
        where TWord : struct, Enum
    {
        Assert.Equal(Enum.GetValues<TWord>().Order(), texts.Keys.Order());
        Assert.All(texts.Values, x => Assert.False(string.IsNullOrWhiteSpace(x)));
        Assert.Distinct(texts.Values);
    }

    private void AssertSays(string language, params string[] expected)
    {
        var text = Text(Sheet(), language);
        Assert.All(expected, x => Assert.Contains(x, text, StringComparison.Ordinal));
    }

    private string Text(DecisionSheetModel sheet, string language) => TextOf(documents.Write(sheet, language, "Région Lorraine", ReadAt));
}
