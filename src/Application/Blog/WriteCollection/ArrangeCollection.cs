using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Catalogue.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Blog;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Blog.WriteCollection;

/// <summary>Replaces the examples of a collection, in the order in which they are to be shown: adds, removes and reorders at once.</summary>
[Roles(Role.Editor)]
public sealed record ArrangeCollection(CollectionId Id, ExpectedVersion? Version, CollectionItemsBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>All examples that a collection is to have.</summary>
/// <param name="Items">In their order, each once, at most 100; a public collection has at least one.</param>
public sealed record CollectionItemsBody(IReadOnlyList<CollectionItemBody> Items);

/// <summary>An example of a collection.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Id of an innovation that is public, or of a post; others see the post once it is public, and neither after it was withdrawn.</param>
/// <param name="NoteFr">What the editors say of it in French, plain text, at most 500 characters.</param>
/// <param name="NoteEn">The same in English.</param>
public sealed record CollectionItemBody(CollectionItemKind Kind, Guid Id, string? NoteFr = null, string? NoteEn = null);

internal sealed class ArrangeCollectionValidator : AbstractValidator<ArrangeCollection>
{
    public ArrangeCollectionValidator() => RuleFor(x => x.Body).SetValidator(new CollectionItemsBodyValidator());
}

internal sealed class CollectionItemsBodyValidator : AbstractValidator<CollectionItemsBody>
{
    public CollectionItemsBodyValidator()
    {
        RuleFor(x => x.Items).NotNull().HasAtMost(BlogLimits.CollectionItems);
        RuleForEach(x => x.Items).NotNull().SetValidator(new CollectionItemBodyValidator());
    }
}

internal sealed class CollectionItemBodyValidator : AbstractValidator<CollectionItemBody>
{
    public CollectionItemBodyValidator()
    {
        RuleFor(x => x.Id).NotEmpty();
        RuleFor(x => x.NoteFr).MaximumLength(BlogLimits.Note);
        RuleFor(x => x.NoteEn).MaximumLength(BlogLimits.Note);
    }
}

internal sealed class CollectionArrangementGuard(ICurrentUser user) : ActionGuard<CollectionOfExamples, ArrangeCollection>(user)
{
    public override string Action => "items";

    protected override Task<Error?> StateAsync(CollectionOfExamples aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotArrange());
}

internal sealed class ArrangeCollectionHandler(
    IBlogDbContext db,
    IPublicInnovations innovations,
    CollectionTransition transition,
    CollectionArrangementGuard guard,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<ArrangeCollection, Receipt>
{
    public Task<Result<Receipt>> Handle(ArrangeCollection request, CancellationToken cancellationToken)
    {
        var items = request.Body.Items.Select(x => new CollectionItem(x.Kind, x.Id, x.NoteFr, x.NoteEn)).ToList();
        return transition.RunAsync(
            request.Id,
            request.Version,
            guard,
            async x => await WhyNotKnownAsync(items, cancellationToken) is { } error ? error : x.Arrange(items, clock.GetUtcNow()),
            cancellationToken
        );
    }

    private async Task<Error?> WhyNotKnownAsync(List<CollectionItem> items, CancellationToken cancellationToken)
    {
        var ids = items.Where(x => x.Kind == CollectionItemKind.Post).Select(x => new BlogPostId(x.Id)).ToList();
        var posts = await db.BlogPosts.Where(x => ids.Contains(x.Id)).Select(x => x.Id).ToListAsync(cancellationToken);
        var shown = await innovations.OfAsync(
            [.. items.Where(x => x.Kind == CollectionItemKind.Innovation).Select(x => new InnovationId(x.Id))],
            cancellationToken
        );
        foreach (var (index, item) in items.Index())
        {
            var isKnown =
                item.Kind == CollectionItemKind.Post
                    ? posts.Contains(new BlogPostId(item.Id))
                    : shown.ContainsKey(new InnovationId(item.Id));
            if (!isKnown)
            {
                return CollectionErrors.UnknownItem(index);
            }
        }

        return null;
    }
}
