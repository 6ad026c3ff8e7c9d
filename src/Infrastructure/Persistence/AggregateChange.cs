using System.Collections;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>All that changes of one aggregate in one save: its root and its owned children.</summary>
internal sealed class AggregateChange(EntityEntry root)
{
    // From so many items on, a new list is copied within the database and not sent a second time.
    private const int Many = 1_000;

    private readonly List<EntityEntry> children = [];
    private readonly List<IProperty> copied = [];

    public EntityEntry Root => root;

    public JsonObject Before { get; } = [];

    public JsonObject After { get; } = [];

    public AuditedValues Values { get; } = new();

    /// <summary>Long lists of a new root, which are not in <see cref="After"/>: the audit row takes them from the row that is written.</summary>
    public IReadOnlyList<IProperty> Copied => copied;

    public static IReadOnlyList<AggregateChange> Collect(ChangeTracker tracker)
    {
        var entries = tracker.Entries().ToList();
        var changes = new Dictionary<object, AggregateChange>(ReferenceEqualityComparer.Instance);
        foreach (var entry in entries.Where(x => x.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            if (FindRoot(entry, entries) is not { } root)
            {
                continue;
            }

            if (!changes.TryGetValue(root.Entity, out var change))
            {
                changes[root.Entity] = change = new AggregateChange(root);
            }

            if (!ReferenceEquals(root.Entity, entry.Entity))
            {
                change.children.Add(entry);
            }
        }

        foreach (var change in changes.Values)
        {
            change.Describe();
        }

        return [.. changes.Values];
    }

    public void RaiseVersion()
    {
        if (root.State != EntityState.Deleted)
        {
            var version = root.Property(nameof(IAggregateRoot.Version));
            version.CurrentValue = (int)version.CurrentValue! + 1;
        }
    }

    private static EntityEntry? FindRoot(EntityEntry entry, List<EntityEntry> entries)
    {
        while (entry.Metadata.FindOwnership() is { } ownership)
        {
            var key = ownership.Properties.Select(x => entry.Property(x).CurrentValue).ToArray();
            entry = entries.Single(candidate =>
                candidate.Metadata == ownership.PrincipalEntityType
                && ownership.PrincipalKey.Properties.Select(x => candidate.Property(x).CurrentValue).SequenceEqual(key)
            );
        }

        return entry.Entity is IAggregateRoot ? entry : null;
    }

    private void Describe()
    {
        DescribeProperties(root, Before, After);
        foreach (var child in children)
        {
            var name = Camel(child.Metadata.FindOwnership()!.PrincipalToDependent!.Name);
            JsonObject before = [];
            JsonObject after = [];
            DescribeProperties(child, before, after);
            Append(Before, name, before);
            Append(After, name, after);
        }
    }

    private static void Append(JsonObject target, string name, JsonObject item)
    {
        if (item.Count == 0)
        {
            return;
        }

        if (target[name] is not JsonArray list)
        {
            target[name] = list = [];
        }

        list.Add(item);
    }

    private void DescribeProperties(EntityEntry entry, JsonObject before, JsonObject after)
    {
        foreach (var property in entry.Properties.Where(x => IsTold(x.Metadata)))
        {
            if (entry.State is EntityState.Deleted || (entry.State is EntityState.Modified && property.IsModified))
            {
                before[Camel(property.Metadata.Name)] = Tell(entry, property.Metadata, property.OriginalValue);
            }

            if (entry == root && entry.State is EntityState.Added && IsCopied(property))
            {
                copied.Add(property.Metadata);
            }
            else if (entry.State is EntityState.Added || (entry.State is EntityState.Modified && property.IsModified))
            {
                after[Camel(property.Metadata.Name)] = Tell(entry, property.Metadata, property.CurrentValue);
            }
        }
    }

    // Contents of files are no news for an auditor, and the version is implied by the number of rows.
    private static bool IsTold(IProperty property) =>
        property.ClrType != typeof(byte[]) && property.Name != nameof(IAggregateRoot.Version) && !property.IsShadowProperty();

    private static bool IsCopied(PropertyEntry property) =>
        property.CurrentValue is ICollection { Count: >= Many }
        && property.Metadata.GetColumnType() == "jsonb"
        && AuditedValues.IsToldAsItIs(property.Metadata.PropertyInfo);

    private JsonNode? Tell(EntityEntry entry, IProperty property, object? value) =>
        Values.Tell(entry, property.PropertyInfo, ToJson(property, value));

    private static JsonNode? ToJson(IProperty property, object? value)
    {
        var kept = property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
        return kept switch
        {
            null => null,
            string json when property.GetColumnType() == "jsonb" => JsonNode.Parse(json),
            string text => JsonValue.Create(text),
            string[] list => new JsonArray([.. list.Select(x => JsonValue.Create(x))]),
            Guid[] list => new JsonArray([.. list.Select(x => JsonValue.Create(x))]),
            decimal number => JsonValue.Create(number),
            DateTimeOffset instant => JsonValue.Create(instant),
            int number => JsonValue.Create(number),
            long number => JsonValue.Create(number),
            bool flag => JsonValue.Create(flag),
            Guid id => JsonValue.Create(id),
            IFormattable formattable => JsonValue.Create(formattable.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
            _ => JsonValue.Create(kept.ToString()),
        };
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
