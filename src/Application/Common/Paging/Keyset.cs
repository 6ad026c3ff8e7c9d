using System.Buffers.Text;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace SocialInnovation.Application.Common.Paging;

/// <summary>
/// Keyset pagination over a sort key and an id that breaks its ties: page 5 000 costs what page 1 costs. The cursor carries both values
/// of the last item.
/// </summary>
internal static class Keyset
{
    private static readonly MethodInfo CompareStrings = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    /// <summary>Pages by id, in the order of creation.</summary>
    public static Task<Result<Page<TModel>>> ToPageAsync<TEntity, TModel, TId>(
        this IQueryable<TEntity> query,
        Expression<Func<TEntity, TId>> id,
        bool descending,
        PageRequest page,
        Func<IQueryable<TEntity>, IQueryable<TModel>> project,
        Func<TModel, TId> idOf,
        CancellationToken cancellationToken
    )
        where TId : struct, IEntityId<TId> =>
        query.ToPageAsync(id, id, descending, page, project, x => (idOf(x), idOf(x)), cancellationToken);

    /// <summary>Pages by a key, then by id.</summary>
    public static async Task<Result<Page<TModel>>> ToPageAsync<TEntity, TModel, TKey, TId>(
        this IQueryable<TEntity> query,
        Expression<Func<TEntity, TKey>> key,
        Expression<Func<TEntity, TId>> id,
        bool descending,
        PageRequest page,
        Func<IQueryable<TEntity>, IQueryable<TModel>> project,
        Func<TModel, (TKey Key, TId Id)> cursorOf,
        CancellationToken cancellationToken
    )
        where TId : struct, IEntityId<TId>
    {
        if (page.Cursor is { } text)
        {
            if (Decode<TKey, TId>(text) is not { } after)
            {
                return RequestErrors.CursorInvalid;
            }

            query = query.Where(After(key, id, after.Key, after.Id, descending));
        }

        query = descending ? query.OrderByDescending(key).ThenByDescending(id) : query.OrderBy(key).ThenBy(id);
        var items = await project(query.Take(page.Size + 1)).ToListAsync(cancellationToken);
        if (items.Count <= page.Size)
        {
            return new Page<TModel>(items, null);
        }

        items.RemoveAt(items.Count - 1);
        var last = cursorOf(items[^1]);
        return new Page<TModel>(items, Encode(last.Key, last.Id));
    }

    /// <summary>The id after which a page by id begins; the default for the first page.</summary>
    public static Result<TId> AfterOf<TId>(PageRequest page)
        where TId : struct, IEntityId<TId> =>
        page.Cursor is not { } text ? default(TId)
        : Decode<TId, TId>(text) is { } after ? after.Id
        : RequestErrors.CursorInvalid;

    /// <summary>The key and id after which a page begins; null for the first page.</summary>
    public static Result<KeysetPlace<TKey, TId>?> PlaceOf<TKey, TId>(PageRequest page)
        where TKey : notnull
        where TId : struct, IEntityId<TId> =>
        page.Cursor is not { } text ? (KeysetPlace<TKey, TId>?)null
        : Decode<TKey, TId>(text) is { } after ? new KeysetPlace<TKey, TId>(after.Key, after.Id)
        : RequestErrors.CursorInvalid;

    /// <summary>Makes a page of rows by id that were read with one more than the page holds.</summary>
    public static Page<TModel> Cut<TRow, TModel, TId>(
        IReadOnlyList<TRow> rows,
        PageRequest page,
        Func<TRow, TModel> project,
        Func<TRow, TId> idOf
    )
        where TId : struct, IEntityId<TId> => Cut(rows, page, project, _ => default(TId), idOf);

    /// <summary>The same of rows by a key, then by id.</summary>
    public static Page<TModel> Cut<TRow, TModel, TKey, TId>(
        IReadOnlyList<TRow> rows,
        PageRequest page,
        Func<TRow, TModel> project,
        Func<TRow, TKey> keyOf,
        Func<TRow, TId> idOf
    )
        where TId : struct, IEntityId<TId>
    {
        var items = rows.Take(page.Size).Select(project).ToList();
        if (rows.Count <= page.Size)
        {
            return new Page<TModel>(items, null);
        }

        var last = rows[page.Size - 1];
        return new Page<TModel>(items, Encode(keyOf(last), idOf(last)));
    }

    private static Expression<Func<TEntity, bool>> After<TEntity, TKey, TId>(
        Expression<Func<TEntity, TKey>> key,
        Expression<Func<TEntity, TId>> id,
        TKey lastKey,
        TId lastId,
        bool descending
    )
    {
        var entity = key.Parameters[0];
        var idBody = new Swap(id.Parameters[0], entity).Visit(id.Body);
        // Closures, not constants: the values become SQL parameters and the plan is reused.
        Expression<Func<TKey>> keyValue = () => lastKey;
        Expression<Func<TId>> idValue = () => lastId;
        var beyond = Beyond(key.Body, keyValue.Body, descending);
        var tie = Expression.AndAlso(Expression.Equal(key.Body, keyValue.Body), Beyond(idBody, idValue.Body, descending));
        return Expression.Lambda<Func<TEntity, bool>>(
            typeof(TKey) == typeof(TId) ? Beyond(idBody, idValue.Body, descending) : Expression.OrElse(beyond, tie),
            entity
        );
    }

    private static BinaryExpression Beyond(Expression left, Expression right, bool descending)
    {
        if (left.Type == typeof(string))
        {
            (left, right) = (Expression.Call(CompareStrings, left, right), Expression.Constant(0));
        }

        return descending ? Expression.LessThan(left, right) : Expression.GreaterThan(left, right);
    }

    private static string Encode<TKey, TId>(TKey key, TId id)
        where TId : struct, IEntityId<TId> =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new CursorContent<TKey>(key is TId ? default : key, id.Value)));

    private static (TKey Key, TId Id)? Decode<TKey, TId>(string cursor)
        where TId : struct, IEntityId<TId>
    {
        try
        {
            var content = JsonSerializer.Deserialize<CursorContent<TKey>>(Base64Url.DecodeFromChars(cursor));
            if (content is null || (content.Key is null && typeof(TKey) != typeof(TId)))
            {
                return null;
            }

            var id = TId.From(content.Id);
            return (typeof(TKey) == typeof(TId) ? (TKey)(object)id : content.Key!, id);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }

    private sealed record CursorContent<TKey>(TKey? Key, Guid Id);

    private sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}

/// <summary>Where the last item of a page stands.</summary>
internal sealed record KeysetPlace<TKey, TId>(TKey Key, TId Id);
