using System.Security.Cryptography;
using System.Text.Json;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.WriteContact;

/// <summary>
/// Writes to the region, or to the organisation whose innovation it is. The answer comes by mail through the service: neither side learns the
/// other's address. The same message is kept once, so that it can be sent again when no answer came. Few messages an hour are taken from an
/// address, and in the name of an e-mail address.
/// </summary>
/// <param name="Id">The innovation, which is published.</param>
/// <param name="Body">The message.</param>
[Anonymous]
public sealed record WriteContactRequest(InnovationId Id, WriteContactRequestBody Body) : ICommand<Receipt>;

/// <summary>A visitor's message.</summary>
public sealed record WriteContactRequestBody
{
    /// <summary>Who is to answer: the region, or the innovation's organisation where it has one.</summary>
    public required ContactRecipient Recipient { get; init; }

    /// <summary>The visitor's name, at most 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Where the answer is mailed; one address without a name. Only the region's editors and auditors read it.</summary>
    public required string Email { get; init; }

    /// <summary>For whom the visitor writes, at most 200 characters.</summary>
    public string? Organisation { get; init; }

    /// <summary>INSEE code of the commune from which the visitor writes.</summary>
    public string? CommuneCode { get; init; }

    /// <summary>What the visitor has in mind.</summary>
    public required ContactInterest Interest { get; init; }

    /// <summary>The message, plain text, at most 4 000 characters.</summary>
    public required string Message { get; init; }

    /// <summary>Language of the answer's mail: <c>fr</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>True when the visitor agrees to the text that <c>GET /contact-consent</c> shows.</summary>
    public required bool Consent { get; init; }

    /// <summary>Version of the text that the visitor has read.</summary>
    public required string ConsentVersion { get; init; }

    /// <summary>Leave it empty: a field that people do not see, and that machines fill.</summary>
    public string? Homepage { get; init; }

    internal ContactLetter ToLetter() =>
        new(Recipient, Name, Email, Organisation, CommuneCode, Interest, Message, Language, Consent, ConsentVersion);
}

internal sealed class WriteContactRequestValidator : AbstractValidator<WriteContactRequest>
{
    public WriteContactRequestValidator()
    {
        RuleFor(x => x.Body.Recipient).IsInEnum();
        RuleFor(x => x.Body.Name).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Body.Email).NotEmpty().MaximumLength(Limits.Email).Matches(Limits.EmailPattern);
        RuleFor(x => x.Body.Organisation).MaximumLength(Limits.Title);
        RuleFor(x => x.Body.CommuneCode).MaximumLength(CatalogueLimits.CommuneCode).Matches(CatalogueLimits.CommunePattern);
        RuleFor(x => x.Body.Interest).IsInEnum();
        RuleFor(x => x.Body.Message).NotEmpty().MaximumLength(CatalogueLimits.ContactMessage);
        RuleFor(x => x.Body.Language).NotEmpty().Matches(Limits.LanguagePattern);
        RuleFor(x => x.Body.ConsentVersion)
            .NotEmpty()
            .MaximumLength(CatalogueLimits.ConsentVersion)
            .Matches(CatalogueLimits.ConsentVersionPattern);
        RuleFor(x => x.Body.Homepage).MaximumLength(CatalogueLimits.Url);
    }
}

internal sealed class WriteContactRequestHandler(
    ICatalogueDbContext db,
    ContactMails mails,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<WriteContactRequest, Receipt>
{
    private const int FirstVersion = 1;

    public async Task<Result<Receipt>> Handle(WriteContactRequest command, CancellationToken cancellationToken)
    {
        // Whether the innovation exists for the caller was answered by its gate; who writes it knows it before it is public.
        var published = await db
            .Innovations.Where(x => x.Id == command.Id && x.Status != InnovationStatus.Withdrawn)
            .Join(
                db.InnovationVersions,
                x => new { Id = x.Id, Number = x.PublishedVersion },
                x => new { Id = x.InnovationId, Number = (int?)x.Number },
                (innovation, version) => new { innovation.OrganisationId, version.Content }
            )
            .SingleOrDefaultAsync(cancellationToken);
        if (published is null)
        {
            return InnovationErrors.NotPublished;
        }

        var (now, hash) = (clock.GetUtcNow(), HashOf(command));
        var id = EntityId.New<ContactRequestId>();
        var received = ContactRequest.Receive(id, command.Id, published.OrganisationId, command.Body.ToLetter(), hash, now);
        if (received.IsFailure)
        {
            return received.Error;
        }

        if (!string.IsNullOrEmpty(command.Body.Homepage))
        {
            // A machine is told what a person would be told, and learns nothing.
            return new Receipt(id.Value, FirstVersion);
        }

        await db.LockContentAsync(hash, cancellationToken);
        var same = await db.ContactRequests.AsNoTracking().SingleOrDefaultAsync(x => x.ContentHash == hash, cancellationToken);
        if (same is not null)
        {
            return new Receipt(same.Id.Value, FirstVersion);
        }

        var request = received.Value;
        if (request.Handler == ContactRecipient.Holder)
        {
            await mails.TellHolderAsync(request, published.Content.Title, now, cancellationToken);
        }

        db.ContactRequests.Add(request);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(request);
    }

    private static byte[] HashOf(WriteContactRequest command)
    {
        var body = command.Body;
        string[] content =
        [
            command.Id.Value.ToString(),
            Naming.Word(body.Recipient),
            Naming.Word(body.Interest),
            body.Email.ToLowerInvariant(),
            body.Message.Trim(),
        ];
        return SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content));
    }
}
