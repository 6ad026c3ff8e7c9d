using FluentValidation;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Application.Platform.ListPermissions;

/// <summary>Lists for every operation who may send it: the table by which the service itself decides.</summary>
/// <param name="Operation">Only this operation.</param>
[Anonymous]
public sealed record ListPermissions(string? Operation) : IQuery<IReadOnlyList<PermissionModel>>;

/// <summary>Who may send one operation.</summary>
/// <param name="Operation">The operation, by its id in the OpenAPI document.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path.</param>
/// <param name="IsAnonymous">Whether it can be sent without a token.</param>
/// <param name="Scope">The scope that a token or key needs which is restricted to scopes; without it such a caller gets 403, or what everybody sees.</param>
/// <param name="Admitted">The roles that may send it; any other gets 403, or 404 where it may not know of the resource.</param>
public sealed record PermissionModel(
    string Operation,
    string Method,
    string Path,
    bool IsAnonymous,
    string Scope,
    IReadOnlyList<AdmissionModel> Admitted
);

/// <summary>A role that may send an operation.</summary>
/// <param name="Role">The role.</param>
/// <param name="Relation">What the caller must be to the resource besides, or to the rows that a list shows it; null when the role suffices.</param>
public sealed record AdmissionModel(Role Role, Relation? Relation);

internal sealed class ListPermissionsValidator : AbstractValidator<ListPermissions>
{
    public ListPermissionsValidator() => RuleFor(x => x.Operation).MaximumLength(Limits.Code).Matches("^[A-Za-z]+$");
}

/// <summary>The table, made once: routes and attributes are what they are until the next build.</summary>
internal sealed class PermissionTable(IApiRoutes routes)
{
    public IReadOnlyList<PermissionModel> Lines =>
        field ??= [
            .. from useCase in routes.UseCases
            let admitted = Admissions.Of(useCase).Select(x => new AdmissionModel(x.Role, x.Relation))
            select new PermissionModel(
                useCase.Operation,
                useCase.Method,
                useCase.Path,
                AccessRule.Of(useCase.Request).IsAnonymous,
                AccessRule.Of(useCase.Request).Scope,
                [.. admitted]
            ),
        ];
}

internal sealed class ListPermissionsHandler(PermissionTable table) : IQueryHandler<ListPermissions, IReadOnlyList<PermissionModel>>
{
    public Task<Result<IReadOnlyList<PermissionModel>>> Handle(ListPermissions request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<IReadOnlyList<PermissionModel>>>(
            table.Lines.Where(x => request.Operation is null || x.Operation == request.Operation).ToList()
        );
}
