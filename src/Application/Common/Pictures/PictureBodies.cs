using FluentValidation;
using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Application.Common.Pictures;

/// <summary>What is said of a picture.</summary>
public interface IPictureTexts
{
    string? AlternativeFr { get; }

    string? AlternativeEn { get; }

    string? CaptionFr { get; }

    string? CaptionEn { get; }

    string? Credit { get; }
}

/// <summary>The pictures as they are to be shown.</summary>
/// <param name="Pictures">In their order, at most 20; one that is not named is removed.</param>
public sealed record ShownPicturesBody(IReadOnlyList<ShownPictureBody> Pictures);

/// <summary>A picture and what is said of it.</summary>
public sealed record ShownPictureBody : IPictureTexts
{
    /// <summary>The picture, one of those that were added here.</summary>
    public required PictureId Id { get; init; }

    /// <summary>What it shows, for who does not see it, in French, at most 250 characters; one in French or in English is needed.</summary>
    public string? AlternativeFr { get; init; }

    /// <summary>The same in English.</summary>
    public string? AlternativeEn { get; init; }

    /// <summary>What stands under it, in French, at most 250 characters.</summary>
    public string? CaptionFr { get; init; }

    /// <summary>The same in English.</summary>
    public string? CaptionEn { get; init; }

    /// <summary>Whose picture it is, as it is to be named, at most 100 characters.</summary>
    public string? Credit { get; init; }
}

internal sealed class ShownPicturesBodyValidator : AbstractValidator<ShownPicturesBody>
{
    public ShownPicturesBodyValidator()
    {
        RuleFor(x => x.Pictures).NotNull().HasAtMost(PictureLimits.Pictures);
        RuleForEach(x => x.Pictures).NotNull().SetValidator(new ShownPictureBodyValidator());
    }
}

internal sealed class ShownPictureBodyValidator : AbstractValidator<ShownPictureBody>
{
    public ShownPictureBodyValidator()
    {
        RuleFor(x => x.AlternativeFr).MaximumLength(PictureLimits.Alternative);
        RuleFor(x => x.AlternativeEn).MaximumLength(PictureLimits.Alternative);
        RuleFor(x => x.CaptionFr).MaximumLength(PictureLimits.Caption);
        RuleFor(x => x.CaptionEn).MaximumLength(PictureLimits.Caption);
        RuleFor(x => x.Credit).MaximumLength(PictureLimits.Credit);
    }
}

internal static class PictureRules
{
    /// <summary>The picture with what is said of it; what is blank is not said.</summary>
    public static ShownPicture Show(this IPictureTexts texts, PictureId id) =>
        new()
        {
            Id = id,
            AlternativeFr = Said(texts.AlternativeFr),
            AlternativeEn = Said(texts.AlternativeEn),
            CaptionFr = Said(texts.CaptionFr),
            CaptionEn = Said(texts.CaptionEn),
            Credit = Said(texts.Credit),
        };

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A picture was added.</summary>
/// <param name="Id">What it was added to.</param>
/// <param name="Version">The version of that after the change.</param>
/// <param name="PictureId">The picture.</param>
public sealed record PictureReceipt(Guid Id, int Version, PictureId PictureId) : Receipt(Id, Version);
