namespace SocialInnovation.Application.Common.Pictures;

/// <summary>A picture, where it is shown.</summary>
public sealed record ShownPictureModel
{
    /// <summary>Identifier; a post's Markdown names it as <c>picture:{id}</c>.</summary>
    public required PictureId Id { get; init; }

    /// <summary>What it shows, in French.</summary>
    public string? AlternativeFr { get; init; }

    /// <summary>What it shows, in English; there is one in French or in English.</summary>
    public string? AlternativeEn { get; init; }

    /// <summary>What stands under it, in French.</summary>
    public string? CaptionFr { get; init; }

    /// <summary>What stands under it, in English.</summary>
    public string? CaptionEn { get; init; }

    /// <summary>Whose picture it is.</summary>
    public string? Credit { get; init; }

    /// <summary>The picture in its sizes, the smallest first.</summary>
    public required IReadOnlyList<PictureSize> Sizes { get; init; }

    internal static IReadOnlyList<ShownPictureModel> Of(
        IReadOnlyList<ShownPicture> pictures,
        IReadOnlyDictionary<PictureId, IReadOnlyList<PictureSize>> sizes
    ) => [.. pictures.Where(x => sizes.ContainsKey(x.Id)).Select(x => Of(x, sizes[x.Id]))];

    private static ShownPictureModel Of(ShownPicture picture, IReadOnlyList<PictureSize> sizes) =>
        new()
        {
            Id = picture.Id,
            AlternativeFr = picture.AlternativeFr,
            AlternativeEn = picture.AlternativeEn,
            CaptionFr = picture.CaptionFr,
            CaptionEn = picture.CaptionEn,
            Credit = picture.Credit,
            Sizes = sizes,
        };
}

/// <summary>A picture in one size.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Source">Where it is.</param>
public sealed record PictureSize(int Width, int Height, string Source)
{
    public static PictureSize Of(PictureId picture, int width, int height) =>
        new(width, height, $"/api/v1/pictures/{picture.Value}?width={width}");
}
