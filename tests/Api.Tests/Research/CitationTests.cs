using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SocialInnovation.Api.Tests.Catalogue;

namespace SocialInnovation.Api.Tests.Research;

/// <summary>What citation managers and LaTeX read.</summary>
public sealed partial class CitationTests(ResearchDesk desk) : IClassFixture<ResearchDesk>
{
    private const string Publications = ResearchDesk.Publications;

    private const string Hostile =
        """50 % of {all} } { gains & \input{/etc/passwd} $x_1^2$ #1 ~ "à l'Œuvre" Ça, naïve façon – Škoda <b>|日本""";

    [Fact]
    public async Task Csl_TellsWhatThePublicationIs()
    {
        var id = await RecordAsync(ResearchDesk.Publication(Hostile, "10.1234/csl"));

        var reply = (await desk.Api.Anonymous().GetAsync($"{Publications}/{id}/csl")).Expect(200);

        Assert.Equal("application/vnd.citationstyles.csl+json", reply.MediaType);
        var item = reply.Body.AsArray().Single()!;
        Assert.Equal(
            ("article-journal", Hostile, "10.1234/csl", "Revue des communs"),
            (
                ResearchDesk.Text(item, "type"),
                ResearchDesk.Text(item, "title"),
                ResearchDesk.Text(item, "DOI"),
                ResearchDesk.Text(item, "container-title")
            )
        );
        Assert.Equal(
            """[{"family":"No\u00EBl","given":"\u00C9lo\u00EFse"},{"literal":"Collectif des ateliers"}]""",
            item["author"]!.ToJsonString()
        );
        Assert.Equal("""{"date-parts":[[2013]]}""", item["issued"]!.ToJsonString());
        (await desk.Api.Anonymous().GetAsync($"{Publications}/{Guid.CreateVersion7()}/csl")).ExpectRefusal(
            404,
            "research.publication-not-found"
        );
    }

    [Fact]
    public async Task Bibtex_WritesAHostileTitle_WithoutACommand_AndWithBalancedBraces()
    {
        var id = await RecordAsync(ResearchDesk.Publication(Hostile, "10.1234/bib_tex%20#1"));

        var reply = (await desk.Api.Anonymous().GetAsync($"{Publications}/{id}/bibtex")).Expect(200);

        Assert.Equal("application/x-bibtex", reply.MediaType);
        Assert.Equal(
            $$$"""
            @article{Noel2013-{{{id.ToString("N")[^12..]}}},
              author = {{No{\"{e}}l}, {{\'{E}}lo{\"{\i}}se} and {Collectif des ateliers}},
              title = {{50 \% of \textbraceleft{}all\textbraceright{} \textbraceright{} \textbraceleft{} gains \& \textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{} \$x\_1\textasciicircum{}2\$ \#1 \textasciitilde{} "{\`{a}} l'{\OE}uvre" {\c{C}}a, na{\"{\i}}ve fa{\c{c}}on -- {\v{S}}koda \textless{}b\textgreater{}\textbar{}日本}},
              year = {2013},
              journal = {Revue des communs},
              doi = {10.1234/bib_tex%20#1}
            }

            """.ReplaceLineEndings("\n"),
            reply.Text
        );
        AssertBalanced(reply.Text);
    }

    [Fact]
    public async Task List_OfNone_IsStillADatabase()
    {
        var reply = (await desk.Api.Anonymous().GetAsync($"{Publications}/bibtex?issuedYear=1901")).Expect(200);

        Assert.StartsWith("% ", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('@', reply.Text);
        Assert.Empty((await desk.Api.Anonymous().GetAsync($"{Publications}/csl?issuedYear=1901")).Expect(200).Body.AsArray());
    }

    [Fact]
    public async Task Author_IsNotTakenForTwo()
    {
        var body = ResearchDesk.Publication();
        body["authors"] = new JsonArray(
            new JsonObject { ["familyName"] = "Arts and Crafts, Society" },
            new JsonObject { ["familyName"] = "A} and {B", ["givenName"] = "C, D" }
        );
        var id = await RecordAsync(body);

        var text = (await desk.Api.Anonymous().GetAsync($"{Publications}/{id}/bibtex")).Expect(200).Text;

        Assert.Contains(
            @"author = {{Arts and Crafts, Society} and {A\textbraceright{} and \textbraceleft{}B}, {C, D}}",
            text,
            StringComparison.Ordinal
        );
        AssertBalanced(text);
    }

    [Fact]
    public async Task EachKind_HasItsType()
    {
        var innovation = await desk.Catalogue.PublishAsync();
        foreach (var kind in new[] { "article", "conference-paper", "book", "thesis", "report" })
        {
            await RecordAsync(ResearchDesk.Publication().With("kind", kind).With("innovationId", innovation));
        }

        var csl = (await desk.Api.Anonymous().GetAsync($"{Publications}/csl?innovationId={innovation}")).Expect(200).Body.AsArray();
        Assert.Equal(["report", "thesis", "book", "paper-conference", "article-journal"], csl.Select(x => ResearchDesk.Text(x!, "type")));
        var bibtex = (await desk.Api.Anonymous().GetAsync($"{Publications}/bibtex?innovationId={innovation}&issuedYear=2013")).Expect(200);
        Assert.Equal(
            ["@techreport", "@phdthesis", "@book", "@inproceedings", "@article"],
            Entry().Matches(bibtex.Text).Select(x => x.Value)
        );
        AssertBalanced(bibtex.Text);
        Assert.Empty((await desk.Api.Anonymous().GetAsync($"{Publications}/csl?issuedYear=1999")).Expect(200).Body.AsArray());
    }

    // As BibTeX counts them: a backslash before a brace changes nothing.
    private static void AssertBalanced(string text)
    {
        var depth = 0;
        foreach (var letter in text)
        {
            depth +=
                letter == '{' ? 1
                : letter == '}' ? -1
                : 0;
            Assert.InRange(depth, 0, 10);
        }

        Assert.Equal(0, depth);
    }

    private async Task<Guid> RecordAsync(JsonObject body) => (await desk.Editor.PostAsync(Publications, body)).Expect(201).Id;

    [GeneratedRegex("^@[a-z]+", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
