using System.Diagnostics;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using SocialInnovation.Domain.Applications;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>Single members of a column that keeps JSON, for queries that need no more of it.</summary>
internal static class JsonText
{
    private static readonly MethodInfo Member = Find(typeof(ApplicationContent), typeof(string));
    private static readonly MethodInfo MemberOfMember = Find(typeof(ApplicationContent), typeof(string), typeof(string));

    public static string Of(ApplicationContent content, string member) => throw new UnreachableException();

    public static string Of(ApplicationContent content, string member, string inner) => throw new UnreachableException();

    public static void Register(ModelBuilder model)
    {
        foreach (var method in new[] { Member, MemberOfMember })
        {
            var function = model.HasDbFunction(method);
            function.HasParameter("content").HasStoreType("jsonb");
            function.HasTranslation(arguments => new SqlFunctionExpression(
                "jsonb_extract_path_text",
                arguments,
                nullable: true,
                argumentsPropagateNullability: arguments.Select(_ => true),
                typeof(string),
                typeMapping: null
            ));
        }
    }

    private static MethodInfo Find(params Type[] parameters) => typeof(JsonText).GetMethod(nameof(Of), parameters)!;
}
