#pragma warning disable IDE0161 // A fixture is a small code base: one namespace would not do.
namespace SocialInnovation.Architecture.Tests.Fixtures.Rule18.Domain.Calls
{
    internal sealed class Call
    {
        public int Id { get; init; }
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule18.Domain.Budget
{
    internal sealed class Envelope
    {
        public int Id { get; init; }

        public Calls.Call? Call { get; init; }
    }
}
