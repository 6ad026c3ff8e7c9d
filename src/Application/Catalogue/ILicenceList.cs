namespace SocialInnovation.Application.Catalogue;

/// <summary>The licences of the SPDX licence list.</summary>
public interface ILicenceList
{
    /// <summary>Whether there is a licence with this identifier, spelt as in the list.</summary>
    bool Knows(string identifier);
}
