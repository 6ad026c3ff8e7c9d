namespace SocialInnovation.Application.Common.Bundles;

/// <summary>Steps of one instant, in the order in which they make sense.</summary>
public static class BundlePrecedence
{
    public const int People = 0;

    public const int Call = 10;

    public const int Money = 20;

    public const int Publication = 30;

    public const int Draft = 40;

    public const int Document = 50;

    public const int Submission = 60;

    public const int Instruction = 70;

    public const int Panel = 75;

    public const int Assignment = 80;

    public const int Marks = 85;

    public const int Ranking = 90;

    public const int Scenario = 95;

    public const int Meeting = 100;

    public const int Decision = 110;
}
