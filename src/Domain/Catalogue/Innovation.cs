using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>Where the record of an innovation stands.</summary>
public enum InnovationStatus
{
    /// <summary>Being written, or written anew while a published version stays readable.</summary>
    Draft,

    /// <summary>Waits for an editor.</summary>
    InReview,

    /// <summary>Its newest version is public.</summary>
    Published,

    /// <summary>Taken out of the public eye, for good.</summary>
    Withdrawn,
}

/// <summary>A documented innovation: what is being written of it. What is public stands in its <see cref="InnovationVersion"/>s.</summary>
public sealed class Innovation : AggregateRoot<InnovationId>
{
    private const int MostPictures = 20;
    private const int MostDocuments = 20;

    private Innovation() { }

    /// <summary>Whose innovation it is; null when it is no known organisation's.</summary>
    public OrganisationId? OrganisationId { get; private set; }

    /// <summary>The grant out of which it was born.</summary>
    public GrantId? GrantId { get; private set; }

    public InnovationStatus Status { get; private set; }

    public InnovationContent Content { get; private set; } = null!;

    /// <summary>How it is made; null until somebody has written it.</summary>
    public InnovationDna? Dna { get; private set; }

    /// <summary>Its pictures, in the order in which they are shown.</summary>
    public IReadOnlyList<ShownPicture> Pictures { get; private set; } = [];

    /// <summary>What its authors uploaded for its DNA to name, in the order in which it came.</summary>
    public IReadOnlyList<InnovationDocument> Documents { get; private set; } = [];

    public Initiator Initiator { get; private set; }

    public IReadOnlyList<string> Themes { get; private set; } = [];

    public IReadOnlyList<string> Departments { get; private set; } = [];

    /// <summary>Who wrote what is not published yet: none of them publishes it.</summary>
    public IReadOnlyList<UserId> Authors { get; private set; } = [];

    /// <summary>Number of the newest public version, from 1 on.</summary>
    public int? PublishedVersion { get; private set; }

    /// <summary>Since when that version is public.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Why an editor returned it last; null once it was submitted again.</summary>
    public string? ReturnReason { get; private set; }

    public string? WithdrawalReason { get; private set; }

    public static Result<Innovation> Draft(InnovationId id, OrganisationId? organisation, InnovationContent content, UserId by)
    {
        if (content.WhyNotKeep() is { } error)
        {
            return error;
        }

        var innovation = new Innovation { Id = id, OrganisationId = organisation };
        innovation.Write(content, by);
        return innovation;
    }

    /// <summary>Drafts the innovation that a grant paid for, with what its application said.</summary>
    public static Innovation BornOf(GrantId grant, InnovationId id, OrganisationId organisation, InnovationContent content, UserId by)
    {
        var innovation = new Innovation
        {
            Id = id,
            OrganisationId = organisation,
            GrantId = grant,
        };
        innovation.Write(content, by);
        return innovation;
    }

    public Error? WhyNotEdit() => Status == InnovationStatus.Draft ? null : InnovationErrors.NotDraft;

    /// <summary>Replaces what a draft says.</summary>
    public Result Replace(InnovationContent content, UserId by)
    {
        if ((WhyNotEdit() ?? content.WhyNotKeep()) is { } error)
        {
            return error;
        }

        Write(content, by);
        return Result.Success;
    }

    /// <summary>Replaces how a draft says that it is made.</summary>
    public Result ReplaceDna(InnovationDna dna, UserId by)
    {
        if ((WhyNotEdit() ?? dna.WhyNotKeep()) is { } error)
        {
            return error;
        }

        Dna = dna;
        WrittenBy(by);
        return Result.Success;
    }

    public Error? WhyNotAddDocument() =>
        WhyNotEdit() ?? (Documents.Count >= MostDocuments ? InnovationDocumentErrors.TooMany(MostDocuments) : null);

    /// <summary>Keeps a document for its DNA to name; nobody else sees it before a published DNA does.</summary>
    public Result AddDocument(InnovationDocument document, UserId by)
    {
        if (WhyNotAddDocument() is { } error)
        {
            return error;
        }

        Documents = [.. Documents, document];
        WrittenBy(by);
        return Result.Success;
    }

    /// <summary>Forgets a document that no DNA names.</summary>
    public Result<InnovationDocument> RemoveDocument(InnovationDocumentId id)
    {
        if (WhyNotEdit() is { } error)
        {
            return error;
        }

        if (Documents.SingleOrDefault(x => x.Id == id) is not { } document)
        {
            return InnovationDocumentErrors.NotFound;
        }

        if (document.PublishedIn is not null || document.IsNamedBy(Dna))
        {
            return InnovationDocumentErrors.InUse;
        }

        Documents = [.. Documents.Where(x => x.Id != id)];
        return document;
    }

    /// <summary>Takes elements of a replication's fork into the draft; what is published is opened for revision by it.</summary>
    internal Result Take(IReadOnlyList<DnaChange> changes, InnovationDna origin, InnovationDna fork, UserId by)
    {
        if (Status is not (InnovationStatus.Draft or InnovationStatus.Published))
        {
            return InnovationErrors.NotDraft;
        }

        var dna = Dna!;
        foreach (var change in changes)
        {
            if (DnaChanges.Collide(origin, dna, fork, change))
            {
                return AdaptationErrors.Collides(change.Key is null ? change.Part : $"{change.Part}/{change.Key}");
            }

            dna = DnaChanges.Take(dna, origin, fork, change);
        }

        if (DnaParts.Of(dna).FirstOrDefault(x => x.Elements.Count > InnovationDna.MostElements) is { } full)
        {
            return AdaptationErrors.PartFull(full.Name);
        }

        (Status, Dna) = (InnovationStatus.Draft, dna);
        WrittenBy(by);
        return Result.Success;
    }

    public Error? WhyNotAddPicture() =>
        WhyNotEdit() ?? (Pictures.Count >= MostPictures ? InnovationErrors.TooManyPictures(MostPictures) : null);

    /// <summary>Shows a picture as its last one.</summary>
    public Result AddPicture(ShownPicture picture, UserId by)
    {
        if (WhyNotAddPicture() is { } error)
        {
            return error;
        }

        Pictures = [.. Pictures, picture];
        WrittenBy(by);
        return Result.Success;
    }

    /// <summary>Shows its pictures in another order, with other words, or no longer.</summary>
    public Result ArrangePictures(IReadOnlyList<ShownPicture> pictures, UserId by)
    {
        if ((WhyNotEdit() ?? pictures.WhyNotArrange(Pictures)) is { } error)
        {
            return error;
        }

        Pictures = pictures;
        WrittenBy(by);
        return Result.Success;
    }

    public Error? WhyNotSubmit() =>
        WhyNotEdit() ?? (Content.Missing() is { Count: > 0 } missing ? InnovationErrors.Incomplete(string.Join(", ", missing)) : null);

    /// <summary>Hands a draft to the editors, when a reader would miss nothing.</summary>
    public Result Submit(UserId by)
    {
        if (WhyNotSubmit() is { } error)
        {
            return error;
        }

        (Status, ReturnReason) = (InnovationStatus.InReview, null);
        WrittenBy(by);
        return Result.Success;
    }

    public Error? WhyNotReturn() => Status == InnovationStatus.InReview ? null : InnovationErrors.NotInReview;

    /// <summary>Gives it back to its authors.</summary>
    public Result Return(string reason)
    {
        if (WhyNotReturn() is { } error)
        {
            return error;
        }

        (Status, ReturnReason) = (InnovationStatus.Draft, reason);
        return Result.Success;
    }

    /// <summary>Two pairs of eyes: whoever wrote or submitted it does not publish it.</summary>
    public Error? WhyNotPublishedBy(UserId user) => Authors.Contains(user) ? InnovationErrors.OwnWork : null;

    public Error? WhyNotPublish() => Status == InnovationStatus.InReview ? null : InnovationErrors.NotInReview;

    /// <summary>Makes its next public version.</summary>
    public Result<InnovationVersion> Publish(InnovationVersionId version, UserId by, DateTimeOffset at)
    {
        if ((WhyNotPublishedBy(by) ?? WhyNotPublish()) is { } error)
        {
            return error;
        }

        (Status, PublishedVersion, PublishedAt, Authors) = (InnovationStatus.Published, (PublishedVersion ?? 0) + 1, at, []);
        Documents = [.. Documents.Select(x => x.IsNamedBy(Dna) ? x with { PublishedIn = x.PublishedIn ?? PublishedVersion } : x)];
        return InnovationVersion.Of(version, this, by, at);
    }

    public Error? WhyNotRevise() => Status == InnovationStatus.Published ? null : InnovationErrors.NotPublished;

    /// <summary>Opens it for writing again; its public version stays.</summary>
    public Result Revise()
    {
        if (WhyNotRevise() is { } error)
        {
            return error;
        }

        Status = InnovationStatus.Draft;
        return Result.Success;
    }

    public Error? WhyNotWithdraw() => Status == InnovationStatus.Withdrawn ? InnovationErrors.AlreadyWithdrawn : null;

    /// <summary>Takes it out of the public eye, whatever it was.</summary>
    public Result Withdraw(string reason)
    {
        if (WhyNotWithdraw() is { } error)
        {
            return error;
        }

        (Status, WithdrawalReason) = (InnovationStatus.Withdrawn, reason);
        return Result.Success;
    }

    private void Write(InnovationContent content, UserId by)
    {
        (Content, Initiator, Themes, Departments) = (content, content.Initiator, content.Themes, content.Departments());
        WrittenBy(by);
    }

    private void WrittenBy(UserId user) => Authors = Authors.Contains(user) ? Authors : [.. Authors, user];
}
