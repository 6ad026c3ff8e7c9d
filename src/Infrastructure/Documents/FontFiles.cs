using System.Reflection;
using PdfSharp.Fonts;

namespace SocialInnovation.Infrastructure.Documents;

/// <summary>The documents' fonts come from this assembly, never from the machine.</summary>
internal sealed class FontFiles : IFontResolver
{
    private const string Folder = "SocialInnovation.Infrastructure.Documents.Fonts.";

    // The library has one resolver for the whole process: it is set when the first font is asked for, and once.
    static FontFiles() => GlobalFontSettings.FontResolver = new FontFiles();

    /// <summary>The family of both files; asking for it is what makes them known.</summary>
    public static string Family { get; } = "Liberation Sans";

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
        familyName == Family ? new FontResolverInfo(isBold ? "LiberationSans-Bold.ttf" : "LiberationSans-Regular.ttf") : null;

    public byte[] GetFont(string faceName)
    {
        using var font = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + faceName)!;
        var bytes = new byte[font.Length];
        font.ReadExactly(bytes);
        return bytes;
    }
}
