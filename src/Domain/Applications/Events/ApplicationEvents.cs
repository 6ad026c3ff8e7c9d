using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Applications.Events;

/// <summary>An application was submitted.</summary>
public sealed record ApplicationSubmitted(GrantApplicationId ApplicationId, CallId CallId, DateTimeOffset At) : IDomainEvent;
