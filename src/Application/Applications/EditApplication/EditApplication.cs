using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Applications;

namespace SocialInnovation.Application.Applications.EditApplication;

/// <summary>Replaces the content of a draft.</summary>
[Roles(Role.Applicant)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record EditApplication(GrantApplicationId Id, ExpectedVersion? Version, ApplicationContentBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Adds a document's metadata to a draft, or to an application whose completion asks for its kind.</summary>
[Roles(Role.Applicant)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record AddDocument(GrantApplicationId Id, ExpectedVersion? Version, AddDocumentBody Body)
    : ICommand<DocumentReceipt>,
        IVersionedCommand;

/// <summary>Removes a document from a draft.</summary>
[Roles(Role.Applicant)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record RemoveDocument(GrantApplicationId Id, ExpectedVersion? Version, Guid DocumentId)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>A document's metadata.</summary>
/// <param name="Kind">Code of the kind, kebab case.</param>
/// <param name="FileName">Name of the file, at most 200 characters.</param>
/// <param name="Bytes">Size, 1 to 104 857 600 bytes.</param>
public sealed record AddDocumentBody(string Kind, string FileName, long Bytes);

/// <summary>A document was added.</summary>
/// <param name="Id">Identifier of the application.</param>
/// <param name="Version">Its version.</param>
/// <param name="DocumentId">Identifier of the document.</param>
public sealed record DocumentReceipt(Guid Id, int Version, Guid DocumentId) : Receipt(Id, Version);

internal sealed class EditApplicationValidator : AbstractValidator<EditApplication>
{
    public EditApplicationValidator() => RuleFor(x => x.Body).SetValidator(new ApplicationContentBodyValidator());
}

internal sealed class AddDocumentValidator : AbstractValidator<AddDocument>
{
    public AddDocumentValidator()
    {
        RuleFor(x => x.Body.Kind).IsCode();
        RuleFor(x => x.Body.FileName).NotEmpty().MaximumLength(ApplicationLimits.Name);
        RuleFor(x => x.Body.Bytes).InclusiveBetween(1, ApplicationLimits.DocumentBytes);
    }
}

internal sealed class RemoveDocumentValidator : AbstractValidator<RemoveDocument>
{
    public RemoveDocumentValidator() => RuleFor(x => x.DocumentId).NotEmpty();
}

internal sealed class EditApplicationHandler(
    ApplicationTransition transition,
    ApplicationAccess access,
    ICallLookup calls,
    IOrganisationLookup organisations,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<EditApplication, Receipt>
{
    public Task<Result<Receipt>> Handle(EditApplication command, CancellationToken cancellationToken) =>
        transition.RunAsync(
            command.Id,
            command.Version,
            async (application, version, ct) =>
                await access.WhyNotOwnAsync(application, ct) ?? ExpectedVersion.WhyStale(version, application) ?? application.WhyNotEdit(),
            async application =>
            {
                var call = (await calls.FindAsync(application.CallId, cancellationToken))!;
                var organisation = (await organisations.FindAsync(application.OrganisationId, cancellationToken))!;
                var error =
                    clock.GetUtcNow() > call.ClosesAt
                        ? GrantApplicationErrors.CallClosed(call.ClosesAt)
                        : ContentCheck.WhyNot(command.Body, organisation.Siren, call);
                return error ?? (Result)application.Replace(command.Body.ToContent());
            },
            cancellationToken
        );
}

internal sealed class AddDocumentHandler(
    ApplicationTransition transition,
    ApplicationAccess access,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<AddDocument, DocumentReceipt>
{
    public async Task<Result<DocumentReceipt>> Handle(AddDocument command, CancellationToken cancellationToken)
    {
        var (id, now) = (Uuid.Next(), clock.GetUtcNow());
        var added = await transition.RunAsync(
            command.Id,
            command.Version,
            async (application, version, ct) =>
                await access.WhyNotOwnAsync(application, ct)
                ?? ExpectedVersion.WhyStale(version, application)
                ?? application.WhyNotAddDocument(now),
            application =>
                Task.FromResult(
                    application.AddDocument(new ApplicationDocument(id, command.Body.Kind, command.Body.FileName, command.Body.Bytes, now))
                ),
            cancellationToken
        );
        return added.IsFailure ? added.Error : new DocumentReceipt(added.Value.Id, added.Value.Version, id);
    }
}

internal sealed class RemoveDocumentHandler(ApplicationTransition transition, ApplicationAccess access)
    : ICommandHandler<RemoveDocument, Receipt>
{
    public Task<Result<Receipt>> Handle(RemoveDocument command, CancellationToken cancellationToken) =>
        transition.RunAsync(
            command.Id,
            command.Version,
            async (application, version, ct) =>
                await access.WhyNotOwnAsync(application, ct) ?? ExpectedVersion.WhyStale(version, application) ?? application.WhyNotEdit(),
            application => Task.FromResult(application.RemoveDocument(command.DocumentId)),
            cancellationToken
        );
}
