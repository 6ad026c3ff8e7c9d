using SocialInnovation.Application.Common.Bundles;
using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>What a module makes of a bundle: timed commands with their actor, which an import merges by instant and sends.</summary>
public interface IBundlePart
{
    /// <summary>Reads the part's rows; what is wrong goes into the bundle's faults.</summary>
    IEnumerable<BundleStep> Read(BundleReader bundle);
}

/// <summary>One command of a bundle, at its own business instant.</summary>
public sealed record BundleStep
{
    /// <summary>The business instant at which it is sent.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its place among the steps of one instant: the lower first, then file order.</summary>
    public required int Precedence { get; init; }

    /// <summary>Code of the person who acts; the importing administrator when null.</summary>
    public string? Actor { get; init; }

    public required string File { get; init; }

    public required int Line { get; init; }

    /// <summary>What the row is about, such as an application's reference.</summary>
    public string? Subject { get; init; }

    /// <summary>Name under which later steps find what this one creates.</summary>
    public string? Key { get; init; }

    /// <summary>Makes the command from what earlier steps created; null when one that it needs was refused.</summary>
    public required Func<IBundleIds, ICommand?> Command { get; init; }
}

/// <summary>What earlier steps of the import created.</summary>
public interface IBundleIds
{
    Guid? Find(string key);
}
