namespace SocialInnovation.Application.Catalogue.CheckReadiness;

/// <summary>How a place is asked of an element, in French and English.</summary>
internal static class QuestionTexts
{
    private static readonly Dictionary<string, (string French, string English)> Texts = new()
    {
        ["core"] = ("Pouvez-vous garder ceci tel quel : « {0} » ?", "Can you keep this as it is: “{0}”?"),
        ["legalBasis"] = ("Disposez-vous de cette base juridique : « {0} » ?", "Do you have this legal basis: “{0}”?"),
        ["partners"] = ("Avez-vous ce partenaire : « {0} » ?", "Do you have this partner: “{0}”?"),
        ["resources"] = ("Avez-vous cette ressource : « {0} » ?", "Do you have this resource: “{0}”?"),
        ["steps"] = (
            "Avez-vous le temps et les personnes pour cette étape : « {0} » ?",
            "Do you have the time and the people for this step: “{0}”?"
        ),
        ["successConditions"] = ("Cette condition est-elle remplie : « {0} » ?", "Is this condition met: “{0}”?"),
        ["risks"] = ("Savez-vous répondre à ce risque : « {0} » ?", "Do you know how to meet this risk: “{0}”?"),
        ["indicators"] = ("Pouvez-vous mesurer ceci : « {0} » ?", "Can you measure this: “{0}”?"),
    };

    public static string Of(string part, string title, string language)
    {
        var (french, english) = Texts[part];
        return (language == "fr" ? french : english).Replace("{0}", title, StringComparison.Ordinal);
    }
}
