using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Persistence;

internal sealed class UnitOfWork(AppDbContext db, LastWrites last, IEnumerable<IConstraintErrors> constraints) : IUnitOfWork
{
    private const int Tries = 3;

    public async Task<TResponse> ExecuteAsync<TResponse>(Func<Task<TResponse>> work, CancellationToken cancellationToken)
        where TResponse : IResult<TResponse>
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                last.Forget();
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                var response = await work();
                if (response.Error is null)
                {
                    await last.CommitAsync(transaction, cancellationToken);
                }

                return response;
            }
            catch (DbUpdateConcurrencyException exception)
            {
                return TResponse.Failure(StaleError(exception));
            }
            catch (Exception exception) when (FindRefusal(exception) is { } refusal)
            {
                if (refusal.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure && left > 1)
                {
                    db.ChangeTracker.Clear();
                    continue;
                }

                if (constraints.Select(x => x.Find(refusal.ConstraintName)).FirstOrDefault(x => x is not null) is not { } error)
                {
                    throw;
                }

                return TResponse.Failure(error);
            }
        }
    }

    private static Error StaleError(DbUpdateConcurrencyException exception)
    {
        var seen = exception.Entries.Select(x => x.Entity).OfType<IAggregateRoot>().FirstOrDefault()?.Version ?? 0;
        return RequestErrors.VersionStale(seen - 1, seen);
    }

    private static PostgresException? FindRefusal(Exception exception) =>
        exception as PostgresException ?? (exception as DbUpdateException)?.InnerException as PostgresException;
}

/// <summary>A module's table of what the database's constraints mean to a caller.</summary>
internal interface IConstraintErrors
{
    Error? Find(string? constraint);
}

/// <summary>A module's constraints by name.</summary>
internal abstract class ConstraintErrors(IReadOnlyDictionary<string, Error> errors) : IConstraintErrors
{
    public Error? Find(string? constraint) => constraint is not null && errors.TryGetValue(constraint, out var error) ? error : null;
}
