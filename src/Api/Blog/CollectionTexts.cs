namespace SocialInnovation.Api.Blog;

/// <summary>The words around collections, in the language in which a page is read.</summary>
internal sealed record CollectionTexts(
    string Title,
    string Subtitle,
    string None,
    string Examples,
    string NoExamples,
    string Innovation,
    string Post,
    string Note,
    string Back,
    string NotFound
)
{
    private static readonly CollectionTexts French = new(
        "Collections d'exemples",
        "Ce que des entreprises et des habitants ont fait, choisi et mis en ordre par la région.",
        "Aucune collection n'est encore publiée.",
        "Les exemples",
        "Aucun exemple n'est visible pour le moment.",
        "Innovation",
        "Billet",
        "Pourquoi cet exemple",
        "Toutes les collections",
        "Cette collection n'existe pas"
    );

    private static readonly CollectionTexts English = new(
        "Collections of examples",
        "What companies and citizens have done, chosen and put in order by the region.",
        "No collection is published yet.",
        "The examples",
        "No example can be seen at the moment.",
        "Innovation",
        "Post",
        "Why this example",
        "All collections",
        "There is no such collection"
    );

    public static CollectionTexts In(BlogTexts texts) => texts.Language == "fr" ? French : English;
}
