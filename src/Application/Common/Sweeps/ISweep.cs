using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Application.Common.Sweeps;

/// <summary>A command that writes down what time alone has changed. No rule waits for it: guards and reads compute the same from the instant.</summary>
internal interface ISweep : ICommand<SweepReceipt>;

/// <summary>What a sweep wrote down.</summary>
/// <param name="Changed">Number of resources changed.</param>
public sealed record SweepReceipt(int Changed) : Receipt(Guid.Empty, Changed);

/// <summary>All sweeps of all modules.</summary>
public static class SweepCommands
{
    public static IReadOnlyList<ICommand> All { get; } =
    [
        .. typeof(ISweep)
            .Assembly.GetTypes()
            .Where(x => x.IsAssignableTo(typeof(ISweep)) && x.IsClass)
            .Select(x => (ICommand)Activator.CreateInstance(x)!),
    ];
}
