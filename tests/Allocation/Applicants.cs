using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Testing.Allocation;

/// <summary>Small problems by hand: one line of the envelope, and what a test adds.</summary>
internal static class Applicants
{
    public static Candidate Of(int rank, decimal requested, decimal score = 80, string? reference = null) =>
        new(new GrantApplicationId(Guid.CreateVersion7()), reference ?? $"APP-{rank}", rank, score, new Money(requested)) { Limits = [0] };

    public static Limit Envelope(decimal amount) => new(LimitKind.EnvelopeLine, "all") { AtMost = new Money(amount) };

    public static AllocationProblem Problem(AllocationPolicy policy, decimal envelope, params IReadOnlyList<Candidate> candidates) =>
        new()
        {
            Candidates = candidates,
            Limits = [Envelope(envelope)],
            MinimumScore = new Percentage(60),
            Policy = policy,
        };

    public static AllocationPolicy Policy(string name, WhenExceeded whenExceeded = WhenExceeded.Skip) => new(name, whenExceeded);

    /// <summary>Amounts in EUR, in rank order.</summary>
    public static IEnumerable<decimal> Amounts(this AllocationResult result) => result.Lines.Select(x => x.Amount.Amount);

    public static IEnumerable<AllocationRule> Rules(this AllocationResult result) => result.Lines.Select(x => x.Why.Rule);
}
