using SocialInnovation.Api.Tests.MainJob;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Imports;

/// <summary>The call of 2013, imported.</summary>
public sealed class ImportedBundle : IAsyncLifetime
{
    public ApiFixture Api { get; private set; } = null!;

    /// <summary>The report of the import.</summary>
    public ApiReply Report { get; private set; } = null!;

    internal Trail Trail { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Api = await ApiFixture.StartAsync();
        Report = await Api.ImportAsync(MainJobWalk.Bundle.Zip());
        Trail = await Trail.ReadAsync(Api);
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}
