using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;

namespace SocialInnovation.Application.Platform.NoteApiKeyUses;

/// <summary>Writes down which keys this instance let in lately.</summary>
[Anonymous]
internal sealed record NoteApiKeyUses : ISweep;

internal sealed class NoteApiKeyUsesHandler(ApiKeyUses uses, IApiKeyReads reads) : ICommandHandler<NoteApiKeyUses, SweepReceipt>
{
    public async Task<Result<SweepReceipt>> Handle(NoteApiKeyUses command, CancellationToken cancellationToken)
    {
        var taken = uses.Take();
        return new SweepReceipt(taken.Count == 0 ? 0 : await reads.WriteUsesAsync(taken, cancellationToken));
    }
}
