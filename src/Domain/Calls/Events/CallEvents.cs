using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Calls.Events;

/// <summary>A call was published: from now on it is public.</summary>
public sealed record CallPublished(CallId CallId, string Reference, DateTimeOffset At) : IDomainEvent;

/// <summary>A call was cancelled: its applications end with it.</summary>
public sealed record CallCancelled(CallId CallId, CallCancellationReason Reason, DateTimeOffset At) : IDomainEvent;

/// <summary>The outcomes of a call were notified: from now on applicants and public see them.</summary>
public sealed record OutcomesNotified(CallId CallId, DateTimeOffset At) : IDomainEvent;
