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
        .. from type in typeof(PersonalDataAttribute).Assembly.GetTypes().Concat(typeof(MarkedMembers).Assembly.GetTypes())
        from property in type.GetProperties()
        let marked = property.GetCustomAttribute<PersonalDataAttribute>()
        where marked is not null
        let resource = Naming.KebabCase(type.Name)
        let member = JsonNamingPolicy.CamelCase.ConvertName(property.Name)
        orderby resource, member
        select new PersonalDatum(resource, member, marked.Purpose, marked.Retention, marked.Basis),
    ];
}
