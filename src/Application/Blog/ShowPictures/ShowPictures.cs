using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Blog;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Blog.ShowPictures;

/// <summary>
/// Adds a picture to a post, as its last one. The body is the file: JPEG, PNG, WebP or GIF, at most 10 MiB and 40 million pixels. It is drawn
/// anew, upright and without its metadata; the post's Markdown shows it as <c>![text](picture:id)</c>, and its page after the text otherwise.
/// </summary>
/// <param name="Id">The post.</param>
/// <param name="Version">Its version.</param>
/// <param name="Content">The file.</param>
/// <param name="AlternativeFr">What it shows, for who does not see it, in French, at most 250 characters; one in French or in English is needed.</param>
/// <param name="AlternativeEn">The same in English.</param>
/// <param name="CaptionFr">What stands under it, in French, at most 250 characters.</param>
/// <param name="CaptionEn">The same in English.</param>
/// <param name="Credit">Whose picture it is, as it is to be named, at most 100 characters.</param>
[Roles(Role.Editor)]
public sealed record AddPostPicture(
    BlogPostId Id,
    ExpectedVersion? Version,
    byte[] Content,
    string? AlternativeFr,
    string? AlternativeEn,
    string? CaptionFr,
    string? CaptionEn,
    string? Credit
) : ICommand<PictureReceipt>, IVersionedCommand, IPictureTexts;

/// <summary>Puts a post's pictures in order, says what is read in their place, and removes those that are not named.</summary>
[Roles(Role.Editor)]
public sealed record ArrangePostPictures(BlogPostId Id, ExpectedVersion? Version, ShownPicturesBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

internal sealed class AddPostPictureValidator : AbstractValidator<AddPostPicture>
{
    public AddPostPictureValidator()
    {
        RuleFor(x => x.Content).NotEmpty();
        RuleFor(x => x.AlternativeFr).MaximumLength(PictureLimits.Alternative);
        RuleFor(x => x.AlternativeEn).MaximumLength(PictureLimits.Alternative);
        RuleFor(x => x.CaptionFr).MaximumLength(PictureLimits.Caption);
        RuleFor(x => x.CaptionEn).MaximumLength(PictureLimits.Caption);
        RuleFor(x => x.Credit).MaximumLength(PictureLimits.Credit);
    }
}

internal sealed class ArrangePostPicturesValidator : AbstractValidator<ArrangePostPictures>
{
    public ArrangePostPicturesValidator() => RuleFor(x => x.Body).SetValidator(new ShownPicturesBodyValidator());
}

internal sealed class PostPictureGuard(ICurrentUser user) : ActionGuard<BlogPost, AddPostPicture>(user)
{
    public override string Action => "picture";

    protected override Task<Error?> StateAsync(BlogPost aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotAddPicture());
}

internal sealed class PostPicturesGuard(ICurrentUser user) : ActionGuard<BlogPost, ArrangePostPictures>(user)
{
    public override string Action => "pictures";

    protected override Task<Error?> StateAsync(BlogPost aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotRewrite());
}

internal sealed class ShowPicturesHandler(
    IBlogDbContext db,
    PostPictureGuard adding,
    PostPicturesGuard arranging,
    IPictures pictures,
    IMarkdown markdown,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<AddPostPicture, PictureReceipt>, ICommandHandler<ArrangePostPictures, Receipt>
{
    public async Task<Result<PictureReceipt>> Handle(AddPostPicture request, CancellationToken cancellationToken)
    {
        if (await db.BlogPosts.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } post)
        {
            return PostErrors.NotFound;
        }

        if (await adding.WhyNotAsync(post, request.Version, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (request.Show(default).IsSilent())
        {
            return ShownPictureErrors.Silent with { Parameter = "alternativeFr" };
        }

        var added = await pictures.AddAsync(PictureOwner.Post, post.Id.Value, request.Content, cancellationToken);
        if (added.IsFailure)
        {
            return added.Error;
        }

        var shown = post.AddPicture(request.Show(added.Value), clock.GetUtcNow());
        if (shown.IsFailure)
        {
            return shown.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return new PictureReceipt(post.Id.Value, post.Version, added.Value);
    }

    public async Task<Result<Receipt>> Handle(ArrangePostPictures request, CancellationToken cancellationToken)
    {
        if (await db.BlogPosts.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } post)
        {
            return PostErrors.NotFound;
        }

        if (await arranging.WhyNotAsync(post, request.Version, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var shown = request.Body.Pictures.Select(x => x.Show(x.Id)).ToList();
        var used = post.Editions.SelectMany(x => markdown.PicturesIn(x.Body)).Select(x => x.Id).OfType<PictureId>().ToHashSet();
        var dropped = post.Pictures.Select(x => x.Id).Except(shown.Select(x => x.Id)).ToList();
        var arranged = post.ArrangePictures(shown, used, clock.GetUtcNow());
        if (arranged.IsFailure)
        {
            return arranged.Error;
        }

        await pictures.DropAsync(dropped, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(post);
    }
}

/// <summary>Who sees a post sees its pictures.</summary>
internal sealed class PostPictures(IBlogDbContext db, ICurrentUser user, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : IPictureShower
{
    public PictureOwner Owner => PictureOwner.Post;

    public Task<bool> ShowsAsync(Guid ownerId, PictureId picture, CancellationToken cancellationToken)
    {
        var postId = new BlogPostId(ownerId);
        return db.BlogPosts.VisibleTo(user, clock.GetUtcNow()).AnyAsync(x => x.Id == postId, cancellationToken);
    }
}
