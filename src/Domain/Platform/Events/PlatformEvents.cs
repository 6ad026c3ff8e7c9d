using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform.Events;

/// <summary>A person was erased: whoever keeps something of it, by this id, forgets it or puts the pseudonym in its place.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Pseudonym">What stands where the name stood.</param>
/// <param name="At">When.</param>
public sealed record UserErased(UserId UserId, string Pseudonym, DateTimeOffset At) : IDomainEvent;
