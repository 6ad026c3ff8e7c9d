using System.Reflection;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Architecture.Tests;

/// <summary>What is personal is marked as such, and no query hands it out unrecorded.</summary>
public sealed class PersonalReadingTests
{
    /// <summary>Names of members that speak of a person, or of its account, whoever writes them.</summary>
    private static readonly string[] Telling =
    [
        "UserName",
        "DisplayName",
        "FirstName",
        "LastName",
        "Email",
        "EmailAddress",
        "Phone",
        "PhoneNumber",
        "BirthDate",
        "PostalAddress",
        "Iban",
        "Bic",
    ];

    private static readonly Type[] Application = typeof(PersonalReading).Assembly.GetTypes();

    private static readonly Type[] Domain = typeof(NamesPersonAttribute).Assembly.GetTypes();

    private static IReadOnlyList<Type> Queries => [.. Application.Where(x => !x.IsInterface && x.IsAssignableTo(typeof(IQuery)))];

    [Fact]
    public void EveryQueryWithPersonalData_NamesWhatWasRead()
    {
        var personal = Queries.Select(x => (Query: x, Reading: PersonalReading.Of(x))).Where(x => x.Reading is not null).ToList();

        Assert.Superset(
            new HashSet<string> { "GetApplication", "GetGroup", "GetPanel", "ListScoreSheets", "ListUsers", "ReadAuditTrail" },
            personal.Select(x => x.Query.Name).ToHashSet()
        );
        Assert.Empty(personal.Where(x => !x.Reading!.IsNamed).Select(x => x.Query.Name));
    }

    [Fact]
    public void EveryAnswerWithATellingMember_IsOneWithPersonalData() =>
        Assert.Empty(
            Queries
                .Where(x => !AccessRule.Of(x).IsAnonymous)
                .SelectMany(x => Members(Answer(x), []).Where(IsTelling).Where(y => !IsMarked(y)).Select(y => $"{x.Name}: {Name(y)}"))
        );

    [Fact]
    public void EveryTellingMemberOfTheDomain_IsMarked() =>
        Assert.Empty(
            Domain
                .Where(x => x is { IsInterface: false, IsEnum: false } && !x.IsAssignableTo(typeof(IDomainEvent)))
                .SelectMany(x => x.GetProperties())
                .Where(x => IsTelling(x) && !IsMarked(x))
                .Select(Name)
        );

    [Fact]
    public void EveryMark_NamesAMember() =>
        Assert.Empty(
            Domain
                .Concat(Application)
                .SelectMany(x => x.GetProperties())
                .Where(x => x.GetCustomAttribute<NamesPersonAttribute>() is { Of: { } of } && x.DeclaringType!.GetProperty(of) is null)
                .Select(Name)
        );

    [Fact]
    public void NoQueryOfOthersData_IsTakenForOnesOwn()
    {
        Assert.Equal(
            ["GetApplication", "GetApplicationVersion", "GetMe", "ListApplicationVersions", "ListScoreSheets"],
            Queries.Where(x => x.IsDefined(typeof(OwnDataAttribute))).Select(x => x.Name).Order()
        );
        var administrator = new Caller(default, new HashSet<Role> { Role.Administrator, Role.Applicant });
        Assert.True(PersonalReading.Of(Queries.Single(x => x.Name == "GetApplication"))!.IsRecorded(administrator));
    }

    [Fact]
    public void WhatIsForgotten_IsReported()
    {
        Assert.Equal(["Email"], Members(Answer(typeof(Forgetful)), []).Where(x => IsTelling(x) && !IsMarked(x)).Select(x => x.Name));
        Assert.False(PersonalReading.Of(typeof(Nameless))!.IsNamed);
        Assert.True(PersonalReading.Of(typeof(Careful))!.IsNamed);
        Assert.Equal("careful", PersonalReading.Of(typeof(Careful))!.Action);
    }

    private static bool IsTelling(PropertyInfo member) => Telling.Contains(member.Name, StringComparer.OrdinalIgnoreCase);

    private static bool IsMarked(PropertyInfo member) =>
        member.IsDefined(typeof(NamesPersonAttribute)) || member.IsDefined(typeof(BankDataAttribute));

    private static string Name(PropertyInfo member) => $"{member.DeclaringType!.Name}.{member.Name}";

    private static Type Answer(Type query) =>
        query.GetInterfaces().Single(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IQuery<>)).GetGenericArguments()[0];

    private static IEnumerable<PropertyInfo> Members(Type type, HashSet<Type> seen)
    {
        var inner = type.IsGenericType ? type.GetGenericArguments() : [];
        var isOwn = type.Namespace?.StartsWith(nameof(SocialInnovation), StringComparison.Ordinal) == true && seen.Add(type);
        var own = isOwn ? type.GetProperties() : [];
        return own.Concat(inner.Concat(own.Select(x => x.PropertyType)).SelectMany(x => Members(x, seen)));
    }

    private sealed record Forgetful : IQuery<Page<Contact>>;

    private sealed record Careful : IQuery<IReadOnlyList<Known>>;

    private sealed record Nameless : IQuery<Unknown>;

    private sealed record Contact(string Email);

    private sealed record Known(Guid Id, [property: NamesPerson] string Email);

    private sealed record Unknown([property: NamesPerson] string Email);
}
