using FluentValidation;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Application.Catalogue.FindInnovations;

/// <summary>Reads what a search finds, the newest publications first, for a feed.</summary>
[Anonymous]
public sealed record FollowInnovations(
    string? Q,
    string? Theme,
    string? Initiator,
    string? Department,
    string? Stage,
    string? Box,
    string? Near,
    int? Within
) : IQuery<IReadOnlyList<NewInnovation>>, IInnovationQuestion;

internal sealed class FollowInnovationsValidator : AbstractValidator<FollowInnovations>
{
    public FollowInnovationsValidator() => this.AsksForInnovations();
}

internal sealed class FollowInnovationsHandler(IInnovationSearch search) : IQueryHandler<FollowInnovations, IReadOnlyList<NewInnovation>>
{
    private const int Newest = 50;

    public async Task<Result<IReadOnlyList<NewInnovation>>> Handle(FollowInnovations request, CancellationToken cancellationToken)
    {
        var asked = await search.AskAsync(request, cancellationToken);
        return asked.IsFailure ? asked.Error : (await search.NewestAsync(asked.Value, Newest, cancellationToken)).ToList();
    }
}
