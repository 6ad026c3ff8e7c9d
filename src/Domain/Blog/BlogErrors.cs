using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>All ways in which posts refuse a request.</summary>
public static class PostErrors
{
    public static Error NotFound => Error.NotFound("blog.post-not-found");

    public static Error SlugTaken => Error.Rule("blog.slug-taken").At("#/slug");

    /// <summary>No slug was given, and the title has neither letter nor digit to make one of.</summary>
    public static Error SlugMissing => Error.Rule("blog.slug-missing").At("#/slug");

    public static Error SlugFixed => Error.Rule("blog.slug-fixed").At("#/slug");

    public static Error LanguageTwice(int index) => Error.Rule("blog.language-twice").At($"#/editions/{index}/language");

    public static Error TooDeep(int index) => Error.Rule("blog.text-too-deep").At($"#/editions/{index}/body");

    /// <summary>Whoever does not see the picture would be told nothing.</summary>
    public static Error SilentPicture(int index) => Error.Rule("blog.picture-without-text").At($"#/editions/{index}/body");

    /// <summary>The text shows a picture that is not the post's.</summary>
    public static Error UnknownPicture(int index) => Error.Rule("blog.unknown-picture").At($"#/editions/{index}/body");

    public static Error PictureInText => Error.Rule("blog.picture-in-text").At("#/pictures");

    public static Error TooManyPictures(int maximum) => Error.Conflict("blog.too-many-pictures").With("maximum", maximum);

    public static Error AlreadyPublished => Error.Conflict("blog.already-published");

    public static Error NotPublished => Error.Conflict("blog.not-published");

    public static Error Withdrawn => Error.Conflict("blog.post-withdrawn");

    public static Error ScheduledInThePast => Error.Rule("blog.scheduled-in-the-past").At("#/publishAt");
}

/// <summary>All ways in which comments, their reports and bans refuse a request.</summary>
public static class CommentErrors
{
    public static Error NotFound => Error.NotFound("blog.comment-not-found");

    public static Error TooDeep => Error.Rule("blog.comment-too-deep").At("#/text");

    /// <summary>The caller is banned from commenting until then.</summary>
    public static Error Banned(DateTimeOffset? until) => Error.Forbidden("blog.banned").With("until", until);

    public static Error AlreadyApproved => Error.Conflict("blog.comment-already-approved");

    public static Error AlreadyRejected => Error.Conflict("blog.comment-already-rejected");

    public static Error NotPublic => Error.Conflict("blog.comment-not-public");

    public static Error OwnComment => Error.Forbidden("blog.own-comment");

    public static Error AlreadyReported => Error.Rule("blog.already-reported");

    public static Error BanNotFound => Error.NotFound("blog.ban-not-found");

    public static Error UnknownUser => Error.Rule("blog.unknown-user").At("#/userId");

    public static Error AlreadyBanned => Error.Rule("blog.already-banned").At("#/userId");

    public static Error BanEndsInThePast => Error.Rule("blog.ban-ends-in-the-past").At("#/endsAt");

    public static Error BanOver => Error.Conflict("blog.ban-over");
}
