using FluentValidation;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue;

/// <summary>
/// How an innovation is made (ADN): the recipe with which another place reproduces it. A key is a code that its author chooses, unique in
/// its part, and keeps from version to version: by it two DNAs are compared.
/// </summary>
public sealed record InnovationDnaBody
{
    /// <summary>The need that it answers, at most 5 000 characters.</summary>
    public required string Need { get; init; }

    /// <summary>What is done, in this order; at most 50 steps.</summary>
    public IReadOnlyList<DnaStepBody> Steps { get; init; } = [];

    /// <summary>What it takes: people, money by kind, places, tools; at most 50.</summary>
    public IReadOnlyList<DnaResourceBody> Resources { get; init; } = [];

    /// <summary>On which law it stands; at most 50.</summary>
    public IReadOnlyList<DnaElementBody> LegalBasis { get; init; } = [];

    /// <summary>Partners without whom it does not work; at most 50.</summary>
    public IReadOnlyList<DnaElementBody> Partners { get; init; } = [];

    /// <summary>On what its success depends; at most 50.</summary>
    public IReadOnlyList<DnaElementBody> SuccessConditions { get; init; } = [];

    /// <summary>Risks that were met, and what was done; at most 50.</summary>
    public IReadOnlyList<DnaRiskBody> Risks { get; init; } = [];

    /// <summary>By what its success is seen; at most 50.</summary>
    public IReadOnlyList<DnaElementBody> Indicators { get; init; } = [];

    /// <summary>What another place may change; at most 50.</summary>
    public IReadOnlyList<DnaElementBody> Adaptable { get; init; } = [];

    /// <summary>What must stay, or it is another innovation; at most 50.</summary>
    public IReadOnlyList<DnaElementBody> Core { get; init; } = [];

    /// <summary>Documents that another place may use again; at most 50.</summary>
    public IReadOnlyList<DnaDocumentBody> Documents { get; init; } = [];

    internal static InnovationDnaBody Of(InnovationDna dna) =>
        new()
        {
            Need = dna.Need,
            Steps =
            [
                .. dna.Steps.Select(x => new DnaStepBody(
                    x.Key,
                    x.Title,
                    x.DurationDays,
                    x.Description,
                    [.. x.Stakeholders.Select(y => new DnaStakeholderBody(y.Name, y.Moment))]
                )),
            ],
            Resources = [.. dna.Resources.Select(x => new DnaResourceBody(x.Key, x.Kind, x.Title, x.Description, x.Amount))],
            LegalBasis = DnaElementBody.All(dna.LegalBasis),
            Partners = DnaElementBody.All(dna.Partners),
            SuccessConditions = DnaElementBody.All(dna.SuccessConditions),
            Risks = [.. dna.Risks.Select(x => new DnaRiskBody(x.Key, x.Title, x.Response, x.Description))],
            Indicators = DnaElementBody.All(dna.Indicators),
            Adaptable = DnaElementBody.All(dna.Adaptable),
            Core = DnaElementBody.All(dna.Core),
            Documents = [.. dna.Documents.Select(x => new DnaDocumentBody(x.Key, x.Title, x.Url, x.Licence))],
        };

    internal InnovationDna ToDna() =>
        new()
        {
            Need = Need,
            Steps =
            [
                .. Steps.Select(x => new DnaStep(
                    x.Key,
                    x.Title,
                    x.Description,
                    x.DurationDays,
                    [.. (x.Stakeholders ?? []).Select(y => new DnaStakeholder(y.Name, y.Moment))]
                )),
            ],
            Resources = [.. Resources.Select(x => new DnaResource(x.Key, x.Kind, x.Title, x.Description, x.Amount))],
            LegalBasis = DnaElementBody.ToElements(LegalBasis),
            Partners = DnaElementBody.ToElements(Partners),
            SuccessConditions = DnaElementBody.ToElements(SuccessConditions),
            Risks = [.. Risks.Select(x => new DnaRisk(x.Key, x.Title, x.Description, x.Response))],
            Indicators = DnaElementBody.ToElements(Indicators),
            Adaptable = DnaElementBody.ToElements(Adaptable),
            Core = DnaElementBody.ToElements(Core),
            Documents = [.. Documents.Select(x => new DnaDocument(x.Key, x.Title, x.Url, x.Licence))],
        };
}

/// <summary>An element of the DNA.</summary>
/// <param name="Key">Stable key, a code, unique in its part.</param>
/// <param name="Title">Title, at most 200 characters.</param>
/// <param name="Description">More about it, at most 5 000 characters.</param>
public sealed record DnaElementBody(string Key, string Title, string? Description = null)
{
    internal static IReadOnlyList<DnaElementBody> All(IReadOnlyList<DnaElement> elements) =>
        [.. elements.Select(x => new DnaElementBody(x.Key, x.Title, x.Description))];

    internal static IReadOnlyList<DnaElement> ToElements(IReadOnlyList<DnaElementBody> bodies) =>
        [.. bodies.Select(x => new DnaElement(x.Key, x.Title, x.Description))];
}

/// <summary>A step; its place in the list is its order.</summary>
/// <param name="Key">Stable key, a code, unique among the steps.</param>
/// <param name="Title">What is done, at most 200 characters.</param>
/// <param name="DurationDays">How long it takes, 1 to 3 650 whole calendar days.</param>
/// <param name="Description">How it is done, at most 5 000 characters.</param>
/// <param name="Stakeholders">Who must take part, and when they come in; at most 50.</param>
public sealed record DnaStepBody(
    string Key,
    string Title,
    int DurationDays,
    string? Description = null,
    IReadOnlyList<DnaStakeholderBody>? Stakeholders = null
);

/// <summary>Who takes part in a step.</summary>
/// <param name="Name">Which kind of stakeholder, not a person: at most 200 characters.</param>
/// <param name="Moment">When it comes in.</param>
public sealed record DnaStakeholderBody(string Name, StakeholderMoment Moment);

/// <summary>A resource.</summary>
/// <param name="Key">Stable key, a code, unique among the resources.</param>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Title">Title, at most 200 characters.</param>
/// <param name="Description">More about it, at most 5 000 characters.</param>
/// <param name="Amount">How much, EUR; of investment and operating money, and of nothing else.</param>
public sealed record DnaResourceBody(string Key, ResourceKind Kind, string Title, string? Description = null, Money? Amount = null);

/// <summary>A risk that was met.</summary>
/// <param name="Key">Stable key, a code, unique among the risks.</param>
/// <param name="Title">Title, at most 200 characters.</param>
/// <param name="Response">What was done, at most 5 000 characters.</param>
/// <param name="Description">More about it, at most 5 000 characters.</param>
public sealed record DnaRiskBody(string Key, string Title, string Response, string? Description = null);

/// <summary>A document that another place may use again.</summary>
/// <param name="Key">Stable key, a code, unique among the documents.</param>
/// <param name="Title">What it is, at most 200 characters.</param>
/// <param name="Url">Where it can be had, at most 500 characters: https, or the <c>url</c> of a document that was uploaded to the innovation.</param>
/// <param name="Licence">Identifier of the SPDX licence list, spelt as there, such as <c>CC-BY-SA-4.0</c>.</param>
public sealed record DnaDocumentBody(string Key, string Title, string Url, string Licence);

internal sealed class InnovationDnaBodyValidator : AbstractValidator<InnovationDnaBody>
{
    public InnovationDnaBodyValidator()
    {
        RuleFor(x => x.Need).NotEmpty().MaximumLength(CatalogueLimits.Text);
        RuleFor(x => x.Steps).HasAtMost(Limits.Items);
        RuleForEach(x => x.Steps).NotNull().SetValidator(new DnaStepBodyValidator());
        RuleFor(x => x.Resources).HasAtMost(Limits.Items);
        RuleForEach(x => x.Resources).NotNull().SetValidator(new DnaResourceBodyValidator());
        RuleFor(x => x.LegalBasis).HasAtMost(Limits.Items);
        RuleForEach(x => x.LegalBasis).NotNull().SetValidator(new DnaElementBodyValidator());
        RuleFor(x => x.Partners).HasAtMost(Limits.Items);
        RuleForEach(x => x.Partners).NotNull().SetValidator(new DnaElementBodyValidator());
        RuleFor(x => x.SuccessConditions).HasAtMost(Limits.Items);
        RuleForEach(x => x.SuccessConditions).NotNull().SetValidator(new DnaElementBodyValidator());
        RuleFor(x => x.Risks).HasAtMost(Limits.Items);
        RuleForEach(x => x.Risks).NotNull().SetValidator(new DnaRiskBodyValidator());
        RuleFor(x => x.Indicators).HasAtMost(Limits.Items);
        RuleForEach(x => x.Indicators).NotNull().SetValidator(new DnaElementBodyValidator());
        RuleFor(x => x.Adaptable).HasAtMost(Limits.Items);
        RuleForEach(x => x.Adaptable).NotNull().SetValidator(new DnaElementBodyValidator());
        RuleFor(x => x.Core).HasAtMost(Limits.Items);
        RuleForEach(x => x.Core).NotNull().SetValidator(new DnaElementBodyValidator());
        RuleFor(x => x.Documents).HasAtMost(Limits.Items);
        RuleForEach(x => x.Documents).NotNull().SetValidator(new DnaDocumentBodyValidator());
    }
}

internal sealed class DnaElementBodyValidator : AbstractValidator<DnaElementBody>
{
    public DnaElementBodyValidator()
    {
        RuleFor(x => x.Key).IsCode();
        RuleFor(x => x.Title).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Description).MaximumLength(CatalogueLimits.Text);
    }
}

internal sealed class DnaStepBodyValidator : AbstractValidator<DnaStepBody>
{
    public DnaStepBodyValidator()
    {
        RuleFor(x => x.Key).IsCode();
        RuleFor(x => x.Title).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.DurationDays).InclusiveBetween(1, CatalogueLimits.Days);
        RuleFor(x => x.Description).MaximumLength(CatalogueLimits.Text);
        RuleFor(x => x.Stakeholders).HasAtMost(Limits.Items);
        RuleForEach(x => x.Stakeholders).NotNull().SetValidator(new DnaStakeholderBodyValidator());
    }
}

internal sealed class DnaStakeholderBodyValidator : AbstractValidator<DnaStakeholderBody>
{
    public DnaStakeholderBodyValidator() => RuleFor(x => x.Name).NotEmpty().MaximumLength(Limits.Title);
}

internal sealed class DnaResourceBodyValidator : AbstractValidator<DnaResourceBody>
{
    public DnaResourceBodyValidator()
    {
        RuleFor(x => x.Key).IsCode();
        RuleFor(x => x.Title).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Description).MaximumLength(CatalogueLimits.Text);
        RuleFor(x => x.Amount!.Value.Amount)
            .InclusiveBetween(0, CatalogueLimits.Amount)
            .OverridePropertyName("amount.amount")
            .When(x => x.Amount is not null);
    }
}

internal sealed class DnaRiskBodyValidator : AbstractValidator<DnaRiskBody>
{
    public DnaRiskBodyValidator()
    {
        RuleFor(x => x.Key).IsCode();
        RuleFor(x => x.Title).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Response).NotEmpty().MaximumLength(CatalogueLimits.Text);
        RuleFor(x => x.Description).MaximumLength(CatalogueLimits.Text);
    }
}

internal sealed class DnaDocumentBodyValidator : AbstractValidator<DnaDocumentBody>
{
    public DnaDocumentBodyValidator()
    {
        RuleFor(x => x.Key).IsCode();
        RuleFor(x => x.Title).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Url).NotEmpty().MaximumLength(CatalogueLimits.Url).Matches(CatalogueLimits.DocumentUrlPattern);
        RuleFor(x => x.Licence).NotEmpty().MaximumLength(Limits.Code).Matches(CatalogueLimits.LicencePattern);
    }
}
