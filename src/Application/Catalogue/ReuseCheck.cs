using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue;

/// <summary>What another place may use again can be had, and under a licence that is on SPDX's list.</summary>
internal sealed class ReuseCheck(ILicenceList licences) : ISharedRule
{
    /// <summary>The DNA, which names the documents of the service by their own address.</summary>
    /// <param name="dna">As it was sent.</param>
    /// <param name="uploaded">The documents of the service that it may name.</param>
    /// <param name="service">Scheme and host of the service.</param>
    public Result<InnovationDna> Checked(InnovationDna dna, IReadOnlyCollection<InnovationDocument> uploaded, string service)
    {
        var (documents, here) = (new List<DnaDocument>(), new Uri(service));
        foreach (var (index, document) in dna.Documents.Index())
        {
            if (!licences.Knows(document.Licence))
            {
                return DnaErrors.UnknownLicence(index);
            }

            if (!Uri.TryCreate(here, document.Url, out var address))
            {
                return InnovationDocumentErrors.Unknown(index);
            }

            var own = DocumentAddress.Find(address, uploaded);
            if (own is null && (DocumentAddress.IsOwn(address, here) || document.Url.StartsWith('/')))
            {
                return InnovationDocumentErrors.Unknown(index);
            }

            documents.Add(own is null ? document : document with { Url = own.Url });
        }

        return dna with
        {
            Documents = documents,
        };
    }
}
