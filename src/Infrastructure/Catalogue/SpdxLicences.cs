using System.Collections.Frozen;
using System.Text.Json;
using SocialInnovation.Application.Catalogue;

namespace SocialInnovation.Infrastructure.Catalogue;

/// <summary>The SPDX licence list, from the file whose source its README names.</summary>
internal sealed class SpdxLicences : ILicenceList
{
    private readonly FrozenSet<string> identifiers = Load();

    public bool Knows(string identifier) => identifiers.Contains(identifier);

    private static FrozenSet<string> Load()
    {
        var assembly = typeof(SpdxLicences).Assembly;
        using var stream = assembly.GetManifestResourceStream("SocialInnovation.Infrastructure.Catalogue.Spdx.spdx-license-ids.json")!;
        return JsonSerializer.Deserialize<string[]>(stream)!.ToFrozenSet(StringComparer.Ordinal);
    }
}
