using System.Reflection;
using System.Text.Json;

namespace SocialInnovation.Api.Http;

/// <summary>What each pattern of a request means, in words: nobody has to read an expression to learn what is wanted.</summary>
internal static class Forms
{
    private const string Resource = "SocialInnovation.Api.Http.forms.json";

    private static readonly Dictionary<string, Form> All = Load();

    public static IReadOnlyCollection<string> Patterns => All.Keys;

    /// <summary>The pattern in words; itself where nobody has put it into words.</summary>
    public static string Of(string pattern, bool french) =>
        !All.TryGetValue(pattern, out var form) ? pattern
        : french ? form.Fr
        : form.En;

    private static Dictionary<string, Form> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        return JsonSerializer.Deserialize<Dictionary<string, Form>>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record Form(string En, string Fr);
}
