using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue;

/// <summary>What another place may use again has a licence that is on SPDX's list.</summary>
internal sealed class LicenceCheck(ILicenceList licences) : ISharedRule
{
    public Error? WhyNot(InnovationDna dna)
    {
        foreach (var (index, document) in dna.Documents.Index())
        {
            if (!licences.Knows(document.Licence))
            {
                return DnaErrors.UnknownLicence(index);
            }
        }

        return null;
    }
}
