using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Api;
using SocialInnovation.Api.Http;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Architecture.Tests;

public sealed partial class ErrorCatalogueTests
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(Error).Assembly,
        typeof(Application.Common.RequestErrors).Assembly,
        typeof(ErrorCatalogue).Assembly,
    ];

    private static readonly Dictionary<string, int> OwnStatus = new()
    {
        ["request.method-not-allowed"] = 405,
        ["request.body-timed-out"] = 408,
        ["request.too-large"] = 413,
        ["request.unsupported-media-type"] = 415,
        ["request.rate-limited"] = 429,
        ["request.too-many-messages"] = 429,
        ["request.internal-error"] = 500,
        ["request.timed-out"] = 504,
    };

    [Fact]
    public void EveryErrorOfTheCode_HasAPageWithItsStatus()
    {
        var catalogue = new ErrorCatalogue();
        var errors = AllErrors();

        Assert.True(errors.Count > 40);
        Assert.All(
            errors,
            error =>
            {
                var page = catalogue.Find(error.Code);
                Assert.True(page is not null, $"{error.Code} has no page");
                Assert.Equal(OwnStatus.GetValueOrDefault(error.Code, ErrorCatalogue.StatusOf(error.Kind)), page.Status);
            }
        );
    }

    [Fact]
    public void EveryPage_BelongsToAnErrorOfTheCode()
    {
        var codes = AllErrors().Select(x => x.Code).ToHashSet();

        Assert.All(new ErrorCatalogue().All, page => Assert.Contains(page.Code, codes));
    }

    [Fact]
    public void EveryPage_SpeaksFrenchAndEnglish_AndFillsTheSamePlaces() =>
        Assert.All(
            new ErrorCatalogue().All,
            page =>
            {
                var (english, french) = (Parts(page.English), Parts(page.French));
                Assert.All(english.Concat(french), x => Assert.False(string.IsNullOrWhiteSpace(x), $"{page.Code} has an empty text"));
                Assert.All(english.Zip(french), x => Assert.True(x.First != x.Second, $"{page.Code} says \"{x.First}\" in both languages"));
                Assert.Equal(PlacesIn(page.English.Detail), PlacesIn(page.French.Detail));
                // Only what happened is filled in: the page of a code has no occurrence at hand.
                Assert.All([english[0], english[^1], french[0], french[^1]], x => Assert.Empty(PlacesIn(x)));
            }
        );

    [Fact]
    public void EveryPlaceToFill_HasAnArgumentOfItsError()
    {
        var catalogue = new ErrorCatalogue();
        var arguments = AllErrors().ToDictionary(x => x.Code, x => x.Arguments.Keys.ToHashSet());
        string[] ofValidation = ["minimum", "maximum", "range", "pattern", "words"];

        Assert.All(
            catalogue.All,
            page =>
                Assert.Subset(
                    page.Code.StartsWith("validation.", StringComparison.Ordinal) ? ofValidation.ToHashSet() : arguments[page.Code],
                    PlacesIn(page.English.Detail).ToHashSet()
                )
        );
    }

    [Fact]
    public async Task EveryPage_SaysWhereItsCodeComesFrom()
    {
        await using var app = await StartAsync();
        var operations = app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.Select(x => x.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName)
            .OfType<string>()
            .ToHashSet();
        var circumstances = typeof(Circumstance)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(x => (string)x.GetRawConstantValue()!)
            .ToHashSet();
        var sources = app.Services.GetRequiredService<ErrorSources>();

        Assert.True(operations.Count > 40);
        Assert.All(
            app.Services.GetRequiredService<ErrorCatalogue>().All,
            page =>
            {
                Assert.NotEmpty(page.From);
                Assert.Equal("", string.Join(", ", page.From.Where(x => !operations.Contains(x) && !circumstances.Contains(x))));
                Assert.Equal(page.From.Distinct(), page.From);
                Assert.True(
                    page.From.Contains(Circumstance.Outside) || sources.Of(page).Count > 0,
                    $"{page.Code} comes from circumstances that no operation has"
                );
            }
        );
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration["ConnectionStrings:Database"] = "Host=localhost";
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        var app = builder.BuildService(background: false);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static string[] Parts(ErrorText text) => [text.Title, text.Detail, text.Remedy];

    private static IEnumerable<string> PlacesIn(string text) => Place().Matches(text).Select(x => x.Groups[1].Value).Distinct().Order();

    private static List<Error> AllErrors() =>
        [
            .. from assembly in Assemblies
            from type in assembly.GetTypes()
            where type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Errors", StringComparison.Ordinal)
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            where method.ReturnType == typeof(Error)
            select (Error)method.Invoke(null, [.. method.GetParameters().Select(x => DefaultOf(x.ParameterType))])!,
        ];

    private static object? DefaultOf(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();
}
