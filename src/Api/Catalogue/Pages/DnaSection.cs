using System.Globalization;
using System.Text;
using SocialInnovation.Api.Blog;
using SocialInnovation.Application.Catalogue;
using static SocialInnovation.Api.Blog.PageLayout;

namespace SocialInnovation.Api.Catalogue.Pages;

/// <summary>The DNA of an innovation as a part of its page: what is empty is left out.</summary>
internal sealed class DnaSection(BlogTexts texts, InnovationTexts words, OwnTexts own)
{
    private readonly StringBuilder html = new();

    public string Of(InnovationDnaBody dna)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"dna\">\n<h2 id=\"dna\">{words.Dna}</h2>\n")
            .Append(CultureInfo.InvariantCulture, $"<h3>{words.Need}</h3>\n{own.In("p", dna.Need)}\n");
        Part(words.Steps, dna.Steps, Step, "ol");
        Part(words.Resources, dna.Resources, Resource);
        Part(words.LegalBasis, dna.LegalBasis, Element);
        Part(words.Partners, dna.Partners, Element);
        Part(words.SuccessConditions, dna.SuccessConditions, Element);
        Part(words.Risks, dna.Risks, x => Element(x.Title, x.Description) + own.In("p", x.Response));
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
        var about = new StringBuilder(Element(step.Title, step.Description)).Append(
            CultureInfo.InvariantCulture,
            $"<p class=\"about\">{words.Days} {step.DurationDays}</p>"
        );
        if (step.Stakeholders is { Count: > 0 } stakeholders)
        {
            about.Append("<ul>");
            foreach (var one in stakeholders)
            {
                about.Append(CultureInfo.InvariantCulture, $"<li>{own.In("span", one.Name)} ({words.Moments[one.Moment]})</li>");
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
        return $"<strong>{own.In("span", resource.Title)} ({words.Kinds[resource.Kind]}){amount}</strong>{Description(resource.Description)}";
    }

    private string Document(DnaDocumentBody document) =>
        $"{own.Link(document.Url, document.Title)}, {words.Licence} {Encode(document.Licence)}";

    private string Element(DnaElementBody element) => Element(element.Title, element.Description);

    private string Element(string title, string? description) => own.In("strong", title) + Description(description);

    private string Description(string? description) => description is null ? string.Empty : own.In("p", description);
}
