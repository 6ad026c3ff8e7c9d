using System.Text;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Security;

/// <summary>Who may do what, as a table that a person can read.</summary>
internal static class PermissionMatrix
{
    private const string Head = """
        # Who may do what

        One line for each operation, in the order of the addresses; one column for each role. Written by `build/openapi` from the attributes by
        which the service itself decides; `GET /api/v1/permissions` answers the same. A caller with several roles may do what any of them may. One whose
        token or key is restricted to scopes needs that of the operation besides, or `api`; without it it is refused with 403, and where the
        operation is open to everybody it sees what everybody sees.

        | Mark | Meaning |
        |---|---|
        | ● | The role suffices. |
        | org | Of its own organisation's resources. |
        | mark | Of the applications that are assigned to it, and their score sheets. |
        | panel | Of the calls on whose panel it is. |
        | call | Of the calls on which it is named. |
        | own | Of what it keeps itself. |
        | job | Of the jobs that it began. |
        | | Refused: 401 without a token, 403 without the role, 404 where the caller may not know of the resource. A list shows no row. |

        """;

    public static string Write(IReadOnlyList<RoutedUseCase> useCases)
    {
        var roles = Enum.GetValues<Role>();
        var text = new StringBuilder(Head).Append('\n');
        text.Append("| Operation | Route | Scope | anonymous |").AppendJoin("", roles.Select(x => $" {Naming.Word(x)} |")).Append('\n');
        text.Append("|---|---|---|---|").AppendJoin("", roles.Select(_ => "---|")).Append('\n');
        foreach (var useCase in useCases)
        {
            var admitted = Admissions.Of(useCase).ToDictionary(x => x.Role, x => Mark(x.Relation));
            var cells = roles
                .Select(x => admitted.GetValueOrDefault(x, ""))
                .Prepend(AccessRule.Of(useCase.Request).IsAnonymous ? Mark(null) : "");
            text.AppendJoin(
                    " | ",
                    cells.Prepend($"| {useCase.Operation} | {useCase.Method} {useCase.Path} | {AccessRule.Of(useCase.Request).Scope}")
                )
                .Append(" |\n");
        }

        return text.ToString();
    }

    private static string Mark(Relation? relation) =>
        relation switch
        {
            null => "●",
            Relation.OwnOrganisation => "org",
            Relation.AssignedEvaluator => "mark",
            Relation.PanelMember => "panel",
            Relation.GroupMember => "group",
            Relation.NamedManager => "call",
            Relation.Keeper => "own",
            Relation.OwnJob => "job",
            _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, null),
        };
}
