using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Catalogue.ReviewInnovation;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Catalogue.ShowInnovation;

/// <summary>
/// Adds a picture to a draft, as its last one; it is published with it. The body is the file: JPEG, PNG, WebP or GIF, at most 10 MiB and 40
/// million pixels. It is drawn anew, upright and without its metadata.
/// </summary>
/// <param name="Id">The innovation.</param>
/// <param name="Version">Its version.</param>
/// <param name="Content">The file.</param>
/// <param name="AlternativeFr">What it shows, for who does not see it, in French, at most 250 characters; one in French or in English is needed.</param>
/// <param name="AlternativeEn">The same in English.</param>
/// <param name="CaptionFr">What stands under it, in French, at most 250 characters.</param>
/// <param name="CaptionEn">The same in English.</param>
/// <param name="Credit">Whose picture it is, as it is to be named, at most 100 characters.</param>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record AddInnovationPicture(
    InnovationId Id,
    ExpectedVersion? Version,
    byte[] Content,
    string? AlternativeFr,
    string? AlternativeEn,
    string? CaptionFr,
    string? CaptionEn,
    string? Credit
) : ICommand<PictureReceipt>, IVersionedCommand, IPictureTexts;

/// <summary>Puts a draft's pictures in order, says what is read in their place, and removes those that are not named.</summary>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record ArrangeInnovationPictures(InnovationId Id, ExpectedVersion? Version, ShownPicturesBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

internal sealed class AddInnovationPictureValidator : AbstractValidator<AddInnovationPicture>
{
    public AddInnovationPictureValidator()
    {
        RuleFor(x => x.Content).NotEmpty();
        RuleFor(x => x.AlternativeFr).MaximumLength(PictureLimits.Alternative);
        RuleFor(x => x.AlternativeEn).MaximumLength(PictureLimits.Alternative);
        RuleFor(x => x.CaptionFr).MaximumLength(PictureLimits.Caption);
        RuleFor(x => x.CaptionEn).MaximumLength(PictureLimits.Caption);
        RuleFor(x => x.Credit).MaximumLength(PictureLimits.Credit);
    }
}

internal sealed class ArrangeInnovationPicturesValidator : AbstractValidator<ArrangeInnovationPictures>
{
    public ArrangeInnovationPicturesValidator() => RuleFor(x => x.Body).SetValidator(new ShownPicturesBodyValidator());
}

internal sealed class InnovationPictureGuard(ICurrentUser user, InnovationAccess access) : AuthorGuard<AddInnovationPicture>(user, access)
{
    public override string Action => "picture";

    protected override Task<Error?> StateAsync(Innovation aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotAddPicture());
}

internal sealed class InnovationPicturesGuard(ICurrentUser user, InnovationAccess access)
    : AuthorGuard<ArrangeInnovationPictures>(user, access)
{
    public override string Action => "pictures";

    protected override Task<Error?> StateAsync(Innovation aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotEdit());
}

internal sealed class ShowInnovationHandler(
    ICatalogueDbContext db,
    InnovationTransition transition,
    InnovationPictureGuard adding,
    InnovationPicturesGuard arranging,
    IPictures pictures,
    ICurrentUser user
) : ICommandHandler<AddInnovationPicture, PictureReceipt>, ICommandHandler<ArrangeInnovationPictures, Receipt>
{
    public async Task<Result<PictureReceipt>> Handle(AddInnovationPicture request, CancellationToken cancellationToken)
    {
        var picture = default(PictureId);
        var changed = await transition.RunAsync(
            request.Id,
            request.Version,
            adding,
            async x =>
            {
                if (request.Show(default).IsSilent())
                {
                    return ShownPictureErrors.Silent with { Parameter = "alternativeFr" };
                }

                var added = await pictures.AddAsync(PictureOwner.Innovation, x.Id.Value, request.Content, cancellationToken);
                if (added.IsFailure)
                {
                    return added.Error;
                }

                picture = added.Value;
                return x.AddPicture(request.Show(picture), user.Id!.Value);
            },
            cancellationToken
        );
        return changed.IsFailure ? changed.Error : new PictureReceipt(changed.Value.Id, changed.Value.Version, picture);
    }

    public Task<Result<Receipt>> Handle(ArrangeInnovationPictures request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            arranging,
            async x =>
            {
                var before = x.Pictures;
                var arranged = x.ArrangePictures([.. request.Body.Pictures.Select(shown => shown.Show(shown.Id))], user.Id!.Value);
                if (arranged.IsFailure)
                {
                    return arranged;
                }

                var shown = await db
                    .InnovationVersions.Where(version => version.InnovationId == x.Id)
                    .Select(version => version.Pictures)
                    .ToListAsync(cancellationToken);
                var kept = shown.SelectMany(list => list).Concat(x.Pictures).Select(one => one.Id);
                await pictures.DropAsync([.. before.Select(one => one.Id).Except(kept)], cancellationToken);
                return arranged;
            },
            cancellationToken
        );
}

/// <summary>Everybody sees the pictures of what was published; those of what is being written, who sees that.</summary>
internal sealed class InnovationPictures(ICatalogueDbContext db, InnovationAccess access) : IPictureShower
{
    public PictureOwner Owner => PictureOwner.Innovation;

    public async Task<bool> ShowsAsync(Guid ownerId, PictureId picture, CancellationToken cancellationToken)
    {
        var id = new InnovationId(ownerId);
        var visible = (await access.VisibleAsync(cancellationToken)).AsNoTracking();
        if (await visible.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } innovation)
        {
            return false;
        }

        if (await access.SeesDraftAsync(innovation, cancellationToken))
        {
            return true;
        }

        var shown = await db.InnovationVersions.Where(x => x.InnovationId == id).Select(x => x.Pictures).ToListAsync(cancellationToken);
        return shown.Any(x => x.Any(one => one.Id == picture));
    }
}
