using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research.DraftSubject;

/// <summary>Drafts a research subject that a partner offers or seeks; only editors see it until it is published.</summary>
[Roles(Role.Editor)]
public sealed record DraftSubject(SubjectBody Body) : ICommand<Receipt>;

/// <summary>Replaces what is said of a research subject, published ones included; not of a closed one.</summary>
[Roles(Role.Editor)]
public sealed record ReplaceSubject(ResearchSubjectId Id, ExpectedVersion? Version, SubjectBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>What is said of a research subject.</summary>
public sealed record SubjectBody
{
    /// <summary>Whether the partner offers it or seeks it.</summary>
    public required SubjectDirection Direction { get; init; }

    /// <summary>What is to come out of it.</summary>
    public required SubjectKind Kind { get; init; }

    /// <summary>Title, at most 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>The subject in plain text, at most 5 000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>Codes of 1 to 50 themes, each once; a theme is known once a call that has it was published.</summary>
    public required IReadOnlyList<string> Themes { get; init; }

    /// <summary>The partner who offers or seeks it.</summary>
    public required ResearchPartnerId PartnerId { get; init; }

    /// <summary>The public innovation that it is about; the evaluation of an innovation needs one.</summary>
    public InnovationId? InnovationId { get; init; }

    /// <summary>From when on.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Until when; not before the first day.</summary>
    public DateOnly? Until { get; init; }

    internal SubjectContent ToContent() =>
        new()
        {
            Direction = Direction,
            Kind = Kind,
            Title = Title,
            Text = Text,
            Themes = Themes,
            PartnerId = PartnerId,
            InnovationId = InnovationId,
            From = From,
            Until = Until,
        };
}

internal sealed class DraftSubjectValidator : AbstractValidator<DraftSubject>
{
    public DraftSubjectValidator() => RuleFor(x => x.Body).SetValidator(new SubjectBodyValidator());
}

internal sealed class ReplaceSubjectValidator : AbstractValidator<ReplaceSubject>
{
    public ReplaceSubjectValidator() => RuleFor(x => x.Body).SetValidator(new SubjectBodyValidator());
}

internal sealed class SubjectBodyValidator : AbstractValidator<SubjectBody>
{
    public SubjectBodyValidator()
    {
        RuleFor(x => x.Direction).IsInEnum();
        RuleFor(x => x.Kind).IsInEnum();
        RuleFor(x => x.Title).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Text).NotEmpty().MaximumLength(ResearchLimits.Text);
        RuleFor(x => x.Themes).NotEmpty().HasAtMost(Limits.Items);
        RuleForEach(x => x.Themes).IsCode();
        RuleFor(x => x.PartnerId).NotEmpty();
    }
}

internal sealed class SubjectContentGuard(ICurrentUser user) : ActionGuard<ResearchSubject, ReplaceSubject>(user)
{
    public override string Action => "content";

    protected override Task<Error?> StateAsync(ResearchSubject aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotReplace());
}

internal sealed class DraftSubjectHandler(IResearchDbContext db, ReferenceCheck references, SubjectContentGuard guard)
    : ICommandHandler<DraftSubject, Receipt>,
        ICommandHandler<ReplaceSubject, Receipt>
{
    public async Task<Result<Receipt>> Handle(DraftSubject request, CancellationToken cancellationToken)
    {
        if (await WhyNotAsync(request.Body, cancellationToken) is { } error)
        {
            return error;
        }

        var subject = ResearchSubject.Draft(EntityId.New<ResearchSubjectId>(), request.Body.ToContent());
        if (subject.IsFailure)
        {
            return subject.Error;
        }

        db.ResearchSubjects.Add(subject.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(subject.Value);
    }

    public async Task<Result<Receipt>> Handle(ReplaceSubject request, CancellationToken cancellationToken)
    {
        if (await db.ResearchSubjects.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } subject)
        {
            return SubjectErrors.NotFound;
        }

        var error =
            await guard.WhyNotAsync(subject, request.Version, cancellationToken) ?? await WhyNotAsync(request.Body, cancellationToken);
        if (error is not null)
        {
            return error;
        }

        var replaced = subject.Replace(request.Body.ToContent());
        if (replaced.IsFailure)
        {
            return replaced.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(subject);
    }

    private async Task<Error?> WhyNotAsync(SubjectBody body, CancellationToken cancellationToken) =>
        await references.WhyNotThemesAsync(body.Themes, cancellationToken)
        ?? await references.WhyNotPartnerAsync(body.PartnerId, cancellationToken)
        ?? await references.WhyNotInnovationAsync(body.InnovationId, cancellationToken);
}
