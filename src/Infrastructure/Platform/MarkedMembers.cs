using System.Reflection;
using System.Text.Json;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Platform;

/// <summary>Read once from the attributes of what is kept.</summary>
internal sealed class MarkedMembers : IPersonalData
{
    public IReadOnlyList<PersonalDatum> All { get; } =
    [
        .. typeof(PersonalDataAttribute)
            .Assembly.GetTypes()
            .Concat(typeof(MarkedMembers).Assembly.GetTypes())
            .SelectMany(type => type.GetProperties().Select(x => Read(type, x)))
            .OfType<PersonalDatum>()
            .OrderBy(x => x.Resource, StringComparer.Ordinal)
            .ThenBy(x => x.Member, StringComparer.Ordinal),
    ];

    private static PersonalDatum? Read(Type type, PropertyInfo property) =>
        property.GetCustomAttribute<PersonalDataAttribute>() is { } marked
            ? new PersonalDatum(
                Naming.KebabCase(type.Name),
                JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                marked.Purpose,
                marked.Retention,
                marked.Basis
            )
            : null;
}
