using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget.LinkUndertakings;

/// <summary>Reads a single undertaking.</summary>
[Roles(Role.BudgetOfficer, Role.ProgrammeManager, Role.DecisionRecorder, Role.Auditor)]
public sealed record GetUndertaking(UndertakingId Id) : IQuery<UndertakingModel>;

/// <summary>Lists single undertakings, oldest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Siren">Only those in which this legal unit is or was, nine digits.</param>
[Roles(Role.BudgetOfficer, Role.ProgrammeManager, Role.DecisionRecorder, Role.Auditor)]
public sealed record ListUndertakings(PageRequest Page, string? Siren) : IQuery<Page<UndertakingModel>>, IPagedQuery;

/// <summary>A single undertaking.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Name.</param>
/// <param name="FiscalYearEnd">Month and day on which its fiscal years end.</param>
/// <param name="Members">Its legal units, by SIREN and first day.</param>
/// <param name="Version">Version, which is the ETag.</param>
public sealed record UndertakingModel(
    UndertakingId Id,
    string Name,
    string FiscalYearEnd,
    IReadOnlyList<UndertakingMemberBody> Members,
    int Version
);

internal sealed class ListUndertakingsValidator : AbstractValidator<ListUndertakings>
{
    public ListUndertakingsValidator()
    {
        this.IsPaged();
        RuleFor(x => x.Siren).Matches(Siren.Pattern);
    }
}

internal sealed class UndertakingReads(IBudgetDbContext db)
    : IQueryHandler<GetUndertaking, UndertakingModel>,
        IQueryHandler<ListUndertakings, Page<UndertakingModel>>
{
    public async Task<Result<UndertakingModel>> Handle(GetUndertaking request, CancellationToken cancellationToken) =>
        await db.Undertakings.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } undertaking
            ? ToModel(undertaking)
            : UndertakingErrors.NotFound;

    public async Task<Result<Page<UndertakingModel>>> Handle(ListUndertakings request, CancellationToken cancellationToken)
    {
        var undertakings = db.Undertakings.AsNoTracking();
        if (request.Siren is { } text)
        {
            var siren = Siren.FromTrusted(text);
            undertakings = undertakings.Where(x => x.Members.Any(y => y.Siren == siren));
        }

        var page = await undertakings.ToPageAsync(x => x.Id, descending: false, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure ? page.Error : new Page<UndertakingModel>([.. page.Value.Items.Select(ToModel)], page.Value.NextCursor);
    }

    private static UndertakingModel ToModel(Undertaking undertaking) =>
        new(
            undertaking.Id,
            undertaking.Name,
            undertaking.FiscalYearEnd.ToString(),
            [
                .. undertaking
                    .Members.OrderBy(x => x.Siren.Value, StringComparer.Ordinal)
                    .ThenBy(x => x.From)
                    .Select(x => new UndertakingMemberBody(x.Siren.Value, x.From, x.Until)),
            ],
            undertaking.Version
        );
}
