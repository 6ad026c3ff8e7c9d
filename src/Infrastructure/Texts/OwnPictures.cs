using System.Globalization;
using AngleSharp.Dom;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Texts;

/// <summary>Offers a text's own pictures in all their sizes, so that a browser takes the one that it needs, when it comes into view.</summary>
internal static class OwnPictures
{
    private const int Middle = 640;

    /// <summary>For who takes no part in the choice.</summary>
    public static PictureSize MiddleOf(IReadOnlyList<PictureSize> sizes) => sizes.FirstOrDefault(x => x.Width >= Middle) ?? sizes[^1];

    public static void Offer(IDocument document, IReadOnlyDictionary<PictureId, IReadOnlyList<PictureSize>> pictures)
    {
        var known = pictures.Values.ToDictionary(x => MiddleOf(x).Source, StringComparer.Ordinal);
        foreach (var picture in document.QuerySelectorAll("img"))
        {
            if (!known.TryGetValue(picture.GetAttribute("src")!, out var sizes))
            {
                continue;
            }

            var largest = sizes[^1];
            picture.SetAttribute("srcset", string.Join(", ", sizes.Select(x => Invariant($"{x.Source} {x.Width}w"))));
            picture.SetAttribute("sizes", Invariant($"(max-width: {largest.Width}px) 100vw, {largest.Width}px"));
            picture.SetAttribute("width", Invariant($"{largest.Width}"));
            picture.SetAttribute("height", Invariant($"{largest.Height}"));
            picture.SetAttribute("loading", "lazy");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
