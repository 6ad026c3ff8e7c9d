namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>The personal values of the audit trail.</summary>
public interface IPersonalTraces
{
    /// <summary>Destroys all of a person, or of a record of somebody without an account, with their salts, when the running transaction commits.</summary>
    void Forget(Guid subject);
}
