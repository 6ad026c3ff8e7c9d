using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SocialInnovation.Client;

/// <summary>What the generator leaves to whoever uses the client.</summary>
public partial class SocialInnovationClient
{
    /// <summary>The text of a refusal stays in its exception.</summary>
    partial void Initialize() => ReadResponseAsString = true;

    static partial void UpdateJsonSerializerSettings(JsonSerializerOptions settings)
    {
        // The generator writes the converter on members that are one word, and forgets it on lists of words.
        settings.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        settings.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatIsNotSet } };
    }

    // Most optional members take no null, and a member that must be sent may be null: the two are told apart.
    private static void LeaveOutWhatIsNotSet(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.ShouldSerialize = (_, value) => value is not null || property.IsRequired;
        }
    }
}
