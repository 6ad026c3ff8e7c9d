using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.KeepCriteria;

/// <summary>Keeps criteria as a template, to be copied into the terms of calls.</summary>
[Roles(Role.ProgrammeManager)]
public sealed record KeepCriteriaTemplate(CriteriaTemplateBody Body) : ICommand<Receipt>;

/// <summary>Replaces a template of criteria that the caller has kept; calls keep the criteria that they have.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.Keeper, Role.ProgrammeManager)]
public sealed record ReplaceCriteriaTemplate(CriteriaTemplateId Id, ExpectedVersion? Version, CriteriaTemplateBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>A template of criteria.</summary>
/// <param name="Name">Unique name, at most 200 characters.</param>
/// <param name="Criteria">The criteria, in the shape in which a call takes them, at most 50.</param>
/// <param name="Description">What it is for, at most 20 000 characters.</param>
public sealed record CriteriaTemplateBody(string Name, IReadOnlyList<CriterionBody> Criteria, string? Description = null);

internal sealed class CriteriaTemplateBodyValidator : AbstractValidator<CriteriaTemplateBody>
{
    public CriteriaTemplateBodyValidator()
    {
        RuleFor(x => x.Name).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Description).MaximumLength(Limits.Description);
        RuleFor(x => x.Criteria).NotEmpty().HasAtMost(Limits.Items);
        RuleForEach(x => x.Criteria).NotNull().SetValidator(new CriterionBodyValidator());
    }
}

internal sealed class KeepCriteriaTemplateValidator : AbstractValidator<KeepCriteriaTemplate>
{
    public KeepCriteriaTemplateValidator() => RuleFor(x => x.Body).SetValidator(new CriteriaTemplateBodyValidator());
}

internal sealed class ReplaceCriteriaTemplateValidator : AbstractValidator<ReplaceCriteriaTemplate>
{
    public ReplaceCriteriaTemplateValidator() => RuleFor(x => x.Body).SetValidator(new CriteriaTemplateBodyValidator());
}

internal sealed class KeepCriteriaTemplateHandler(ICallsDbContext db, ICurrentUser user) : ICommandHandler<KeepCriteriaTemplate, Receipt>
{
    public async Task<Result<Receipt>> Handle(KeepCriteriaTemplate command, CancellationToken cancellationToken)
    {
        var body = command.Body;
        var template = CriteriaTemplate.Keep(
            EntityId.New<CriteriaTemplateId>(),
            body.Name,
            body.Description,
            [.. body.Criteria.Select(x => x.ToCriterion())],
            user.Id!.Value
        );
        if (template.IsFailure)
        {
            return template.Error;
        }

        db.CriteriaTemplates.Add(template.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(template.Value);
    }
}

internal sealed class ReplaceCriteriaTemplateHandler(ICallsDbContext db, ICurrentUser user)
    : ICommandHandler<ReplaceCriteriaTemplate, Receipt>
{
    public async Task<Result<Receipt>> Handle(ReplaceCriteriaTemplate command, CancellationToken cancellationToken)
    {
        if (await db.CriteriaTemplates.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } template)
        {
            return CriteriaTemplateErrors.NotFound;
        }

        if ((template.WhyNotReplace(user.Id!.Value) ?? ExpectedVersion.WhyStale(command.Version, template)) is { } refusal)
        {
            return refusal;
        }

        var body = command.Body;
        var replaced = template.Replace(body.Name, body.Description, [.. body.Criteria.Select(x => x.ToCriterion())]);
        if (replaced.IsFailure)
        {
            return replaced.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(template);
    }
}
