using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>All ways in which a saved search refuses a request.</summary>
public static class SavedSearchErrors
{
    /// <summary>Unknown, expired and cancelled are told in the same words.</summary>
    public static Error Unusable => Error.Rule("catalogue.saved-search-unusable").At("#/token");
}
