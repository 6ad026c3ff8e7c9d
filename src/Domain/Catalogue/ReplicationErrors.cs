using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>All ways in which a replication refuses a request.</summary>
public static class ReplicationErrors
{
    public static Error NotFound => Error.NotFound("catalogue.replication-not-found");

    public static Error DnaVersionNotFound => Error.NotFound("catalogue.dna-version-not-found");

    public static Error Withdrawn => Error.Conflict("catalogue.replication-withdrawn");

    /// <summary>It is established or abandoned.</summary>
    public static Error Ended => Error.Conflict("catalogue.replication-ended");

    public static Error OutOfOrder => Error.Conflict("catalogue.replication-out-of-order");

    public static Error AbandonedAtStart => Error.Rule("catalogue.replication-abandoned-at-start").At("#/status");

    /// <summary>The parent is no public replication of the same innovation.</summary>
    public static Error UnknownParent => Error.Rule("catalogue.unknown-parent").At("#/parentId");
}
