using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>All ways in which a proposed adaptation refuses a request.</summary>
public static class AdaptationErrors
{
    public static Error NotFound => Error.NotFound("catalogue.adaptation-not-found");

    public static Error Decided => Error.Conflict("catalogue.adaptation-decided");

    /// <summary>The origin says something else of an element since.</summary>
    /// <param name="element">Its part, and its key where it has one.</param>
    public static Error Collides(string element) => Error.Conflict("catalogue.adaptation-collides").With("element", element);

    /// <summary>The part would hold more elements than a DNA's part can.</summary>
    public static Error PartFull(string part) => Error.Conflict("catalogue.dna-part-full").With("part", part);

    public static Error ElementUnchanged(int index) => Error.Rule("catalogue.element-unchanged").At($"#/elements/{index}");

    public static Error ElementRepeated(int index) => Error.Rule("catalogue.element-repeated").At($"#/elements/{index}");
}
