namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Moves the business clock; exists in development and in tests only.</summary>
public interface IDevelopmentClock
{
    /// <param name="offset">How far the business clock is ahead of the real one; negative for behind.</param>
    Task MoveAsync(TimeSpan offset, CancellationToken cancellationToken);
}
