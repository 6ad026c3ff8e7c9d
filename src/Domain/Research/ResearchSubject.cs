using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Research;

/// <summary>Whether a partner has a subject to give or looks for one.</summary>
public enum SubjectDirection
{
    /// <summary>The partner offers it.</summary>
    Offered,

    /// <summary>The partner looks for a place to do it.</summary>
    Sought,
}

/// <summary>What is to come out of a subject.</summary>
public enum SubjectKind
{
    /// <summary>An internship (stage).</summary>
    Internship,

    /// <summary>A doctoral thesis.</summary>
    Thesis,

    /// <summary>A study.</summary>
    Study,

    /// <summary>The evaluation of an innovation.</summary>
    InnovationEvaluation,
}

/// <summary>Where a subject stands.</summary>
public enum SubjectStatus
{
    /// <summary>The editors alone see it.</summary>
    Draft,

    /// <summary>Everybody sees it.</summary>
    Published,

    /// <summary>Everybody sees that it is taken or over.</summary>
    Closed,
}

/// <summary>What is said of a subject.</summary>
public sealed record SubjectContent
{
    public required SubjectDirection Direction { get; init; }

    public required SubjectKind Kind { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required IReadOnlyList<string> Themes { get; init; }

    public required ResearchPartnerId PartnerId { get; init; }

    public InnovationId? InnovationId { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }
}

/// <summary>A research subject that a partner offers or seeks.</summary>
public sealed class ResearchSubject : AggregateRoot<ResearchSubjectId>
{
    private ResearchSubject() { }

    public SubjectStatus Status { get; private set; }

    public SubjectDirection Direction { get; private set; }

    public SubjectKind Kind { get; private set; }

    public string Title { get; private set; } = null!;

    /// <summary>Plain text.</summary>
    public string Text { get; private set; } = null!;

    public IReadOnlyList<string> Themes { get; private set; } = [];

    /// <summary>Who offers or seeks it.</summary>
    public ResearchPartnerId PartnerId { get; private set; }

    /// <summary>The innovation that it is about.</summary>
    public InnovationId? InnovationId { get; private set; }

    public DateOnly? From { get; private set; }

    public DateOnly? Until { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public static Result<ResearchSubject> Draft(ResearchSubjectId id, SubjectContent content)
    {
        var subject = new ResearchSubject { Id = id };
        return subject.Write(content) is { } error ? error : subject;
    }

    public Error? WhyNotReplace() => Status == SubjectStatus.Closed ? SubjectErrors.Closed : null;

    /// <summary>Replaces all that is said, as long as it is not closed.</summary>
    public Result Replace(SubjectContent content) => (WhyNotReplace() ?? Write(content)) is { } error ? error : Result.Success;

    public Error? WhyNotPublish() => Status == SubjectStatus.Draft ? null : SubjectErrors.NotDraft;

    public Result Publish(DateTimeOffset at)
    {
        if (WhyNotPublish() is { } error)
        {
            return error;
        }

        (Status, PublishedAt) = (SubjectStatus.Published, at);
        return Result.Success;
    }

    public Error? WhyNotClose() => Status == SubjectStatus.Published ? null : SubjectErrors.NotPublished;

    /// <summary>Says that it is taken, or over.</summary>
    public Result Close()
    {
        if (WhyNotClose() is { } error)
        {
            return error;
        }

        Status = SubjectStatus.Closed;
        return Result.Success;
    }

    private Error? Write(SubjectContent content)
    {
        var error =
            ResearchThemes.WhyNotKeep(content.Themes)
            ?? (content.Until < content.From ? ResearchErrors.PeriodInvalid : null)
            ?? (content is { Kind: SubjectKind.InnovationEvaluation, InnovationId: null } ? SubjectErrors.InnovationMissing : null);
        if (error is not null)
        {
            return error;
        }

        (Direction, Kind, Title, Text, Themes) = (content.Direction, content.Kind, content.Title, content.Text, content.Themes);
        (PartnerId, InnovationId, From, Until) = (content.PartnerId, content.InnovationId, content.From, content.Until);
        return null;
    }
}
