using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialInnovation.Client;

/// <summary>What the generator leaves to whoever uses the client: the words of enums in lists, and that a member without a value is not sent.</summary>
public partial class SocialInnovationClient
{
    static partial void UpdateJsonSerializerSettings(JsonSerializerOptions settings)
    {
        settings.Converters.Add(new JsonStringEnumConverter());
        settings.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
    }
}
