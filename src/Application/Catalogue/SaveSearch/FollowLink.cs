using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.SaveSearch;

/// <summary>Confirms a saved search, by the secret of a mail's link: from now on its new results are mailed.</summary>
[Anonymous]
public sealed record ConfirmSavedSearch(SavedSearchLinkBody Body) : ICommand<Receipt>;

/// <summary>Cancels a saved search, confirmed or not, by the secret of a mail's link; the address is forgotten at once.</summary>
[Anonymous]
public sealed record CancelSavedSearch(SavedSearchLinkBody Body) : ICommand<Receipt>;

/// <summary>The link of a mail.</summary>
/// <param name="Token">Its secret; those of the search's ten newest mails can be used.</param>
public sealed record SavedSearchLinkBody(string Token);

internal sealed class SavedSearchLinkBodyValidator : AbstractValidator<SavedSearchLinkBody>
{
    public SavedSearchLinkBodyValidator() => RuleFor(x => x.Token).NotEmpty().MaximumLength(LinkSecret.Length).Matches(LinkSecret.Pattern);
}

internal sealed class ConfirmSavedSearchValidator : AbstractValidator<ConfirmSavedSearch>
{
    public ConfirmSavedSearchValidator() => RuleFor(x => x.Body).SetValidator(new SavedSearchLinkBodyValidator());
}

internal sealed class CancelSavedSearchValidator : AbstractValidator<CancelSavedSearch>
{
    public CancelSavedSearchValidator() => RuleFor(x => x.Body).SetValidator(new SavedSearchLinkBodyValidator());
}

internal sealed class FollowLinkHandler(
    ICatalogueDbContext db,
    IPersonalTraces traces,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock,
    [FromKeyedServices(Clocks.Real)] TimeProvider realClock
) : ICommandHandler<ConfirmSavedSearch, Receipt>, ICommandHandler<CancelSavedSearch, Receipt>
{
    public async Task<Result<Receipt>> Handle(ConfirmSavedSearch request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Body, cancellationToken) is not { } search)
        {
            return SavedSearchErrors.Unusable;
        }

        search.Confirm(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(search);
    }

    public async Task<Result<Receipt>> Handle(CancelSavedSearch request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Body, cancellationToken) is not { } search)
        {
            return SavedSearchErrors.Unusable;
        }

        db.SavedSearches.Remove(search);
        await db.SaveChangesAsync(cancellationToken);
        traces.Forget(search.Id.Value);
        return Receipt.Of(search);
    }

    private async Task<SavedSearch?> FindAsync(SavedSearchLinkBody body, CancellationToken cancellationToken)
    {
        var found = await db.LockSavedSearchAsync(LinkSecret.HashText(body.Token), cancellationToken);
        return found?.IsExpired(realClock.GetUtcNow()) == true ? null : found;
    }
}
