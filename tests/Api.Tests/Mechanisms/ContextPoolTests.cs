using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications;
using SocialInnovation.Application.Blog;
using SocialInnovation.Application.Budget;
using SocialInnovation.Application.Calls;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Evaluation;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Research;
using SocialInnovation.Application.WorkingGroup;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>Database contexts are pooled, and a scope knows its context under several names.</summary>
public sealed class ContextPoolTests : IAsyncLifetime
{
    private static readonly Type[] Names =
    [
        typeof(IPlatformDbContext),
        typeof(ICallsDbContext),
        typeof(IApplicationsDbContext),
        typeof(IEvaluationDbContext),
        typeof(IBudgetDbContext),
        typeof(IWorkingGroupDbContext),
        typeof(ICatalogueDbContext),
        typeof(IBlogDbContext),
        typeof(IResearchDbContext),
    ];

    private ApiFixture api = null!;

    public async ValueTask InitializeAsync() => api = await ApiFixture.StartAsync();

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public void A_scope_has_one_context_under_every_name()
    {
        using var scope = api.Services.CreateScope();

        Assert.Single(Names.Select(scope.ServiceProvider.GetRequiredService).Distinct());
    }

    [Fact]
    public void A_context_is_lent_again_after_its_scope_only()
    {
        using var first = api.Services.CreateScope();
        var context = first.ServiceProvider.GetRequiredService<ICallsDbContext>();

        // As the scope does at its end for the first of the names, with the others still to come.
        ((IDisposable)context).Dispose();
        var others = Enumerable.Range(0, 50).Select(_ => api.Services.CreateScope()).ToList();

        Assert.DoesNotContain(context, others.Select(x => x.ServiceProvider.GetRequiredService<ICallsDbContext>()));
        others.ForEach(x => x.Dispose());
    }
}
