using System.Globalization;
using System.Text;
using SocialInnovation.Api.Blog;
using SocialInnovation.Application.Catalogue;
using static SocialInnovation.Api.Blog.PageLayout;

namespace SocialInnovation.Api.Catalogue.Pages;

/// <summary>The DNA of an innovation as a part of its page: what is empty is left out.</summary>
internal sealed class DnaSection(BlogTexts texts, InnovationTexts words)
{
    private readonly StringBuilder html = new();

    public string Of(InnovationDnaBody dna)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"dna\">\n<h2 id=\"dna\">{words.Dna}</h2>\n")
            .Append(CultureInfo.InvariantCulture, $"<h3>{words.Need}</h3>\n<p>{Encode(dna.Need)}</p>\n");
        Part(words.Steps, dna.Steps, Step, "ol");
        Part(words.Resources, dna.Resources, Resource);
        Part(words.LegalBasis, dna.LegalBasis, Element);
        Part(words.Partners, dna.Partners, Element);
        Part(words.SuccessConditions, dna.SuccessConditions, Element);
        Part(words.Risks, dna.Risks, x => $"{Item(x.Title, x.Description)}<p>{Encode(x.Response)}</p>");
        Part(words.Indicators, dna.Indicators, Element);
        Part(words.Adaptable, dna.Adaptable, Element);
        Part(words.Core, dna.Core, Element);
        Part(words.Documents, dna.Documents, Document);
        return html.Append("</section>\n").ToString();
    }

    private void Part<T>(string title, IReadOnlyList<T> elements, Func<T, string> item, string list = "ul")
    {
        if (elements.Count > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h3>{Encode(title)}</h3>\n<{list}>\n");
            foreach (var element in elements)
            {
                html.Append(CultureInfo.InvariantCulture, $"<li>{item(element)}</li>\n");
            }

            html.Append(CultureInfo.InvariantCulture, $"</{list}>\n");
        }
    }

    private string Step(DnaStepBody step)
    {
        var about = new StringBuilder(Item(step.Title, step.Description)).Append(
            CultureInfo.InvariantCulture,
            $"<p class=\"about\">{words.Days} {step.DurationDays}</p>"
        );
        if (step.Stakeholders is { Count: > 0 } stakeholders)
        {
            about.Append("<ul>");
            foreach (var one in stakeholders)
            {
                about.Append(CultureInfo.InvariantCulture, $"<li>{Encode(one.Name)} ({words.Moments[one.Moment]})</li>");
            }

            about.Append("</ul>");
        }

        return about.ToString();
    }

    private string Resource(DnaResourceBody resource)
    {
        var amount = resource.Amount is { } money
            ? $", {Encode(money.Amount.ToString("N2", CultureInfo.GetCultureInfo(texts.Language)))} €"
            : string.Empty;
        return Item($"{resource.Title} ({words.Kinds[resource.Kind]}){amount}", resource.Description);
    }

    private string Document(DnaDocumentBody document) =>
        $"<a href=\"{Encode(document.Url)}\" rel=\"nofollow noopener\">{Encode(document.Title)}</a>, {words.Licence} {Encode(document.Licence)}";

    private static string Element(DnaElementBody element) => Item(element.Title, element.Description);

    private static string Item(string title, string? description) =>
        description is null ? $"<strong>{Encode(title)}</strong>" : $"<strong>{Encode(title)}</strong><p>{Encode(description)}</p>";
}
