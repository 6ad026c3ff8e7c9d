using System.Reflection;
using SocialInnovation.Api.Http;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Architecture.Tests;

public sealed class ErrorCatalogueTests
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
        ["request.not-acceptable"] = 406,
        ["request.body-timed-out"] = 408,
        ["request.too-large"] = 413,
        ["request.unsupported-media-type"] = 415,
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
}
