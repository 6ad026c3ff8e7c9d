using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.WriteContact;

/// <summary>Reads to what a visitor agrees who writes about an innovation, in the language of <c>Accept-Language</c>.</summary>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
[Anonymous]
public sealed record ReadContactConsent(string Language) : IQuery<ContactConsentModel>;

/// <summary>The text to which a visitor agrees.</summary>
/// <param name="ConsentVersion">Its version, to be sent with the message.</param>
/// <param name="Text">The text.</param>
public sealed record ContactConsentModel(string ConsentVersion, string Text);

internal sealed class ReadContactConsentHandler : IQueryHandler<ReadContactConsent, ContactConsentModel>
{
    private const string French =
        "J'accepte que la région conserve mon nom, mon adresse électronique et mon message afin de me répondre. Si j'écris à l'organisation qui "
        + "porte l'innovation, ou si la région lui confie ma demande, ses membres lisent mon nom et mon message, mais pas mon adresse. Tout est "
        + "effacé un an après la réception ou la réponse, et plus tôt si je le demande à la région.";

    private const string English =
        "I agree that the region keeps my name, my e-mail address and my message in order to answer me. If I write to the organisation whose "
        + "innovation it is, or the region passes my request on to it, its members read my name and my message, but not my address. All of it "
        + "is erased a year after the message or the answer, and sooner if I ask the region.";

    public Task<Result<ContactConsentModel>> Handle(ReadContactConsent request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ContactConsentModel>>(
            new ContactConsentModel(ContactConsent.Version, request.Language == "fr" ? French : English)
        );
}
