using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.ResetSecondFactor;

/// <summary>Lets a user who lost its authenticator set up another one at the next sign-in; every session of it ends.</summary>
[Roles(Role.Administrator)]
public sealed record ResetSecondFactor(UserId Id) : ICommand<Receipt>;

internal sealed class ResetSecondFactorHandler(IAccounts accounts) : ICommandHandler<ResetSecondFactor, Receipt>
{
    public async Task<Result<Receipt>> Handle(ResetSecondFactor command, CancellationToken cancellationToken) =>
        await accounts.ForgetSecondFactorAsync(command.Id, cancellationToken) ? new Receipt(command.Id.Value, 1) : AccountErrors.NoAccount;
}
