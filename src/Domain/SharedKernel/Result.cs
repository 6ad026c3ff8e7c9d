using System.Diagnostics.CodeAnalysis;

namespace SocialInnovation.Domain.SharedKernel;

/// <summary>Lets a pipeline make the failure of any result type.</summary>
/// <typeparam name="TSelf">The result type itself.</typeparam>
public interface IResult<TSelf>
    where TSelf : IResult<TSelf>
{
    Error? Error { get; }

    /// <summary>What a success yields, if anything.</summary>
    object? Content { get; }

    static abstract TSelf Failure(Error error);
}

/// <summary>Success, or the one error that stopped it.</summary>
public sealed class Result : IResult<Result>
{
    public static readonly Result Success = new(null);

    private Result(Error? error) => Error = error;

    public Error? Error { get; }

    object? IResult<Result>.Content => null;

    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsFailure => Error is not null;

    public static Result Failure(Error error) => new(error);

    public static implicit operator Result(Error error) => new(error);
}

/// <summary>A value, or the one error that stopped it.</summary>
/// <typeparam name="T">What success yields.</typeparam>
public sealed class Result<T> : IResult<Result<T>>
{
    private readonly T? value;

    private Result(T? value, Error? error) => (this.value, Error) = (value, error);

    public Error? Error { get; }

    object? IResult<Result<T>>.Content => value;

    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsFailure => Error is not null;

    /// <summary>The value of a success. Asking a failure for it is a bug.</summary>
    public T Value => Error is null ? value! : throw new InvalidOperationException($"No value: {Error.Code}");

    static Result<T> IResult<Result<T>>.Failure(Error error) => new(default, error);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}
