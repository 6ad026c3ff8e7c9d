using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>All ways in which a search of the catalogue refuses a request.</summary>
public static class SearchErrors
{
    /// <summary>Its corners enclose nothing: west lies west of east, south lies south of north.</summary>
    public static Error BoxEmpty => Error.Rule("catalogue.box-empty") with { Parameter = "box" };

    /// <summary>A distance is one from somewhere.</summary>
    public static Error CentreMissing => Error.Rule("catalogue.centre-missing") with { Parameter = "near" };

    /// <summary>All its words are such as stand in every text.</summary>
    public static Error QuestionEmpty => Error.Rule("catalogue.question-empty") with { Parameter = "q" };
}
