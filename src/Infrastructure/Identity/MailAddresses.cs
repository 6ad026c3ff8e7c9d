using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Identity;

internal sealed class MailAddresses(AppDbContext db) : IMailAddresses
{
    public async Task<IReadOnlyList<Mailbox>> FindAsync(IReadOnlyCollection<UserId> users, CancellationToken cancellationToken)
    {
        var ids = users.Select(x => x.Value).ToList();
        var accounts = await db
            .Accounts.AsNoTracking()
            .Where(x => ids.Contains(x.Id) && x.EmailConfirmed && x.Email != null)
            .Select(x => new
            {
                x.Id,
                x.Email,
                x.Language,
            })
            .ToListAsync(cancellationToken);
        return accounts.ConvertAll(x => new Mailbox(new UserId(x.Id), x.Email!, x.Language));
    }
}
