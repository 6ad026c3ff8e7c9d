using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform.Events;

namespace SocialInnovation.Application.Blog.ForgetPersons;

/// <summary>A person who was erased is an author under its pseudonym; of its comments, of its reports and of why it was banned no word stays.</summary>
internal sealed class ForgetPersons(IBlogDbContext db) : IDomainEventHandler<UserErased>
{
    public async Task HandleAsync(UserErased domainEvent, CancellationToken cancellationToken)
    {
        var user = domainEvent.UserId;
        foreach (var post in await db.BlogPosts.Where(x => x.AuthorId == user).ToListAsync(cancellationToken))
        {
            post.Forget(domainEvent.Pseudonym);
        }

        foreach (var comment in await db.PostComments.Where(x => x.AuthorId == user).ToListAsync(cancellationToken))
        {
            comment.Forget(domainEvent.Pseudonym);
        }

        foreach (var report in await db.CommentReports.Where(x => x.ReporterId == user).ToListAsync(cancellationToken))
        {
            report.Forget();
        }

        foreach (var ban in await db.CommentBans.Where(x => x.UserId == user).ToListAsync(cancellationToken))
        {
            ban.Forget();
        }
    }
}
