using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Blog.WritePost;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.WriteCollection;

/// <summary>Drafts a collection without examples; only editors see it until it is published.</summary>
[Roles(Role.Editor)]
public sealed record DraftCollection(CollectionBody Body) : ICommand<Receipt>;

/// <summary>Replaces the texts of a collection, published ones included; not of a withdrawn one.</summary>
[Roles(Role.Editor)]
public sealed record RewriteCollection(CollectionId Id, ExpectedVersion? Version, CollectionBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>What the editors write of a collection.</summary>
public sealed record CollectionBody
{
    /// <summary>Its unique name in addresses, such as <c>entreprises-lorraines</c>; made of the first title when not given, and fixed once the collection is public.</summary>
    public string? Slug { get; init; }

    /// <summary>Title, summary and introduction in each language in which it can be read, each language once; the first is the original.</summary>
    public required IReadOnlyList<EditionBody> Editions { get; init; }

    internal CollectionContent ToContent() => new(Slug, EditionBody.ToEditions(Editions));
}

internal sealed class DraftCollectionValidator : AbstractValidator<DraftCollection>
{
    public DraftCollectionValidator() => RuleFor(x => x.Body).SetValidator(new CollectionBodyValidator());
}

internal sealed class RewriteCollectionValidator : AbstractValidator<RewriteCollection>
{
    public RewriteCollectionValidator() => RuleFor(x => x.Body).SetValidator(new CollectionBodyValidator());
}

internal sealed class CollectionBodyValidator : AbstractValidator<CollectionBody>
{
    public CollectionBodyValidator()
    {
        RuleFor(x => x.Slug).MaximumLength(PostSlug.MaxLength).Matches(PostSlug.Pattern);
        RuleFor(x => x.Editions).NotEmpty().HasAtMost(BlogLimits.Editions);
        RuleForEach(x => x.Editions).NotNull().SetValidator(new EditionBodyValidator());
    }
}

internal sealed class CollectionRewritingGuard(ICurrentUser user) : ActionGuard<CollectionOfExamples, RewriteCollection>(user)
{
    public override string Action => "content";

    protected override Task<Error?> StateAsync(CollectionOfExamples aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotRewrite());
}

internal sealed class WriteCollectionHandler(
    IBlogDbContext db,
    CollectionTransition transition,
    CollectionRewritingGuard guard,
    EditionChecks checks,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<DraftCollection, Receipt>, ICommandHandler<RewriteCollection, Receipt>
{
    public async Task<Result<Receipt>> Handle(DraftCollection request, CancellationToken cancellationToken)
    {
        if (checks.WhyNotShown(request.Body.Editions, []) is { } error)
        {
            return error;
        }

        var drafted = CollectionOfExamples.Draft(EntityId.New<CollectionId>(), request.Body.ToContent(), clock.GetUtcNow());
        if (drafted.IsFailure)
        {
            return drafted.Error;
        }

        db.Collections.Add(drafted.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(drafted.Value);
    }

    public Task<Result<Receipt>> Handle(RewriteCollection request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            guard,
            x =>
                Task.FromResult(
                    checks.WhyNotShown(request.Body.Editions, []) is { } error
                        ? error
                        : x.Rewrite(request.Body.ToContent(), clock.GetUtcNow())
                ),
            cancellationToken
        );
}

/// <summary>Loads a collection, asks its guard, changes it, saves it: the course of every change.</summary>
internal sealed class CollectionTransition(IBlogDbContext db) : ISharedRule
{
    public async Task<Result<Receipt>> RunAsync<TCommand>(
        CollectionId id,
        ExpectedVersion? version,
        ActionGuard<CollectionOfExamples, TCommand> guard,
        Func<CollectionOfExamples, Task<Result>> change,
        CancellationToken cancellationToken
    ) =>
        await Transition.RunAsync(
            await db.Collections.SingleOrDefaultAsync(x => x.Id == id, cancellationToken),
            CollectionErrors.NotFound,
            x => guard.WhyNotAsync(x, version, cancellationToken),
            change,
            db.SaveChangesAsync,
            cancellationToken
        );
}
