using SocialInnovation.Domain.Blog;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Blog;

public sealed class PostCommentTests
{
    private static readonly DateTimeOffset Now = BlogPostTests.Now;
    private static readonly UserId Reader = EntityId.New<UserId>();
    private static readonly UserId Editor = EntityId.New<UserId>();

    [Theory]
    [InlineData(CommentModeration.Before, CommentStatus.Pending)]
    [InlineData(CommentModeration.After, CommentStatus.Published)]
    public void Comment_IsPublicAtOnce_WhereItIsModeratedAfter(CommentModeration moderation, CommentStatus status) =>
        Assert.Equal(status, Write(moderation).Status);

    [Fact]
    public void Approved_IsApprovedAgain_OnlyAfterAReport()
    {
        var comment = Write();
        Assert.Null(comment.Approve(0, Editor, Now).Error);
        Assert.Equal((CommentStatus.Published, Editor), (comment.Status, comment.DecidedBy));
        Assert.Equal("blog.comment-already-approved", comment.Approve(0, Editor, Now).Error?.Code);
        Assert.Null(comment.Approve(1, Editor, Now.AddDays(1)).Error);
        Assert.Equal(Now.AddDays(1), comment.DecidedAt);
    }

    [Fact]
    public void Rejected_TellsWhy_AndCanBeApproved()
    {
        var comment = Write(CommentModeration.After);
        Assert.Null(comment.Reject("Rude", Editor, Now).Error);
        Assert.Equal((CommentStatus.Rejected, "Rude"), (comment.Status, comment.RejectionReason));
        Assert.Equal("blog.comment-already-rejected", comment.Reject("Rude", Editor, Now).Error?.Code);
        Assert.Null(comment.Approve(0, Editor, Now).Error);
        Assert.Equal((CommentStatus.Published, null), (comment.Status, comment.RejectionReason));
    }

    [Fact]
    public void Report_IsOfAnothersPublicComment()
    {
        var id = EntityId.New<CommentReportId>();
        Assert.Equal("blog.comment-not-public", CommentReport.File(id, Write(), Editor, "Rude", Now).Error?.Code);
        Assert.Equal("blog.own-comment", CommentReport.File(id, Write(CommentModeration.After), Reader, "Rude", Now).Error?.Code);
        Assert.Null(CommentReport.File(id, Write(CommentModeration.After), Editor, "Rude", Now).Error);
    }

    [Fact]
    public void Forgotten_HasNeitherNameNorWords()
    {
        var comment = Write();
        comment.Forget("person-1");
        Assert.Equal(("person-1", PostComment.Erased), (comment.AuthorName, comment.Text));
    }

    [Fact]
    public void Ban_EndsAtItsInstant_OrWhenItIsLifted()
    {
        var ban = CommentBan.Impose(new CommentBanId(), Reader, "Rude", Now.AddDays(2), Editor, Now).Value;
        Assert.True(ban.HoldsAt(Now.AddDays(2).AddTicks(-1)));
        Assert.False(ban.HoldsAt(Now.AddDays(2)));
        Assert.Equal("blog.ban-over", ban.Lift(Now.AddDays(2)).Error?.Code);
        Assert.Null(ban.Lift(Now.AddDays(1)).Error);
        Assert.False(ban.HoldsAt(Now));
        Assert.Equal("blog.ban-over", ban.Lift(Now.AddDays(1)).Error?.Code);
        Assert.Equal("blog.ban-ends-in-the-past", CommentBan.Impose(new CommentBanId(), Reader, "Rude", Now, Editor, Now).Error?.Code);
    }

    private static PostComment Write(CommentModeration moderation = CommentModeration.Before) =>
        PostComment.Write(
            EntityId.New<PostCommentId>(),
            BlogPostTests.Draft(BlogPostTests.Content("x") with { Moderation = moderation }),
            Reader,
            "Reader",
            "Text",
            Now
        );
}
