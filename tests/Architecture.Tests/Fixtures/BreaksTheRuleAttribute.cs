namespace SocialInnovation.Architecture.Tests.Fixtures;

/// <summary>Marks what a rule must report; all else in its fixture it must let pass.</summary>
[AttributeUsage(AttributeTargets.All)]
internal sealed class BreaksTheRuleAttribute : Attribute;
