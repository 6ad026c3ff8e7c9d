namespace SocialInnovation.Application.Common.Messaging;

/// <summary>A receipt with something that is told once and kept nowhere: what is kept for a repetition goes without.</summary>
public interface ITellsSecret
{
    Receipt WithoutSecret();
}
