using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using SocialInnovation.Application.Platform;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Platform.Audit;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>A personal value that an entry of the audit trail commits to.</summary>
internal sealed record CommittedValue(string Commitment, Guid? Person, string Value, byte[] Salt);

/// <summary>What the audit trail tells of a value: all of it, its last characters, or a commitment to it.</summary>
internal sealed class AuditedValues
{
    private const int FewestTold = 12;
    private const int Told = 4;
    private const string Mask = "****";
    private const string Self = "Id";

    private static readonly ConcurrentDictionary<Type, IReadOnlyList<PropertyInfo>> Marked = new();

    private readonly List<CommittedValue> committed = [];

    public IReadOnlyList<CommittedValue> Committed => committed;

    /// <summary>What is told of a property of an entity.</summary>
    public JsonNode? Tell(EntityEntry entry, PropertyInfo? property, JsonNode? value)
    {
        if (property is null || value is null)
        {
            return value;
        }

        return property.GetCustomAttribute<BankDataAttribute>() is not null ? Masked(value)
            : property.GetCustomAttribute<NamesPersonAttribute>() is { } personal
                ? Commit(value, GuidOf(entry.Property(personal.Of ?? Self).CurrentValue))
            : Within(property.PropertyType, value);
    }

    /// <summary>Whether all of a property is told, and in clear.</summary>
    public static bool IsToldAsItIs(PropertyInfo? property) =>
        property is not null
        && !property.IsDefined(typeof(BankDataAttribute))
        && !property.IsDefined(typeof(NamesPersonAttribute))
        && Marked.GetOrAdd(ItemOf(property.PropertyType), FindMarked).Count == 0;

    // A document's own members can be marked too.
    private JsonNode? Within(Type type, JsonNode? value)
    {
        var item = ItemOf(type);
        if (Marked.GetOrAdd(item, FindMarked) is not { Count: > 0 } marked)
        {
            return value;
        }

        foreach (var document in value is JsonArray items ? items.OfType<JsonObject>() : new[] { value }.OfType<JsonObject>())
        {
            foreach (var property in marked.Where(x => document[Camel(x.Name)] is not null))
            {
                var told = document[Camel(property.Name)]!.DeepClone();
                document[Camel(property.Name)] = property.GetCustomAttribute<NamesPersonAttribute>() is { } personal
                    ? Commit(told, document[Camel(personal.Of ?? Self)] is { } of ? Guid.Parse(of.GetValue<string>()) : null)
                    : Masked(told);
            }
        }

        return value;
    }

    private JsonObject Commit(JsonNode value, Guid? person)
    {
        var (text, salt) = (value.ToJsonString(), RandomNumberGenerator.GetBytes(Commitments.SaltBytes));
        var commitment = Commitments.Of(text, salt);
        committed.Add(new CommittedValue(commitment, person, text, salt));
        return AuditCommitments.Write(commitment, person);
    }

    private static JsonNode Masked(JsonNode value) =>
        value is JsonValue text && text.TryGetValue<string>(out var told) && told.Length >= FewestTold ? Mask + told[^Told..] : Mask;

    private static IReadOnlyList<PropertyInfo> FindMarked(Type type) =>
        type.Namespace?.StartsWith(nameof(SocialInnovation), StringComparison.Ordinal) == true
            ? [.. type.GetProperties().Where(x => x.IsDefined(typeof(NamesPersonAttribute)) || x.IsDefined(typeof(BankDataAttribute)))]
            : [];

    private static Type ItemOf(Type type) =>
        type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)) && type.IsGenericType ? type.GetGenericArguments()[0] : type;

    private static Guid? GuidOf(object? id) => id as Guid? ?? id?.GetType().GetProperty(nameof(UserId.Value))?.GetValue(id) as Guid?;

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
