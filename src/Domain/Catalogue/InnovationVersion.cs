using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>What was published of an innovation, as it was. Nothing changes it.</summary>
public sealed class InnovationVersion : AggregateRoot<InnovationVersionId>
{
    private InnovationVersion() { }

    public InnovationId InnovationId { get; private set; }

    /// <summary>Counts an innovation's versions from 1 on.</summary>
    public int Number { get; private set; }

    public InnovationContent Content { get; private set; } = null!;

    public InnovationDna? Dna { get; private set; }

    public IReadOnlyList<ShownPicture> Pictures { get; private set; } = [];

    public Initiator Initiator { get; private set; }

    public IReadOnlyList<string> Themes { get; private set; } = [];

    public IReadOnlyList<string> Departments { get; private set; } = [];

    public UserId PublishedBy { get; private set; }

    public DateTimeOffset PublishedAt { get; private set; }

    internal static InnovationVersion Of(InnovationVersionId id, Innovation innovation, UserId by, DateTimeOffset at) =>
        new()
        {
            Id = id,
            InnovationId = innovation.Id,
            Number = innovation.PublishedVersion!.Value,
            Content = innovation.Content,
            Dna = innovation.Dna,
            Pictures = innovation.Pictures,
            Initiator = innovation.Initiator,
            Themes = innovation.Themes,
            Departments = innovation.Departments,
            PublishedBy = by,
            PublishedAt = at,
        };
}
