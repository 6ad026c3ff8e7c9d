using System.Globalization;
using FluentValidation;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.FindInnovations;

/// <summary>What every way of finding public innovations can ask for; what is null leaves none out.</summary>
public interface IInnovationQuestion
{
    string? Q { get; }

    string? Theme { get; }

    string? Initiator { get; }

    string? Department { get; }

    string? Stage { get; }

    string? Box { get; }

    string? Near { get; }

    int? Within { get; }
}

/// <summary>A rectangle of the map, degrees (WGS 84), as RFC 7946 orders its corners.</summary>
public sealed record MapBox(decimal West, decimal South, decimal East, decimal North);

/// <summary>A circle on the map: its centre in degrees (WGS 84), its radius in kilometres.</summary>
public sealed record MapCircle(decimal Latitude, decimal Longitude, int Kilometres);

internal static class InnovationQuestions
{
    private const int DefaultKilometres = 30;

    /// <summary>Bounds of every question's members.</summary>
    public static void AsksForInnovations<T>(this AbstractValidator<T> validator)
        where T : IInnovationQuestion
    {
        validator.RuleFor(x => x.Q).MaximumLength(CatalogueLimits.Question).Matches(@"\S");
        validator.RuleFor(x => x.Theme).MaximumLength(Limits.Code).Matches(Limits.CodePattern);
        validator.RuleFor(x => x.Initiator).IsWordOf<T, Initiator>();
        validator.RuleFor(x => x.Department).MaximumLength(3).Matches(CatalogueLimits.DepartmentPattern);
        validator.RuleFor(x => x.Stage).IsWordOf<T, InnovationStage>();
        validator.RuleFor(x => x.Box).MaximumLength(CatalogueLimits.BoxLength).Matches(CatalogueLimits.BoxPattern);
        validator.RuleFor(x => x.Near).MaximumLength(CatalogueLimits.SpotLength).Matches(CatalogueLimits.SpotPattern);
        validator.RuleFor(x => x.Within).InclusiveBetween(1, CatalogueLimits.Kilometres);
    }

    /// <summary>Why it can't be answered, though each member is well formed.</summary>
    public static Error? WhyNot(this IInnovationQuestion question) =>
        question.Box() is { } box && (box.West >= box.East || box.South >= box.North) ? SearchErrors.BoxEmpty
        : question is { Within: not null, Near: null } ? SearchErrors.CentreMissing
        : null;

    public static MapBox? Box(this IInnovationQuestion question) =>
        question.Box is { } text && Degrees(text) is [var west, var south, var east, var north]
            ? new MapBox(west, south, east, north)
            : null;

    public static MapCircle? Circle(this IInnovationQuestion question) =>
        question.Near is { } text && Degrees(text) is [var latitude, var longitude]
            ? new MapCircle(latitude, longitude, question.Within ?? DefaultKilometres)
            : null;

    private static decimal[] Degrees(string text) => [.. text.Split(',').Select(x => decimal.Parse(x, CultureInfo.InvariantCulture))];
}
