namespace SocialInnovation.Application.Common;

/// <summary>Marks a check that several handlers of one module inject as it is.</summary>
internal interface ISharedRule;
