#pragma warning disable IDE0161 // A fixture is a small code base: one namespace would not do.
#pragma warning disable CA1852 // That it can be sealed is what the rule must report.
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule08.Domain.Calls
{
    internal sealed class GoodCall : AggregateRoot<CallId>
    {
        private GoodCall() { }

        public string Title { get; private set; } = string.Empty;

        public static GoodCall Draft(string title) => new() { Title = title };
    }

    [BreaksTheRule]
    internal sealed class CallWithASetter : AggregateRoot<CallId>
    {
        private CallWithASetter() { }

        public string Title { get; set; } = string.Empty;

        public static CallWithASetter Draft() => new();
    }

    [BreaksTheRule]
    internal sealed class CallWithAConstructor : AggregateRoot<CallId>;
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule09.Domain.Calls
{
    internal sealed class GoodCall : AggregateRoot<CallId>
    {
        public UserId Manager { get; private set; }
    }

    [BreaksTheRule]
    internal sealed class CallThatHoldsAnother : AggregateRoot<CallId>
    {
        public IReadOnlyList<GoodCall> Former { get; private set; } = [];
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule10.Domain.Calls.Events
{
    internal sealed record CallPublished(CallId Id) : IDomainEvent;

    [BreaksTheRule]
    internal sealed record PublishCall(CallId Id) : IDomainEvent;

    [BreaksTheRule]
    internal record CallClosed(CallId Id) : IDomainEvent;

    [BreaksTheRule]
    internal sealed class CallChanged : IDomainEvent
    {
        public CallId Id { get; set; }
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule11.Domain.Calls
{
    internal static class Exact
    {
        public static decimal Half(decimal amount) => amount / 2m;
    }

    [BreaksTheRule]
    internal sealed record Rate(double Value);

    [BreaksTheRule]
    internal static class Halves
    {
        public static int Of(int amount) => (int)(amount * 0.5);
    }
}
