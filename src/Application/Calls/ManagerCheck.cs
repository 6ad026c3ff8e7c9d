using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls;

/// <summary>Who is named on a call is a programme manager.</summary>
internal sealed class ManagerCheck(IUserLookup users) : ISharedRule
{
    public async Task<Error?> WhyNotAsync(IReadOnlyList<UserId> managers, CancellationToken cancellationToken)
    {
        foreach (var (index, manager) in managers.Index())
        {
            if (await users.FindAsync(manager, cancellationToken) is not { } facts || !facts.Roles.Contains(Role.ProgrammeManager))
            {
                return CallErrors.UnknownManager(index);
            }
        }

        return null;
    }
}
