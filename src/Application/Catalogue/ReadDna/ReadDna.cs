using System.Text.Json.Serialization;
using FluentValidation;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.ReadDna;

/// <summary>Reads the DNA of an innovation: of its newest published version; its authors and the editors read what is being written.</summary>
/// <param name="Id">The innovation.</param>
/// <param name="Version">Number of the published version that is wanted.</param>
[Anonymous]
public sealed record GetDna(InnovationId Id, int? Version) : IQuery<DnaModel>;

/// <summary>Exports the published DNA of an innovation for programs, in the form of the schema that it names.</summary>
/// <param name="Id">The innovation.</param>
/// <param name="Version">Number of the published version that is wanted; the newest when not given.</param>
/// <param name="Service">Scheme and host of the service.</param>
/// <param name="Schema">Path of the schema there.</param>
[Anonymous]
public sealed record ExportDna(InnovationId Id, int? Version, string Service, string Schema) : IQuery<DnaExportModel>;

/// <summary>
/// Compares the DNA of an innovation with that of another, or of another version of its own: part by part, each element by its key. What the
/// first has comes in its order, then what only the second has.
/// </summary>
/// <param name="Id">The innovation.</param>
/// <param name="With">The other innovation; the same to compare two versions.</param>
/// <param name="Version">Number of the published version of the first; what <c>GET</c> of the DNA shows when not given.</param>
/// <param name="WithVersion">Number of the published version of the other; what <c>GET</c> of its DNA shows when not given.</param>
/// <param name="Limit">Number of items, 1 to 100; 20 when not given.</param>
/// <param name="After">The former page's <c>nextCursor</c>.</param>
[Anonymous]
public sealed record ListDnaDifferences(InnovationId Id, Guid With, int? Version, int? WithVersion, int? Limit, int? After)
    : IQuery<Page<DnaDifferenceModel>>;

/// <summary>How an innovation is made.</summary>
/// <param name="InnovationId">The innovation.</param>
/// <param name="PublishedVersion">Number of the published version that this is; null for what is being written.</param>
/// <param name="Dna">The DNA.</param>
/// <param name="Version">Version of the innovation, which is the ETag.</param>
public sealed record DnaModel(InnovationId InnovationId, int? PublishedVersion, InnovationDnaBody Dna, int Version);

/// <summary>A published DNA for programs.</summary>
/// <param name="Schema">The JSON Schema to which it conforms.</param>
/// <param name="InnovationId">The innovation.</param>
/// <param name="Title">Its title.</param>
/// <param name="PublishedVersion">Number of the published version.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Dna">The DNA; whatever its documents name has a scheme and a host.</param>
public sealed record DnaExportModel(
    [property: JsonPropertyName("$schema")] string Schema,
    InnovationId InnovationId,
    string Title,
    int PublishedVersion,
    DateTimeOffset PublishedAt,
    InnovationDnaBody Dna
);

/// <summary>One line of a comparison.</summary>
/// <param name="Part">The part of the DNA, as the member is named.</param>
/// <param name="ElementKey">Key of the element; null for the need.</param>
/// <param name="Kind">How both stand to each other.</param>
/// <param name="Here">The element's title in the first; null where it has none.</param>
/// <param name="There">The element's title in the other.</param>
/// <param name="Members">The members that differ; <c>order</c> when a step stands elsewhere.</param>
public sealed record DnaDifferenceModel(
    string Part,
    string? ElementKey,
    DnaDifferenceKind Kind,
    string? Here,
    string? There,
    IReadOnlyList<string> Members
);

internal sealed class ListDnaDifferencesValidator : AbstractValidator<ListDnaDifferences>
{
    public ListDnaDifferencesValidator()
    {
        this.IsPagedBy(x => x.Limit, x => x.After);
        RuleFor(x => x.Version).GreaterThan(0);
        RuleFor(x => x.WithVersion).GreaterThan(0);
    }
}

internal sealed class GetDnaValidator : AbstractValidator<GetDna>
{
    public GetDnaValidator() => RuleFor(x => x.Version).GreaterThan(0);
}

internal sealed class ExportDnaValidator : AbstractValidator<ExportDna>
{
    public ExportDnaValidator() => RuleFor(x => x.Version).GreaterThan(0);
}
