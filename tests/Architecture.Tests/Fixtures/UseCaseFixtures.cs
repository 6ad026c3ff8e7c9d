#pragma warning disable IDE0161 // A fixture is a small code base: one namespace would not do.
#pragma warning disable CA1852 // That it can be sealed is what the rule must report.
using FluentValidation;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule12.Application.Calls.GetCount
{
    internal sealed record GetCount : IQuery<int>;

    internal sealed record GetOther : IQuery<int>;

    internal sealed class GetCountHandler : IQueryHandler<GetCount, int>
    {
        public Task<Result<int>> Handle(GetCount request, CancellationToken cancellationToken) => Task.FromResult<Result<int>>(1);
    }

    [BreaksTheRule]
    internal class OpenHandler : IQueryHandler<GetCount, int>
    {
        public Task<Result<int>> Handle(GetCount request, CancellationToken cancellationToken) => Task.FromResult<Result<int>>(1);
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule12.Application.Calls.Elsewhere
{
    [BreaksTheRule]
    internal sealed class GetOtherHandler : IQueryHandler<GetCount.GetOther, int>
    {
        public Task<Result<int>> Handle(GetCount.GetOther request, CancellationToken cancellationToken) => Task.FromResult<Result<int>>(1);
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule13.Application.Calls
{
    internal sealed record Close(CallId Id, ExpectedVersion? Version) : ICommand<Receipt>;

    internal sealed record Rename(CallId Id, string Title) : ICommand<Receipt>;

    internal sealed class RenameValidator : AbstractValidator<Rename>;

    [BreaksTheRule]
    internal sealed record Describe(CallId Id, string Text) : ICommand<Receipt>;
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule14.Application.Calls
{
    internal sealed class GoodClock(TimeProvider clock)
    {
        public DateTimeOffset Now => clock.GetUtcNow();
    }

    [BreaksTheRule]
    internal static class HiddenClock
    {
        public static Func<DateTimeOffset> Now => () => DateTimeOffset.UtcNow;
    }

    [BreaksTheRule]
    internal static class RandomIds
    {
        public static Guid Next() => Guid.NewGuid();
    }

    [BreaksTheRule]
    internal static class Waiting
    {
        public static void Wait() => Thread.Sleep(TimeSpan.FromSeconds(1));
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule16.Domain.Calls
{
    internal sealed record Call(string Title);
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule16.Api.Calls
{
    internal static class GoodEndpoints
    {
        public static Task<Result<int>> Get(IDispatcher dispatcher, IQuery<int> query) => dispatcher.SendAsync(query, default);
    }

    [BreaksTheRule]
    internal sealed class InstanceEndpoints
    {
        public Task<Result<int>> Get(IDispatcher dispatcher, IQuery<int> query) => dispatcher.SendAsync(query, default);
    }

    [BreaksTheRule]
    internal static class SilentEndpoints
    {
        public static int Get() => 1;
    }

    [BreaksTheRule]
    internal static class LeakingEndpoints
    {
        public static Func<IDispatcher, Domain.Calls.Call> Get => dispatcher => new Domain.Calls.Call(dispatcher.ToString()!);
    }
}
