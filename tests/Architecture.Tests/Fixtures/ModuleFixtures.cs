#pragma warning disable IDE0161 // A fixture is a small code base: one namespace would not do.
namespace SocialInnovation.Architecture.Tests.Fixtures.Rule04.Domain.Calls
{
    internal sealed class Call
    {
        public static int Ceiling => 45_000;
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule04.Domain.Budget
{
    internal sealed record EnvelopeOfCall(SocialInnovation.Domain.Calls.CallId Call);

    [BreaksTheRule]
    internal sealed class EnvelopeThatAsksTheCall
    {
        public static bool Holds(int amount) => amount <= Calls.Call.Ceiling;
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule05.Application.Calls.Contracts
{
    internal interface ICalls
    {
        int Count();
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule05.Application.Calls
{
    internal sealed class Calls : Contracts.ICalls
    {
        public int Count() => 1;
    }

    [BreaksTheRule]
    internal sealed class CallsThatLookAhead(Budget.Contracts.IEnvelopes envelopes)
    {
        public int Count() => envelopes.Count();
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule05.Application.Budget.Contracts
{
    internal interface IEnvelopes
    {
        int Count();
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule05.Application.Budget
{
    internal sealed class Envelopes(Calls.Contracts.ICalls calls) : Contracts.IEnvelopes
    {
        public int Count() => calls.Count();
    }

    [BreaksTheRule]
    internal sealed class EnvelopesThatLookInside(Calls.Calls calls)
    {
        public int Count() => calls.Count();
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule06.Application.Calls.Contracts
{
    internal interface ICalls;

    internal sealed record Facts(int Count);

    internal enum Phase
    {
        Open,
    }

    [BreaksTheRule]
    internal sealed class Counter
    {
        public int Count { get; private set; }

        public void Add() => Count++;
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule07.Application.Calls
{
    [BreaksTheRule]
    internal sealed class First
    {
        public static int Count => Budget.Second.Start;
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule07.Application.Budget
{
    [BreaksTheRule]
    internal sealed class Second
    {
        public static int Start => 1;

        public static int Next => Calls.First.Count;
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule07.Application.WorkingGroup
{
    internal sealed class Third
    {
        public static int Count => Calls.First.Count;
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule15.Application.Calls
{
    internal interface ICallsDbContext
    {
        int Count { get; }
    }

    internal sealed class CallReader(ICallsDbContext db)
    {
        public int Count => db.Count;
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule15.Application.Budget
{
    [BreaksTheRule]
    internal sealed class BudgetReader(Calls.ICallsDbContext db)
    {
        public int Count => db.Count;
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule15.Infrastructure.Persistence
{
    internal sealed class AppDbContext : Application.Calls.ICallsDbContext
    {
        public int Count => 1;
    }

    [BreaksTheRule]
    internal sealed class SecondDbContext : Application.Calls.ICallsDbContext
    {
        public int Count => 1;
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule19.Domain.Budget
{
    internal sealed class Envelope;

    [BreaksTheRule]
    internal sealed class Budget;
}
