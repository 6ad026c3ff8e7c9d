namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Says whether the database can serve requests.</summary>
public interface IDatabaseHealth
{
    /// <summary>What is wrong; null when nothing is.</summary>
    Task<string?> WhyNotReadyAsync(CancellationToken cancellationToken);
}
