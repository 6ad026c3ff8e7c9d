using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

/// <summary>The words around the posts, in the language in which a page or feed is read.</summary>
internal sealed record BlogTexts(
    string Language,
    string Title,
    string Subtitle,
    string Publisher,
    string Skip,
    string Languages,
    string By,
    string Published,
    string Updated,
    string Tags,
    string Comments,
    string NoComments,
    string NoPosts,
    string Back,
    string NotFound,
    string Feeds,
    string Events,
    string ReadMore,
    string Pages,
    string Newest,
    string Older,
    string FirstComments,
    string NextComments
)
{
    private static readonly BlogTexts French = new(
        "fr",
        "Le blog de l'innovation sociale",
        "Ce que la région et ses habitants inventent ensemble.",
        "La région",
        "Aller au contenu",
        "Langues",
        "Par",
        "publié le",
        "modifié le",
        "Mots-clés",
        "Commentaires",
        "Personne n'a encore commenté ce billet.",
        "Aucun billet n'est encore publié.",
        "Tous les billets",
        "Ce billet n'existe pas",
        "Fils d'actualité",
        "Agenda public",
        "Lire sur le site de la région",
        "Pages",
        "Page la plus récente",
        "Page plus ancienne",
        "Premiers commentaires",
        "Commentaires suivants"
    );

    private static readonly BlogTexts English = new(
        "en",
        "The social innovation blog",
        "What the region and its people invent together.",
        "The region",
        "Skip to content",
        "Languages",
        "By",
        "published on",
        "updated on",
        "Tags",
        "Comments",
        "Nobody has commented on this post yet.",
        "No post is published yet.",
        "All posts",
        "There is no such post",
        "Feeds",
        "Public events",
        "Read on the region's site",
        "Pages",
        "Newest page",
        "Older page",
        "First comments",
        "Next comments"
    );

    public static BlogTexts In(PostLanguage language) => language == PostLanguage.Fr ? French : English;
}
