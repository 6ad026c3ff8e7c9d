using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Testing;

internal sealed class PendingPorts : IEnvelopeLookup, IGrantsOfCall, IOutcomeLookup
{
    public static void Add(IServiceCollection s)
    {
        s.TryAddTransient<IEnvelopeLookup, PendingPorts>();
        s.TryAddTransient<IGrantsOfCall, PendingPorts>();
        s.TryAddTransient<IOutcomeLookup, PendingPorts>();
    }

    public Task<Money?> FindAmountAsync(CallId id, CancellationToken cancellationToken) => Task.FromResult<Money?>(new Money(1000000));

    public Task<bool> HaveAllEndedAsync(CallId id, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<int> CountUnnotifiedAsync(CallId id, CancellationToken cancellationToken) => Task.FromResult(0);
}
