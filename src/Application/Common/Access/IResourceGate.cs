namespace SocialInnovation.Application.Common.Access;

/// <summary>
/// Answers, before anything else of a request is looked at, whether the resource that its path names exists for this caller.
/// What the caller may not know of does not exist for it.
/// </summary>
public interface IResourceGate
{
    Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken);
}
