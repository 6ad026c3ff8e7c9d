namespace SocialInnovation.Domain.SharedKernel;

/// <summary>Identifies a picture.</summary>
public readonly record struct PictureId(Guid Value) : IEntityId<PictureId>
{
    public static PictureId From(Guid value) => new(value);

    public static bool operator <(PictureId left, PictureId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(PictureId left, PictureId right) => left.Value.CompareTo(right.Value) > 0;
}

/// <summary>A picture where it is shown, with what is read in its place.</summary>
public sealed record ShownPicture
{
    /// <summary>The picture.</summary>
    public required PictureId Id { get; init; }

    /// <summary>What it shows, for who does not see it, in French; there is one in French or in English.</summary>
    public string? AlternativeFr { get; init; }

    /// <summary>The same in English.</summary>
    public string? AlternativeEn { get; init; }

    public string? CaptionFr { get; init; }

    public string? CaptionEn { get; init; }

    /// <summary>Whose picture it is, as it is to be named beside it.</summary>
    [PersonalData(ProcessingPurpose.Blog, Retention.Archive, LegalBasis.PublicTask)]
    public string? Credit { get; init; }

    /// <summary>Whether somebody who does not see it is told nothing.</summary>
    public bool IsSilent() => string.IsNullOrWhiteSpace(AlternativeFr) && string.IsNullOrWhiteSpace(AlternativeEn);
}

/// <summary>The rules of a list of pictures.</summary>
public static class ShownPictures
{
    /// <summary>Why a list of pictures can't take the place of another: each is one of those, once, with something to be read in its place.</summary>
    public static Error? WhyNotArrange(this IReadOnlyList<ShownPicture> pictures, IReadOnlyList<ShownPicture> known)
    {
        foreach (var (index, picture) in pictures.Index())
        {
            if (known.All(x => x.Id != picture.Id))
            {
                return ShownPictureErrors.Unknown(index);
            }

            if (pictures.Take(index).Any(x => x.Id == picture.Id))
            {
                return ShownPictureErrors.Twice(index);
            }

            if (picture.IsSilent())
            {
                return ShownPictureErrors.Silent.At($"#/pictures/{index}/alternativeFr");
            }
        }

        return null;
    }
}

/// <summary>All ways in which a list of pictures is refused.</summary>
public static class ShownPictureErrors
{
    public static Error Unknown(int index) => Error.Rule("platform.unknown-picture").At($"#/pictures/{index}/id");

    public static Error Twice(int index) => Error.Rule("platform.picture-twice").At($"#/pictures/{index}/id");

    /// <summary>Who does not see the picture would be told nothing.</summary>
    public static Error Silent => Error.Rule("platform.picture-without-alternative");
}
