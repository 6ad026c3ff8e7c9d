using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

/// <summary>The words around events, in the language in which a page or calendar is read.</summary>
internal sealed record EventTexts(
    string Title,
    string Subtitle,
    string None,
    string Organiser,
    string When,
    string Where,
    string Online,
    string Register,
    string Cancelled,
    string Calendar,
    string Back,
    string NotFound,
    string Until,
    string At
)
{
    private static readonly EventTexts French = new(
        "Agenda de l'innovation sociale",
        "Les rencontres auxquelles la région et ses partenaires vous invitent.",
        "Aucun événement n'est annoncé.",
        "Organisé par",
        "Quand",
        "Où",
        "En ligne",
        "S'inscrire",
        "Annulé",
        "Ajouter au calendrier",
        "Tous les événements",
        "Cet événement n'existe pas",
        "au",
        "à"
    );

    private static readonly EventTexts English = new(
        "Social innovation events",
        "What the region and its partners invite you to.",
        "No event is announced.",
        "Held by",
        "When",
        "Where",
        "Online",
        "Register",
        "Cancelled",
        "Add to a calendar",
        "All events",
        "There is no such event",
        "to",
        "at"
    );

    public static EventTexts In(PostLanguage language) => language == PostLanguage.Fr ? French : English;
}
