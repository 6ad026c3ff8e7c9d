using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Budget.DeclareAid;

/// <summary>
/// Records, on behalf of an organisation, that it declared aid of another granter. It counts from the day of its grant for all who are linked
/// with the organisation. Aid of before an application's submission is part of what that application states, and counts beside it only where
/// more is known than was stated.
/// </summary>
[Roles(Role.Instructor, Role.ProgrammeManager, Role.BudgetOfficer)]
public sealed record DeclareAid(AidDeclarationBody Body) : ICommand<Receipt>;

/// <summary>Aid that an organisation declares; the region's own grants are known without it.</summary>
/// <param name="Siren">Who received it: nine digits with a valid Luhn key.</param>
/// <param name="Granter">Who granted it, at most 200 characters.</param>
/// <param name="StateAidBasis">Under which kind of regulation; each has its own ceiling.</param>
/// <param name="Amount">How much, EUR: the gross grant equivalent.</param>
/// <param name="GrantedOn">The day on which the legal right was conferred, which decides on the regulation.</param>
/// <param name="DeclaredOn">The day of the declaration, not before the grant.</param>
public sealed record AidDeclarationBody(
    string Siren,
    string Granter,
    DeclaredBasis StateAidBasis,
    Money Amount,
    DateOnly GrantedOn,
    DateOnly DeclaredOn
);

/// <summary>The bases under which aid adds up to a ceiling.</summary>
public enum DeclaredBasis
{
    DeMinimis,
    SgeiDeMinimis,
}

internal sealed class DeclareAidValidator : AbstractValidator<DeclareAid>
{
    public DeclareAidValidator()
    {
        RuleFor(x => x.Body.Siren).NotEmpty().Matches(Siren.Pattern);
        RuleFor(x => x.Body.Granter).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Body.Amount.Amount).IsMovable();
        RuleFor(x => x.Body.GrantedOn).NotEmpty();
        RuleFor(x => x.Body.DeclaredOn).NotEmpty();
    }
}

internal sealed class DeclareAidHandler(IBudgetDbContext db, ICurrentUser user, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ICommandHandler<DeclareAid, Receipt>
{
    public async Task<Result<Receipt>> Handle(DeclareAid command, CancellationToken cancellationToken)
    {
        var body = command.Body;
        if (Siren.TryParse(body.Siren) is not { } siren)
        {
            return StateAidErrors.SirenInvalid("#/siren");
        }

        var basis = body.StateAidBasis.ToBasis();
        var regulation = await db
            .AidRegulations.AsNoTracking()
            .SingleOrDefaultAsync(x => x.Basis == basis && x.From <= body.GrantedOn && body.GrantedOn <= x.To, cancellationToken);
        if (regulation is null)
        {
            return StateAidErrors.NoRegulation(body.GrantedOn).At("#/grantedOn");
        }

        var declaration = AidDeclaration.Record(
            EntityId.New<AidDeclarationId>(),
            siren,
            body.Granter,
            new ReceivedAid(siren, body.GrantedOn, body.Amount),
            regulation,
            body.DeclaredOn,
            clock.Today(),
            (user.Id!.Value, clock.GetUtcNow())
        );
        if (declaration.IsFailure)
        {
            return declaration.Error;
        }

        db.AidDeclarations.Add(declaration.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(declaration.Value);
    }
}

internal static class DeclaredBases
{
    public static StateAidBasis ToBasis(this DeclaredBasis basis) =>
        basis == DeclaredBasis.SgeiDeMinimis ? StateAidBasis.SgeiDeMinimis : StateAidBasis.DeMinimis;
}
