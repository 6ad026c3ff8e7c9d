using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Budget.DeclareAid;

/// <summary>Reads a declaration of aid.</summary>
[Roles(Role.Instructor, Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.Auditor)]
public sealed record GetAidDeclaration(AidDeclarationId Id) : IQuery<AidDeclarationModel>;

/// <summary>Lists declarations of aid, in the order in which they were recorded.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Siren">Only those of this legal unit, nine digits.</param>
[Roles(Role.Instructor, Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.Auditor)]
public sealed record ListAidDeclarations(PageRequest Page, string? Siren) : IQuery<Page<AidDeclarationModel>>, IPagedQuery;

/// <summary>Aid of another granter that an organisation declared.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Siren">Who received it.</param>
/// <param name="Granter">Who granted it.</param>
/// <param name="StateAidBasis">Under which kind of regulation.</param>
/// <param name="Regulation">Code of the regulation in force on the day of the grant.</param>
/// <param name="Amount">How much.</param>
/// <param name="GrantedOn">The day on which the legal right was conferred.</param>
/// <param name="DeclaredOn">The day of the declaration.</param>
/// <param name="Version">Version, which is the ETag.</param>
public sealed record AidDeclarationModel(
    AidDeclarationId Id,
    string Siren,
    string Granter,
    StateAidBasis StateAidBasis,
    string Regulation,
    Money Amount,
    DateOnly GrantedOn,
    DateOnly DeclaredOn,
    int Version
);

internal sealed class ListAidDeclarationsValidator : AbstractValidator<ListAidDeclarations>
{
    public ListAidDeclarationsValidator()
    {
        this.IsPaged();
        RuleFor(x => x.Siren).Matches(Siren.Pattern);
    }
}

internal sealed class AidDeclarationReads(IBudgetDbContext db)
    : IQueryHandler<GetAidDeclaration, AidDeclarationModel>,
        IQueryHandler<ListAidDeclarations, Page<AidDeclarationModel>>
{
    public async Task<Result<AidDeclarationModel>> Handle(GetAidDeclaration request, CancellationToken cancellationToken) =>
        await db.AidDeclarations.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } declaration
            ? ToModel(declaration)
            : StateAidErrors.DeclarationNotFound;

    public async Task<Result<Page<AidDeclarationModel>>> Handle(ListAidDeclarations request, CancellationToken cancellationToken)
    {
        var declarations = db.AidDeclarations.AsNoTracking();
        if (request.Siren is { } text)
        {
            var siren = Siren.FromTrusted(text);
            declarations = declarations.Where(x => x.Siren == siren);
        }

        var page = await declarations.ToPageAsync(x => x.Id, descending: false, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure ? page.Error : new Page<AidDeclarationModel>([.. page.Value.Items.Select(ToModel)], page.Value.NextCursor);
    }

    private static AidDeclarationModel ToModel(AidDeclaration x) =>
        new(x.Id, x.Siren.Value, x.Granter, x.Basis, x.Regulation, x.Amount, x.GrantedOn, x.DeclaredOn, x.Version);
}
