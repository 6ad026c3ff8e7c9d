using SocialInnovation.Api.Blog;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Blog;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Api.Catalogue.Pages;

/// <summary>The words around an innovation, in the language in which its page is read. Its own texts are in the language they were written in.</summary>
internal sealed record InnovationTexts
{
    public required string Title { get; init; }

    public required string Subtitle { get; init; }

    public required string None { get; init; }

    public required string Back { get; init; }

    public required string NotFound { get; init; }

    public required string Stage { get; init; }

    public required string Initiator { get; init; }

    public required string Holder { get; init; }

    public required string Places { get; init; }

    public required string Published { get; init; }

    public required string Results { get; init; }

    public required string Indicator { get; init; }

    public required string Figure { get; init; }

    public required string Period { get; init; }

    public required string Evidence { get; init; }

    public required string Until { get; init; }

    public required string Dna { get; init; }

    public required string Need { get; init; }

    public required string Steps { get; init; }

    public required string Days { get; init; }

    public required string Resources { get; init; }

    public required string LegalBasis { get; init; }

    public required string Partners { get; init; }

    public required string SuccessConditions { get; init; }

    public required string Risks { get; init; }

    public required string Indicators { get; init; }

    public required string Adaptable { get; init; }

    public required string Core { get; init; }

    public required string Documents { get; init; }

    public required string Licence { get; init; }

    public required string Reuse { get; init; }

    public required string Booklet { get; init; }

    public required string Export { get; init; }

    public required string Lineage { get; init; }

    public required IReadOnlyDictionary<InnovationStage, string> Stages { get; init; }

    public required IReadOnlyDictionary<Initiator, string> Initiators { get; init; }

    public required IReadOnlyDictionary<StakeholderMoment, string> Moments { get; init; }

    public required IReadOnlyDictionary<ResourceKind, string> Kinds { get; init; }

    private static readonly InnovationTexts French = new()
    {
        Title = "Les innovations sociales publiques",
        Subtitle = "Ce qui a été inventé ici, et comment le refaire ailleurs.",
        None = "Aucune innovation n'est encore publiée.",
        Back = "Toutes les innovations",
        NotFound = "Cette innovation n'existe pas",
        Stage = "Avancement",
        Initiator = "À l'initiative",
        Holder = "Portée par",
        Places = "Lieux",
        Published = "Publiée le",
        Results = "Les résultats",
        Indicator = "Indicateur",
        Figure = "Résultat",
        Period = "Période",
        Evidence = "Ce qui le montre",
        Until = "au",
        Dna = "L'ADN : comment la refaire",
        Need = "Le besoin",
        Steps = "Les étapes",
        Days = "Durée en jours :",
        Resources = "Les ressources",
        LegalBasis = "La base juridique",
        Partners = "Les partenaires nécessaires",
        SuccessConditions = "Les conditions de réussite",
        Risks = "Les risques rencontrés, et ce qui a été fait",
        Indicators = "Les indicateurs",
        Adaptable = "Ce qui peut changer",
        Core = "Ce qui ne doit pas changer",
        Documents = "Les documents à réutiliser",
        Licence = "licence",
        Reuse = "Réutiliser",
        Booklet = "L'ADN à imprimer (PDF)",
        Export = "L'ADN pour un programme (JSON)",
        Lineage = "Les réplications, en image (SVG)",
        Stages = new Dictionary<InnovationStage, string>
        {
            [InnovationStage.Idea] = "idée",
            [InnovationStage.Experiment] = "expérimentation",
            [InnovationStage.Established] = "pérennisée",
            [InnovationStage.Ended] = "terminée",
        },
        Initiators = new Dictionary<Initiator, string>
        {
            [Domain.Applications.Initiator.Private] = "d'acteurs privés",
            [Domain.Applications.Initiator.Public] = "d'acteurs publics",
            [Domain.Applications.Initiator.PublicPrivate] = "d'acteurs publics et privés",
        },
        Moments = new Dictionary<StakeholderMoment, string>
        {
            [StakeholderMoment.Before] = "avant",
            [StakeholderMoment.AtStart] = "au début",
            [StakeholderMoment.During] = "pendant",
            [StakeholderMoment.AtEnd] = "à la fin",
            [StakeholderMoment.After] = "après",
        },
        Kinds = new Dictionary<ResourceKind, string>
        {
            [ResourceKind.People] = "personnes",
            [ResourceKind.Investment] = "argent, investissement",
            [ResourceKind.Operating] = "argent, fonctionnement",
            [ResourceKind.Place] = "lieu",
            [ResourceKind.Tool] = "outil",
        },
    };

    private static readonly InnovationTexts English = new()
    {
        Title = "Public social innovations",
        Subtitle = "What was invented here, and how to do it elsewhere.",
        None = "No innovation is published yet.",
        Back = "All innovations",
        NotFound = "There is no such innovation",
        Stage = "Stage",
        Initiator = "Started by",
        Holder = "Carried by",
        Places = "Places",
        Published = "Published on",
        Results = "Results",
        Indicator = "Indicator",
        Figure = "Result",
        Period = "Period",
        Evidence = "What shows it",
        Until = "to",
        Dna = "The DNA: how to do it elsewhere",
        Need = "The need",
        Steps = "Steps",
        Days = "Duration in days:",
        Resources = "Resources",
        LegalBasis = "Legal basis",
        Partners = "Partners that it needs",
        SuccessConditions = "Conditions of success",
        Risks = "Risks met, and what was done",
        Indicators = "Indicators",
        Adaptable = "What can be changed",
        Core = "What must not be changed",
        Documents = "Documents to use again",
        Licence = "licence",
        Reuse = "Use it again",
        Booklet = "The DNA to print (PDF)",
        Export = "The DNA for programs (JSON)",
        Lineage = "The replications, drawn (SVG)",
        Stages = new Dictionary<InnovationStage, string>
        {
            [InnovationStage.Idea] = "idea",
            [InnovationStage.Experiment] = "experiment",
            [InnovationStage.Established] = "established",
            [InnovationStage.Ended] = "ended",
        },
        Initiators = new Dictionary<Initiator, string>
        {
            [Domain.Applications.Initiator.Private] = "private actors",
            [Domain.Applications.Initiator.Public] = "public actors",
            [Domain.Applications.Initiator.PublicPrivate] = "public and private actors",
        },
        Moments = new Dictionary<StakeholderMoment, string>
        {
            [StakeholderMoment.Before] = "before",
            [StakeholderMoment.AtStart] = "at the start",
            [StakeholderMoment.During] = "during",
            [StakeholderMoment.AtEnd] = "at the end",
            [StakeholderMoment.After] = "after",
        },
        Kinds = new Dictionary<ResourceKind, string>
        {
            [ResourceKind.People] = "people",
            [ResourceKind.Investment] = "money, investment",
            [ResourceKind.Operating] = "money, operation",
            [ResourceKind.Place] = "place",
            [ResourceKind.Tool] = "tool",
        },
    };

    public static InnovationTexts In(PostLanguage language) => language == PostLanguage.Fr ? French : English;

    /// <summary>In the language of a page's other words.</summary>
    public static InnovationTexts In(BlogTexts texts) => texts.Language == "fr" ? French : English;
}
