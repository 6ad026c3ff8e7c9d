using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.DeclareInterests;

/// <summary>
/// Replaces the organisations to which the caller declares itself tied (déclaration d'intérêts). It reads none of their applications, in
/// whatever call; sheets that it holds are recused, and other evaluators found for them.
/// </summary>
[Roles(Role.Evaluator)]
public sealed record DeclareInterests(ExpectedVersion? Version, DeclareInterestsBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>A declaration of interests.</summary>
/// <param name="Interests">The organisations, at most 50; empty when there are none.</param>
public sealed record DeclareInterestsBody(IReadOnlyList<InterestBody> Interests);

/// <summary>A tie to an organisation.</summary>
/// <param name="Siren">The organisation's SIREN, nine digits with a valid key.</param>
/// <param name="Kind">The kind of tie.</param>
/// <param name="Text">What the tie is, at most 20 000 characters.</param>
public sealed record InterestBody(string Siren, InterestKind Kind, string? Text = null);

/// <summary>Reads what the caller has declared.</summary>
[Roles(Role.Evaluator)]
public sealed record GetInterests : IQuery<InterestsModel>;

/// <summary>Lists all declarations of interests.</summary>
/// <param name="Page">Which page.</param>
[Roles(Role.Auditor)]
public sealed record ListInterestDeclarations(PageRequest Page) : IQuery<Page<InterestDeclarationModel>>, IPagedQuery;

/// <summary>The organisations to which the caller declared itself tied.</summary>
/// <param name="Interests">The organisations.</param>
/// <param name="DeclaredAt">When; null when nothing was declared yet.</param>
/// <param name="Version">Version, which is the ETag; 0 when nothing was declared yet.</param>
public sealed record InterestsModel(IReadOnlyList<InterestBody> Interests, DateTimeOffset? DeclaredAt, int Version);

/// <summary>An evaluator's declaration of interests.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="UserId">Who declared it.</param>
/// <param name="Interests">The organisations.</param>
/// <param name="DeclaredAt">When.</param>
public sealed record InterestDeclarationModel(
    InterestDeclarationId Id,
    [property: NamesPerson(Of = nameof(InterestDeclarationModel.UserId))] UserId UserId,
    IReadOnlyList<InterestBody> Interests,
    DateTimeOffset DeclaredAt
);

internal sealed class DeclareInterestsValidator : AbstractValidator<DeclareInterests>
{
    public DeclareInterestsValidator()
    {
        RuleFor(x => x.Body.Interests).NotNull().HasAtMost(Limits.Items);
        RuleForEach(x => x.Body.Interests)
            .NotNull()
            .ChildRules(interest =>
            {
                interest.RuleFor(x => x.Siren).NotEmpty().Matches(Siren.Pattern);
                interest.RuleFor(x => x.Text).MaximumLength(Limits.Description);
            });
    }
}

internal sealed class ListInterestDeclarationsValidator : AbstractValidator<ListInterestDeclarations>
{
    public ListInterestDeclarationsValidator() => this.IsPaged();
}

internal sealed class DeclareInterestsHandler(
    IEvaluationDbContext db,
    IApplicationLookup applications,
    Recusal recusal,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<DeclareInterests, Receipt>
{
    public async Task<Result<Receipt>> Handle(DeclareInterests command, CancellationToken cancellationToken)
    {
        var (by, now) = (user.Id!.Value, clock.GetUtcNow());
        var declaration = await db.InterestDeclarations.SingleOrDefaultAsync(x => x.UserId == by, cancellationToken);
        if (declaration is null)
        {
            declaration = InterestDeclaration.Begin(EntityId.New<InterestDeclarationId>(), by);
            db.InterestDeclarations.Add(declaration);
        }

        if (ExpectedVersion.WhyStale(command.Version, declaration) is { } stale)
        {
            return stale;
        }

        var interests = command.Body.Interests;
        if (interests.Index().FirstOrDefault(x => Siren.TryParse(x.Item.Siren) is null) is { Item: not null } invalid)
        {
            return ConflictErrors.InvalidSiren(invalid.Index);
        }

        var declared = declaration.Declare([.. interests.Select(x => new Interest(x.Siren, x.Kind, x.Text))], now);
        if (declared.IsFailure)
        {
            return declared.Error;
        }

        await recusal.RecuseAsync(await HeldAsync(by, interests, cancellationToken), by, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(declaration);
    }

    // What a frozen ranking stands on stays as it is; it is asked again when that ranking is given up.
    private async Task<List<ScoreSheet>> HeldAsync(UserId by, IReadOnlyList<InterestBody> interests, CancellationToken cancellationToken)
    {
        var held = await db
            .ScoreSheets.Active()
            .Where(x => x.EvaluatorId == by && !db.Rankings.Any(y => y.CallId == x.CallId && y.Status == RankingStatus.Frozen))
            .ToListAsync(cancellationToken);
        var sirens = interests.Select(x => x.Siren).ToHashSet();
        var theirs = held.Count == 0 ? [] : await applications.FindAllAsync([.. held.Select(x => x.ApplicationId)], cancellationToken);
        var tied = theirs.Where(x => sirens.Contains(x.Siren)).Select(x => x.Id).ToHashSet();
        return [.. held.Where(x => tied.Contains(x.ApplicationId))];
    }
}

internal sealed class InterestReads(IEvaluationDbContext db, ICurrentUser user)
    : IQueryHandler<GetInterests, InterestsModel>,
        IQueryHandler<ListInterestDeclarations, Page<InterestDeclarationModel>>
{
    public async Task<Result<InterestsModel>> Handle(GetInterests request, CancellationToken cancellationToken) =>
        await db.InterestDeclarations.AsNoTracking().SingleOrDefaultAsync(x => x.UserId == user.Id, cancellationToken) is { } found
            ? new InterestsModel(ToBodies(found), found.DeclaredAt, found.Version)
            : new InterestsModel([], null, 0);

    public async Task<Result<Page<InterestDeclarationModel>>> Handle(ListInterestDeclarations request, CancellationToken cancellationToken)
    {
        var page = await db
            .InterestDeclarations.AsNoTracking()
            .ToPageAsync(x => x.Id, descending: false, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure
            ? page.Error
            : new Page<InterestDeclarationModel>(
                [.. page.Value.Items.Select(x => new InterestDeclarationModel(x.Id, x.UserId, ToBodies(x), x.DeclaredAt))],
                page.Value.NextCursor
            );
    }

    private static List<InterestBody> ToBodies(InterestDeclaration declaration) =>
        [.. declaration.Interests.Select(x => new InterestBody(x.Siren, x.Kind, x.Text))];
}
