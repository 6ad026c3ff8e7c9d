using FluentValidation;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue;

/// <summary>What the catalogue says of an innovation.</summary>
public sealed record InnovationContentBody
{
    /// <summary><c>fr</c> or <c>en</c>: the language of its texts and of those of its DNA; French when not given.</summary>
    public string Language { get; init; } = "fr";

    /// <summary>Title, at most 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>What it is, in plain text, at most 2 000 characters; needed for the review.</summary>
    public string? Summary { get; init; }

    /// <summary>Its story, Markdown that is kept as it is written, at most 20 000 characters; needed for the review.</summary>
    public string? Story { get; init; }

    /// <summary>How far the innovation itself has come.</summary>
    public required InnovationStage Stage { get; init; }

    /// <summary>Who started it.</summary>
    public required Initiator Initiator { get; init; }

    /// <summary>Codes of 1 to 50 themes, each once; a theme is known once a call that has it was published.</summary>
    public required IReadOnlyList<string> Themes { get; init; }

    /// <summary>Where it takes place, at most 50 places; at least one is needed for the review.</summary>
    public IReadOnlyList<InnovationPlaceBody> Places { get; init; } = [];

    /// <summary>Its results in figures, at most 50.</summary>
    public IReadOnlyList<InnovationResultBody> Results { get; init; } = [];

    internal static InnovationContentBody Of(InnovationContent content) =>
        new()
        {
            Language = content.Language,
            Title = content.Title,
            Summary = content.Summary,
            Story = content.Story,
            Stage = content.Stage,
            Initiator = content.Initiator,
            Themes = content.Themes,
            Places = [.. content.Places.Select(InnovationPlaceBody.Of)],
            Results = [.. content.Results.Select(InnovationResultBody.Of)],
        };

    internal InnovationContent ToContent() =>
        new()
        {
            Language = Language,
            Title = Title,
            Summary = Summary,
            Story = Story,
            Stage = Stage,
            Initiator = Initiator,
            Themes = Themes,
            Places = [.. Places.Select(x => x.ToPlace())],
            Results = [.. Results.Select(x => x.ToResult())],
        };
}

/// <summary>A place of an innovation.</summary>
/// <param name="CommuneCode">INSEE code of the commune; not the postcode.</param>
/// <param name="Commune">Name of the commune, at most 200 characters.</param>
/// <param name="Latitude">Degrees north (WGS 84), -90 to 90, a decimal string with at most six decimals; with the longitude or not at all.</param>
/// <param name="Longitude">Degrees east (WGS 84), -180 to 180, a decimal string with at most six decimals.</param>
public sealed record InnovationPlaceBody(string CommuneCode, string Commune, string? Latitude = null, string? Longitude = null)
{
    internal static InnovationPlaceBody Of(InnovationPlace place) =>
        new(place.CommuneCode, place.Commune, Figures.Text(place.Latitude), Figures.Text(place.Longitude));

    internal InnovationPlace ToPlace() => new(CommuneCode, Commune, Figures.Parse(Latitude), Figures.Parse(Longitude));
}

/// <summary>A result in a figure, with what shows it.</summary>
/// <param name="Indicator">What was counted or measured, at most 200 characters.</param>
/// <param name="Figure">The figure, a decimal string: at most twelve digits before the point and six after it.</param>
/// <param name="Unit">Its unit, such as <c>jobs</c> or <c>tonnes a year</c>, at most 40 characters.</param>
/// <param name="From">First day of the period.</param>
/// <param name="Until">Last day of the period; not before the first.</param>
/// <param name="Evidence">What shows it, at most 2 000 characters.</param>
/// <param name="EvidenceUrl">Where that can be read, https, at most 500 characters.</param>
public sealed record InnovationResultBody(
    string Indicator,
    string Figure,
    string Unit,
    DateOnly From,
    DateOnly Until,
    string Evidence,
    string? EvidenceUrl = null
)
{
    internal static InnovationResultBody Of(InnovationResult result) =>
        new(result.Indicator, Figures.Text(result.Value)!, result.Unit, result.From, result.Until, result.Evidence, result.EvidenceUrl);

    internal InnovationResult ToResult() => new(Indicator, Figures.Parse(Figure)!.Value, Unit, From, Until, Evidence, EvidenceUrl);
}

internal sealed class InnovationContentBodyValidator : AbstractValidator<InnovationContentBody>
{
    public InnovationContentBodyValidator()
    {
        RuleFor(x => x.Language).NotEmpty().Matches(Limits.LanguagePattern);
        RuleFor(x => x.Title).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Summary).MaximumLength(CatalogueLimits.Summary);
        RuleFor(x => x.Story).MaximumLength(Limits.Description);
        RuleFor(x => x.Themes).NotEmpty().HasAtMost(Limits.Items);
        RuleForEach(x => x.Themes).IsCode();
        RuleFor(x => x.Places).HasAtMost(Limits.Items);
        RuleForEach(x => x.Places).NotNull().SetValidator(new InnovationPlaceBodyValidator());
        RuleFor(x => x.Results).HasAtMost(Limits.Items);
        RuleForEach(x => x.Results).NotNull().SetValidator(new InnovationResultBodyValidator());
    }
}

internal sealed class InnovationPlaceBodyValidator : AbstractValidator<InnovationPlaceBody>
{
    public InnovationPlaceBodyValidator()
    {
        RuleFor(x => x.CommuneCode).NotEmpty().MaximumLength(CatalogueLimits.CommuneCode).Matches(CatalogueLimits.CommunePattern);
        RuleFor(x => x.Commune).NotEmpty().MaximumLength(CatalogueLimits.Commune);
        RuleFor(x => x.Latitude).MaximumLength(CatalogueLimits.Coordinate).Matches(CatalogueLimits.LatitudePattern);
        RuleFor(x => x.Longitude).MaximumLength(CatalogueLimits.Coordinate).Matches(CatalogueLimits.LongitudePattern);
    }
}

internal sealed class InnovationResultBodyValidator : AbstractValidator<InnovationResultBody>
{
    public InnovationResultBodyValidator()
    {
        RuleFor(x => x.Indicator).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Figure).NotEmpty().MaximumLength(CatalogueLimits.Figure).Matches(CatalogueLimits.FigurePattern);
        RuleFor(x => x.Unit).NotEmpty().MaximumLength(CatalogueLimits.Unit);
        RuleFor(x => x.From).NotEmpty();
        RuleFor(x => x.Until).NotEmpty();
        RuleFor(x => x.Evidence).NotEmpty().MaximumLength(CatalogueLimits.Summary);
        RuleFor(x => x.EvidenceUrl).MaximumLength(CatalogueLimits.Url).Matches(CatalogueLimits.UrlPattern);
    }
}
