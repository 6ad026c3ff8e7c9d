using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>All ways in which the DNA of an innovation refuses a request.</summary>
public static class DnaErrors
{
    public static Error NotFound => Error.NotFound("catalogue.dna-not-found");

    public static Error KeyRepeated(string part, int index) => Error.Rule("catalogue.dna-key-repeated").At($"#/{part}/{index}/key");

    public static Error AmountMisplaced(int index) => Error.Rule("catalogue.dna-amount-misplaced").At($"#/resources/{index}/amount");

    public static Error UnknownLicence(int index) => Error.Rule("catalogue.unknown-licence").At($"#/documents/{index}/licence");

    public static Error UnknownOther => Error.Rule("catalogue.unknown-dna") with { Parameter = "with" };
}
