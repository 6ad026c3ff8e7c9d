using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research.RecordPublication;

/// <summary>Records what research published about an innovation or a subject; everybody sees it.</summary>
[Roles(Role.Editor)]
public sealed record RecordPublication(PublicationBody Body) : ICommand<Receipt>;

/// <summary>Replaces what was recorded of a publication.</summary>
[Roles(Role.Editor)]
public sealed record ReplacePublication(ResearchPublicationId Id, ExpectedVersion? Version, PublicationBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>What is said of a publication.</summary>
public sealed record PublicationBody
{
    /// <summary>In what form it was published.</summary>
    public required PublicationKind Kind { get; init; }

    /// <summary>Title, at most 500 characters.</summary>
    public required string PublicationTitle { get; init; }

    /// <summary>Its authors in their order, 1 to 100.</summary>
    public required IReadOnlyList<PublicationAuthorBody> Authors { get; init; }

    /// <summary>Year of publication, 1900 to 2100.</summary>
    public required int IssuedYear { get; init; }

    /// <summary>Its DOI, with or without the resolver's address; kept in small letters without it, and unique.</summary>
    public string? Doi { get; init; }

    /// <summary>The journal, the proceedings or the series, at most 500 characters.</summary>
    public string? ContainerTitle { get; init; }

    /// <summary>The public innovation that it is about.</summary>
    public InnovationId? InnovationId { get; init; }

    /// <summary>The research subject out of which it came.</summary>
    public ResearchSubjectId? SubjectId { get; init; }

    internal PublicationDetails ToDetails() =>
        new()
        {
            Kind = Kind,
            Title = PublicationTitle,
            Authors = [.. Authors.Select(x => new PublicationAuthor(x.FamilyName, x.GivenName))],
            IssuedYear = IssuedYear,
            Doi = Doi,
            ContainerTitle = ContainerTitle,
            InnovationId = InnovationId,
            SubjectId = SubjectId,
        };
}

/// <summary>An author, as the publication names them.</summary>
/// <param name="FamilyName">Family name, or the whole name of a body, at most 200 characters.</param>
/// <param name="GivenName">Given names or initials, at most 200 characters.</param>
public sealed record PublicationAuthorBody(string FamilyName, string? GivenName = null);

internal sealed class RecordPublicationValidator : AbstractValidator<RecordPublication>
{
    public RecordPublicationValidator() => RuleFor(x => x.Body).SetValidator(new PublicationBodyValidator());
}

internal sealed class ReplacePublicationValidator : AbstractValidator<ReplacePublication>
{
    public ReplacePublicationValidator() => RuleFor(x => x.Body).SetValidator(new PublicationBodyValidator());
}

internal sealed class PublicationBodyValidator : AbstractValidator<PublicationBody>
{
    public PublicationBodyValidator()
    {
        RuleFor(x => x.Kind).IsInEnum();
        RuleFor(x => x.PublicationTitle).NotEmpty().MaximumLength(ResearchLimits.Title);
        RuleFor(x => x.Authors).NotEmpty().HasAtMost(ResearchLimits.Authors);
        RuleForEach(x => x.Authors).NotNull().SetValidator(new PublicationAuthorBodyValidator());
        RuleFor(x => x.IssuedYear).InclusiveBetween(ResearchLimits.FirstYear, ResearchLimits.LastYear);
        RuleFor(x => x.Doi).MaximumLength(Doi.MaxLength).Matches(Doi.Pattern);
        RuleFor(x => x.ContainerTitle).MaximumLength(ResearchLimits.Title);
    }
}

internal sealed class PublicationAuthorBodyValidator : AbstractValidator<PublicationAuthorBody>
{
    public PublicationAuthorBodyValidator()
    {
        RuleFor(x => x.FamilyName).NotEmpty().MaximumLength(ResearchLimits.Name);
        RuleFor(x => x.GivenName).MaximumLength(ResearchLimits.Name);
    }
}

internal sealed class RecordPublicationHandler(IResearchDbContext db, ReferenceCheck references)
    : ICommandHandler<RecordPublication, Receipt>,
        ICommandHandler<ReplacePublication, Receipt>
{
    public async Task<Result<Receipt>> Handle(RecordPublication request, CancellationToken cancellationToken)
    {
        if (await WhyNotAsync(request.Body, cancellationToken) is { } error)
        {
            return error;
        }

        var publication = ResearchPublication.Record(EntityId.New<ResearchPublicationId>(), request.Body.ToDetails());
        db.ResearchPublications.Add(publication);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(publication);
    }

    public async Task<Result<Receipt>> Handle(ReplacePublication request, CancellationToken cancellationToken)
    {
        if (await db.ResearchPublications.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } publication)
        {
            return PublicationErrors.NotFound;
        }

        var error = ExpectedVersion.WhyStale(request.Version, publication) ?? await WhyNotAsync(request.Body, cancellationToken);
        if (error is not null)
        {
            return error;
        }

        publication.Replace(request.Body.ToDetails());
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(publication);
    }

    private async Task<Error?> WhyNotAsync(PublicationBody body, CancellationToken cancellationToken) =>
        await references.WhyNotInnovationAsync(body.InnovationId, cancellationToken)
        ?? await references.WhyNotSubjectAsync(body.SubjectId, cancellationToken);
}
