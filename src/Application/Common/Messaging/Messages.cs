using MediatR;

namespace SocialInnovation.Application.Common.Messaging;

/// <summary>A request that changes something, in one transaction.</summary>
public interface ICommand;

/// <summary>A request that changes something, in one transaction, and says what it changed.</summary>
/// <typeparam name="TReceipt">What the caller learns of the change.</typeparam>
public interface ICommand<TReceipt> : ICommand, IRequest<Result<TReceipt>>
    where TReceipt : Receipt;

/// <summary>A command on a resource whose version the caller must have seen (<c>If-Match</c>).</summary>
public interface IVersionedCommand
{
    /// <summary>The version that the caller saw; null when it did not say.</summary>
    ExpectedVersion? Version { get; }
}

/// <summary>A request that changes nothing.</summary>
public interface IQuery;

/// <summary>A request that changes nothing.</summary>
/// <typeparam name="TModel">What is read.</typeparam>
public interface IQuery<TModel> : IQuery, IRequest<Result<TModel>>;

internal interface ICommandHandler<in TCommand, TReceipt> : IRequestHandler<TCommand, Result<TReceipt>>
    where TCommand : ICommand<TReceipt>
    where TReceipt : Receipt;

internal interface IQueryHandler<in TQuery, TModel> : IRequestHandler<TQuery, Result<TModel>>
    where TQuery : IQuery<TModel>;

/// <summary>Sends commands and queries through the pipeline to their handlers.</summary>
public interface IDispatcher
{
    Task<Result<TReceipt>> SendAsync<TReceipt>(ICommand<TReceipt> command, CancellationToken cancellationToken)
        where TReceipt : Receipt;

    Task<Result<TModel>> SendAsync<TModel>(IQuery<TModel> query, CancellationToken cancellationToken);

    /// <summary>Sends a command whose receipt type is not known at compile time, as an import does.</summary>
    Task<Result<Receipt>> SendAsync(ICommand command, CancellationToken cancellationToken);
}

internal sealed class Dispatcher(IMediator mediator) : IDispatcher
{
    private static readonly System.Reflection.MethodInfo Typed = typeof(Dispatcher).GetMethod(
        nameof(SendTypedAsync),
        System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance
    )!;

    public Task<Result<TReceipt>> SendAsync<TReceipt>(ICommand<TReceipt> command, CancellationToken cancellationToken)
        where TReceipt : Receipt => mediator.Send(command, cancellationToken);

    public Task<Result<TModel>> SendAsync<TModel>(IQuery<TModel> query, CancellationToken cancellationToken) =>
        mediator.Send(query, cancellationToken);

    public Task<Result<Receipt>> SendAsync(ICommand command, CancellationToken cancellationToken)
    {
        var receipt = command
            .GetType()
            .GetInterfaces()
            .Single(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(ICommand<>))
            .GetGenericArguments()[0];
        return (Task<Result<Receipt>>)Typed.MakeGenericMethod(receipt).Invoke(this, [command, cancellationToken])!;
    }

    private async Task<Result<Receipt>> SendTypedAsync<TReceipt>(ICommand<TReceipt> command, CancellationToken cancellationToken)
        where TReceipt : Receipt
    {
        var result = await mediator.Send(command, cancellationToken);
        return result.IsFailure ? result.Error : result.Value;
    }
}
