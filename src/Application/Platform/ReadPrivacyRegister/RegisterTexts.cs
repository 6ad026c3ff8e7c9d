using System.Text.Json;

namespace SocialInnovation.Application.Platform.ReadPrivacyRegister;

/// <summary>The words of the record of processing, in English and French.</summary>
internal sealed class RegisterTexts
{
    private const string Resource = "SocialInnovation.Application.Platform.ReadPrivacyRegister.register.json";

    private readonly Dictionary<string, Dictionary<string, string[]>> texts = Load();

    public string Of(string kind, string word, string language) => texts[kind][word][language == "fr" ? 1 : 0];

    private static Dictionary<string, Dictionary<string, string[]>> Load()
    {
        using var stream = typeof(RegisterTexts).Assembly.GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(stream)!;
    }
}
