using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(SocialInnovation.Api.Tests.Codes.LastOfAll))]

namespace SocialInnovation.Api.Tests.Codes;

/// <summary>Puts what looks back on the whole run at its end: the runner takes the collections that run alone after the parallel ones, in this order.</summary>
[CollectionDefinition(nameof(LastOfAll), DisableParallelization = true)]
public sealed class LastOfAll : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(x => x.TestCollectionDisplayName == nameof(LastOfAll))];
}
