using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Application.Common.Access;

/// <summary>Says that a query shows its caller nothing but what is the caller's own, so that no reading is recorded.</summary>
/// <param name="roles">Only of callers who have no other role; none for every caller.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OwnDataAttribute(params Role[] roles) : Attribute
{
    public bool IsOf(Caller caller) => roles.Length == 0 || caller.Roles.All(roles.Contains);
}

/// <summary>Which personal data a query answers with, read from its model once: the one place that decides which readings are recorded.</summary>
public sealed class PersonalReading
{
    private static readonly ConcurrentDictionary<Type, PersonalReading?> Known = new();

    private readonly Shape shape;
    private readonly PropertyInfo? addressed;
    private readonly OwnDataAttribute? own;

    private PersonalReading(Type query, Shape shape, Type model)
    {
        this.shape = shape;
        (addressed, own) = (query.GetProperty("Id"), query.GetCustomAttribute<OwnDataAttribute>());
        Action = Naming.KebabCase(query.Name);
        Kind = Naming.KebabCase(Stem(model.Name, "Summary", "Model"));
        IsNamed = shape.IsNamed(addressed is not null);
    }

    /// <summary>Name of the query in the trail.</summary>
    public string Action { get; }

    /// <summary>Kind of what is read.</summary>
    public string Kind { get; }

    /// <summary>Whether for each personal datum it is known whose it is, or in which record it stands.</summary>
    public bool IsNamed { get; }

    /// <summary>Null for a query whose model has no personal datum.</summary>
    public static PersonalReading? Of(Type query) => Known.GetOrAdd(query, Read);

    /// <summary>Whether such a reading by this caller is one to record: what everybody may read is not, nor what is the caller's own.</summary>
    public bool IsRecorded(Caller? caller) => caller is not null && own?.IsOf(caller) != true;

    /// <summary>The ids of whom, or of the records of whom, the answer tells.</summary>
    public IReadOnlyList<Guid> Ids(object query, object model)
    {
        var ids = new List<Guid>();
        shape.Collect(model, addressed is null ? null : IdOf(addressed.GetValue(query)), ids);
        return [.. ids.Distinct()];
    }

    private static PersonalReading? Read(Type query)
    {
        var answer = query
            .GetInterfaces()
            .Single(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IQuery<>))
            .GetGenericArguments()[0];
        var shape = Shape.Of(answer);
        return shape.HoldsPersonalData ? new PersonalReading(query, shape, Shape.ItemOf(answer)) : null;
    }

    private static string Stem(string name, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                return name[..^ending.Length];
            }
        }

        return name;
    }

    private static Guid? IdOf(object? value) => value as Guid? ?? value?.GetType().GetProperty("Value")?.GetValue(value) as Guid?;

    /// <summary>Where in a type of model the personal data are.</summary>
    private sealed class Shape
    {
        private readonly List<(PropertyInfo Property, Shape Shape)> parts = [];
        private PropertyInfo? identity;
        private bool isPersonal;

        public bool HoldsPersonalData => isPersonal || parts.Exists(x => x.Shape.HoldsPersonalData);

        public static Shape Of(Type type) => Of(ItemOf(type), []);

        /// <summary>The type of a list's or page's items; any other type itself.</summary>
        public static Type ItemOf(Type type) =>
            type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Paging.Page<>) ? type.GetGenericArguments()[0]
            : type != typeof(string) && ListOf(type) is { } list ? ItemOf(list.GetGenericArguments()[0])
            : type;

        public bool IsNamed(bool isAbove)
        {
            var isHere = isAbove || identity is not null;
            return (!isPersonal || isHere) && parts.TrueForAll(x => x.Shape.IsNamed(isHere));
        }

        public void Collect(object? model, Guid? above, List<Guid> ids)
        {
            if (model is IEnumerable items)
            {
                foreach (var item in items)
                {
                    Collect(item, above, ids);
                }
            }
            else if (
                model is not null
                && model.GetType() is { IsGenericType: true } page
                && page.GetGenericTypeDefinition() == typeof(Paging.Page<>)
            )
            {
                Collect(page.GetProperty("Items")!.GetValue(model), above, ids);
            }
            else if (model is not null)
            {
                CollectHere(model, above, ids);
            }
        }

        private void CollectHere(object model, Guid? above, List<Guid> ids)
        {
            var here = identity is null ? above : IdOf(identity.GetValue(model)) ?? above;
            if (isPersonal && here is { } id)
            {
                ids.Add(id);
            }

            foreach (var (property, shape) in parts)
            {
                shape.Collect(property.GetValue(model), here, ids);
            }
        }

        private static Shape Of(Type type, HashSet<Type> within)
        {
            var shape = new Shape();
            if (type.Assembly.GetName().Name?.StartsWith(nameof(SocialInnovation), StringComparison.Ordinal) != true || !within.Add(type))
            {
                return shape;
            }

            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (property.GetCustomAttribute<NamesPersonAttribute>() is { } personal)
                {
                    shape.isPersonal = true;
                    shape.identity ??= personal.Of is { } of ? type.GetProperty(of) : null;
                }

                var part = Of(ItemOf(property.PropertyType), within);
                if (part.HoldsPersonalData)
                {
                    shape.parts.Add((property, part));
                }
            }

            shape.identity ??= type.GetProperty("Id");
            within.Remove(type);
            return shape;
        }

        private static Type? ListOf(Type type) =>
            type.GetInterfaces()
                .Prepend(type)
                .FirstOrDefault(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IEnumerable<>));
    }
}
