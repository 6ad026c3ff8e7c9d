namespace SocialInnovation.Application.Budget.Contracts;

/// <summary>What Budget needs of the working groups: implemented by WorkingGroup.</summary>
public interface IGroupMembers
{
    /// <summary>Whether a person has a mandate in a working group on a day.</summary>
    Task<bool> IsInOfficeAsync(UserId user, DateOnly on, CancellationToken cancellationToken);
}
