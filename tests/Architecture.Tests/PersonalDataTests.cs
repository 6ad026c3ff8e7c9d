using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Api;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.ReadPrivacyRegister;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Testing;

namespace SocialInnovation.Architecture.Tests;

/// <summary>
/// Every text that is kept says whether it is personal: it carries the attribute from which the record of processing is made, or stands in the
/// list of those that say nothing of a person.
/// </summary>
public sealed class PersonalDataTests
{
    private static readonly string ListPath = Path.Combine(Repository.Root, "tests", "Architecture.Tests", "not-personal.txt");

    [Fact]
    public async Task EveryTextThatIsKept_IsMarkedPersonal_OrListedAsNotPersonal()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration["ConnectionStrings:Database"] = "Host=localhost";
        await using var app = builder.BuildService(background: false);
        using var scope = app.Services.CreateScope();
        var model = scope.ServiceProvider.GetRequiredService<AppDbContext>().Model;
        var texts = Texts(model.GetEntityTypes().Select(x => x.ClrType));

        var undecided = texts.Where(x => !x.IsMarked).Select(x => x.Name).ToList();

        var listed = await File.ReadAllLinesAsync(ListPath, TestContext.Current.CancellationToken);
        Assert.True(
            listed.SequenceEqual(undecided),
            $"Neither marked nor listed: {string.Join(' ', undecided.Except(listed))}. Listed and gone: {string.Join(' ', listed.Except(undecided))}."
        );
        Assert.True(texts.Count(x => x.IsMarked) > 10);
    }

    [Fact]
    public void ANewText_IsReported_WhereverItIsKept() =>
        Assert.Equal(
            [("Inner.Listed", false), ("Inner.Word", false), ("Kept.Marked", true), ("Kept.Plain", false), ("Kept.Words", false)],
            Texts([typeof(Kept)]).Select(x => (x.Name, x.IsMarked))
        );

    [Fact]
    public void EveryPurpose_Retention_AndBasis_HasItsTexts()
    {
        var texts = new RegisterTexts();
        foreach (var language in new[] { "en", "fr" })
        {
            Assert.All(Enum.GetValues<ProcessingPurpose>(), x => Assert.NotEmpty(texts.Of("purpose", Naming.Word(x), language)));
            Assert.All(Enum.GetValues<ProcessingPurpose>(), x => Assert.NotEmpty(texts.Of("recipients", Naming.Word(x), language)));
            Assert.All(Enum.GetValues<Retention>(), x => Assert.NotEmpty(texts.Of("retention", Naming.Word(x), language)));
            Assert.All(Enum.GetValues<LegalBasis>(), x => Assert.NotEmpty(texts.Of("basis", Naming.Word(x), language)));
        }
    }

    // Whatever stands in a column, or in the JSON of one.
    private static List<(string Name, bool IsMarked)> Texts(IEnumerable<Type> kept)
    {
        var (texts, seen, left) = (new List<(string, bool)>(), new HashSet<Type>(), new Stack<Type>(kept));
        while (left.TryPop(out var type))
        {
            if (!seen.Add(type))
            {
                continue;
            }

            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
            {
                if (property.Name == "EqualityContract")
                {
                    continue;
                }

                var parts = Parts(property.PropertyType).ToList();
                if (parts.Contains(typeof(string)))
                {
                    texts.Add(($"{type.Name}.{property.Name}", property.IsDefined(typeof(PersonalDataAttribute))));
                }

                foreach (var part in parts.Where(IsOurs))
                {
                    left.Push(part);
                }
            }
        }

        return [.. texts.OrderBy(x => x.Item1, StringComparer.Ordinal)];
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts)
        : type.IsArray ? Parts(type.GetElementType()!)
        : [type];

    private static bool IsOurs(Type type) =>
        type is { IsEnum: false, IsInterface: false } && type.Namespace?.StartsWith("SocialInnovation", StringComparison.Ordinal) == true;

    private sealed record Kept(
        [property: PersonalData(ProcessingPurpose.Accounts, Retention.Account, LegalBasis.PublicTask)] string Marked,
        string? Plain,
        IReadOnlyDictionary<string, string> Words,
        IReadOnlyList<Inner> Inners
    );

    private sealed record Inner(string Word, string[] Listed);
}
