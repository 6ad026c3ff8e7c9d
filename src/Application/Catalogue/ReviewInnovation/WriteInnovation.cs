using FluentValidation;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.ReviewInnovation;

/// <summary>Replaces what a draft says.</summary>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record ReplaceInnovation(InnovationId Id, ExpectedVersion? Version, InnovationContentBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Hands a draft to the editors; summary, story and a place are needed.</summary>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record SubmitInnovation(InnovationId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Opens a published innovation for writing; its published version stays readable.</summary>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record ReviseInnovation(InnovationId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

internal sealed class ReplaceInnovationValidator : AbstractValidator<ReplaceInnovation>
{
    public ReplaceInnovationValidator() => RuleFor(x => x.Body).SetValidator(new InnovationContentBodyValidator());
}

/// <summary>A guard of what authors do: editors with every innovation, applicants with their organisations'.</summary>
internal abstract class AuthorGuard<TCommand>(ICurrentUser user, InnovationAccess access) : ActionGuard<Innovation, TCommand>(user)
{
    protected override Task<Error?> RelationAsync(Innovation aggregate, CancellationToken cancellationToken) =>
        access.WhyNotWriteAsync(aggregate, cancellationToken);
}

internal sealed class ReplacementGuard(ICurrentUser user, InnovationAccess access) : AuthorGuard<ReplaceInnovation>(user, access)
{
    public override string Action => "edit";

    protected override Task<Error?> StateAsync(Innovation aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotEdit());
}

internal sealed class SubmissionGuard(ICurrentUser user, InnovationAccess access) : AuthorGuard<SubmitInnovation>(user, access)
{
    public override string Action => "submission";

    protected override Task<Error?> StateAsync(Innovation aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotSubmit());
}

internal sealed class RevisionGuard(ICurrentUser user, InnovationAccess access) : AuthorGuard<ReviseInnovation>(user, access)
{
    public override string Action => "revision";

    protected override Task<Error?> StateAsync(Innovation aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotRevise());
}

internal sealed class WriteInnovationHandler(
    InnovationTransition transition,
    ReplacementGuard replacement,
    SubmissionGuard submission,
    RevisionGuard revision,
    ThemeCheck themes,
    ICurrentUser user
) : ICommandHandler<ReplaceInnovation, Receipt>, ICommandHandler<SubmitInnovation, Receipt>, ICommandHandler<ReviseInnovation, Receipt>
{
    public Task<Result<Receipt>> Handle(ReplaceInnovation request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            replacement,
            async x =>
            {
                var content = request.Body.ToContent();
                return await themes.WhyNotAsync(content, cancellationToken) is { } unknown ? unknown : x.Replace(content, user.Id!.Value);
            },
            cancellationToken
        );

    public Task<Result<Receipt>> Handle(SubmitInnovation request, CancellationToken cancellationToken) =>
        transition.RunAsync(request.Id, request.Version, submission, x => Task.FromResult(x.Submit(user.Id!.Value)), cancellationToken);

    public Task<Result<Receipt>> Handle(ReviseInnovation request, CancellationToken cancellationToken) =>
        transition.RunAsync(request.Id, request.Version, revision, x => Task.FromResult(x.Revise()), cancellationToken);
}
