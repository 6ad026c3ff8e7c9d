using Microsoft.EntityFrameworkCore;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Persistence.Conversions;

/// <summary>How the domain's types are kept, said once: ids as uuid, money as numeric(18,2), enums as their word on the wire.</summary>
internal static class PersistenceConventions
{
    private const int LongestWord = 40;

    private static readonly Type[] DomainTypes = typeof(Money).Assembly.GetTypes();

    public static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IEntityId<>));

    public static void Apply(ModelConfigurationBuilder builder)
    {
        foreach (var id in DomainTypes.Where(IsId))
        {
            builder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        }

        foreach (var word in DomainTypes.Where(x => x.IsEnum))
        {
            builder.Properties(word).HaveConversion(typeof(EnumConverter<>).MakeGenericType(word)).HaveMaxLength(LongestWord);
        }

        builder.Properties<Money>().HaveConversion<MoneyConverter>().HavePrecision(18, 2);
        builder.Properties<Percentage>().HaveConversion<PercentageConverter>().HavePrecision(7, Percentage.Decimals);
        builder.Properties<Siren>().HaveConversion<SirenConverter>().HaveMaxLength(Siren.Length);
        builder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        builder.Properties<IReadOnlyList<string>>().HaveConversion<StringListConverter, StringListComparer>();
    }
}
