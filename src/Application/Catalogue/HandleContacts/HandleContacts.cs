using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.HandleContacts;

/// <summary>Names who is to answer a contact request: an editor, or the innovation's organisation; they are told by mail.</summary>
[Roles(Role.Editor)]
public sealed record AssignContactRequest(ContactRequestId Id, ExpectedVersion? Version, AssignContactRequestBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Who is to answer.</summary>
/// <param name="AssigneeId">An editor; the innovation's organisation when not given.</param>
public sealed record AssignContactRequestBody(UserId? AssigneeId = null);

/// <summary>Answers a contact request: the answer is mailed to the visitor by the service, and names nobody's address.</summary>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record AnswerContactRequest(ContactRequestId Id, ExpectedVersion? Version, AnswerContactRequestBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>The answer to a visitor.</summary>
/// <param name="Answer">What is mailed, plain text, at most 4 000 characters.</param>
public sealed record AnswerContactRequestBody(string Answer);

/// <summary>
/// Closes a contact request without an answer: it is spam, or was answered on another way. Who takes its consent back has it forgotten at
/// once, also after the answer.
/// </summary>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record CloseContactRequest(ContactRequestId Id, ExpectedVersion? Version, CloseContactRequestBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Why a contact request gets no answer.</summary>
/// <param name="Closing">Which kind of end it is.</param>
/// <param name="Reason">More about it, at most 1 000 characters; forgotten with the message.</param>
public sealed record CloseContactRequestBody(ContactClosing Closing, string Reason);

internal sealed class AssignContactRequestValidator : AbstractValidator<AssignContactRequest>
{
    public AssignContactRequestValidator() => RuleFor(x => x.Id).NotEmpty();
}

internal sealed class AnswerContactRequestValidator : AbstractValidator<AnswerContactRequest>
{
    public AnswerContactRequestValidator() => RuleFor(x => x.Body.Answer).NotEmpty().MaximumLength(CatalogueLimits.ContactMessage);
}

internal sealed class CloseContactRequestValidator : AbstractValidator<CloseContactRequest>
{
    public CloseContactRequestValidator()
    {
        RuleFor(x => x.Body.Closing).IsInEnum();
        RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(CatalogueLimits.ContactReason);
    }
}

internal sealed class AssignmentGuard(ICurrentUser user) : ActionGuard<ContactRequest, AssignContactRequest>(user)
{
    public override string Action => "assignment";

    protected override Task<Error?> StateAsync(ContactRequest aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotHandle());
}

internal sealed class AnswerGuard(ICurrentUser user, ContactAccess access) : ActionGuard<ContactRequest, AnswerContactRequest>(user)
{
    public override string Action => "answer";

    protected override Task<Error?> RelationAsync(ContactRequest aggregate, CancellationToken cancellationToken) =>
        access.WhyNotHandleAsync(aggregate, cancellationToken);

    protected override Task<Error?> StateAsync(ContactRequest aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotHandle());
}

internal sealed class ContactClosingGuard(ICurrentUser user, ContactAccess access) : ActionGuard<ContactRequest, CloseContactRequest>(user)
{
    public override string Action => "closing";

    protected override Task<Error?> RelationAsync(ContactRequest aggregate, CancellationToken cancellationToken) =>
        access.WhyNotHandleAsync(aggregate, cancellationToken);

    protected override Task<Error?> StateAsync(ContactRequest aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotClose());
}

internal sealed class HandleContactsHandler(
    ContactTransition transition,
    AssignmentGuard assignment,
    AnswerGuard answer,
    ContactClosingGuard closing,
    ContactMails mails,
    IUserLookup users,
    IPersonalTraces traces,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
)
    : ICommandHandler<AssignContactRequest, Receipt>,
        ICommandHandler<AnswerContactRequest, Receipt>,
        ICommandHandler<CloseContactRequest, Receipt>
{
    public Task<Result<Receipt>> Handle(AssignContactRequest request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            assignment,
            x => AssignAsync(x, request.Body, cancellationToken),
            cancellationToken
        );

    public Task<Result<Receipt>> Handle(AnswerContactRequest request, CancellationToken cancellationToken) =>
        transition.RunAsync(request.Id, request.Version, answer, x => AnswerAsync(x, request.Body, cancellationToken), cancellationToken);

    public async Task<Result<Receipt>> Handle(CloseContactRequest request, CancellationToken cancellationToken)
    {
        var body = request.Body;
        var closed = await transition.RunAsync(
            request.Id,
            request.Version,
            closing,
            x => Task.FromResult(x.Close(body.Closing, body.Reason, user.Id!.Value, clock.GetUtcNow())),
            cancellationToken
        );
        if (!closed.IsFailure && body.Closing == ContactClosing.ConsentWithdrawn)
        {
            // After the entry of this very command, which tells what was there before.
            traces.Forget(request.Id.Value);
        }

        return closed;
    }

    private async Task<Result> AssignAsync(ContactRequest request, AssignContactRequestBody body, CancellationToken cancellationToken)
    {
        if (body.AssigneeId is { } person && (await users.FindAsync(person, cancellationToken))?.Roles.Contains(Role.Editor) != true)
        {
            return ContactErrors.UnknownAssignee;
        }

        var assigned = request.Assign(body.AssigneeId);
        if (!assigned.IsFailure)
        {
            await mails.TellAssignedAsync(request, cancellationToken);
        }

        return assigned;
    }

    private async Task<Result> AnswerAsync(ContactRequest request, AnswerContactRequestBody body, CancellationToken cancellationToken)
    {
        var replied = request.Reply(body.Answer, user.Id!.Value, clock.GetUtcNow());
        if (!replied.IsFailure)
        {
            await mails.AnswerAsync(request, request.Email!, cancellationToken);
        }

        return replied;
    }
}
