using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget.LinkUndertakings;

/// <summary>Records which legal units are one single undertaking: from then on their aid counts together.</summary>
[Roles(Role.BudgetOfficer)]
public sealed record LinkUndertaking(UndertakingBody Body) : ICommand<Receipt>;

/// <summary>Replaces what is recorded of a single undertaking: a merger adds a member, a split gives one its last day.</summary>
[Roles(Role.BudgetOfficer)]
public sealed record ReplaceUndertaking(UndertakingId Id, ExpectedVersion? Version, UndertakingBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>A single undertaking. Who is in it on the day of an award counts with all its earlier aid.</summary>
/// <param name="Name">Name, at most 200 characters.</param>
/// <param name="Members">Its legal units, 1 to 50. Nobody is in two undertakings on a day.</param>
/// <param name="FiscalYearEnd">
/// Month and day on which its fiscal years end, 31 December when not given; <c>02-29</c> is the last day of February. It bounds the window of
/// regulations that count fiscal years.
/// </param>
public sealed record UndertakingBody(string Name, IReadOnlyList<UndertakingMemberBody> Members, string? FiscalYearEnd = null)
{
    internal Result<IReadOnlyList<UndertakingMember>> ToMembers()
    {
        var members = new List<UndertakingMember>();
        foreach (var (index, member) in Members.Index())
        {
            if (Siren.TryParse(member.Siren) is not { } siren)
            {
                return StateAidErrors.SirenInvalid($"#/members/{index}/siren");
            }

            members.Add(new UndertakingMember(siren, member.From, member.Until));
        }

        return members;
    }

    internal FiscalYearEnd ToYearEnd() =>
        FiscalYearEnd is { } text ? Domain.Budget.FiscalYearEnd.FromTrusted(text) : Domain.Budget.FiscalYearEnd.CalendarYear;
}

/// <summary>A legal unit of a single undertaking.</summary>
/// <param name="Siren">Nine digits with a valid Luhn key.</param>
/// <param name="From">First day on which it is linked.</param>
/// <param name="Until">Last day; null while it is linked.</param>
public sealed record UndertakingMemberBody(string Siren, DateOnly From, DateOnly? Until = null);

internal sealed class UndertakingBodyValidator : AbstractValidator<UndertakingBody>
{
    public UndertakingBodyValidator()
    {
        RuleFor(x => x.Name).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.FiscalYearEnd).MaximumLength(FiscalYearEnd.Length).Matches(FiscalYearEnd.Pattern);
        RuleFor(x => x.Members).NotEmpty().HasAtMost(Limits.Items);
        RuleForEach(x => x.Members)
            .NotNull()
            .ChildRules(member =>
            {
                member.RuleFor(x => x.Siren).NotEmpty().Matches(Siren.Pattern);
                member.RuleFor(x => x.From).NotEmpty();
            });
    }
}

internal sealed class LinkUndertakingValidator : AbstractValidator<LinkUndertaking>
{
    public LinkUndertakingValidator() => RuleFor(x => x.Body).SetValidator(new UndertakingBodyValidator());
}

internal sealed class ReplaceUndertakingValidator : AbstractValidator<ReplaceUndertaking>
{
    public ReplaceUndertakingValidator() => RuleFor(x => x.Body).SetValidator(new UndertakingBodyValidator());
}

internal sealed class LinkUndertakingsHandler(IBudgetDbContext db, IUndertakingLocks locks)
    : ICommandHandler<LinkUndertaking, Receipt>,
        ICommandHandler<ReplaceUndertaking, Receipt>
{
    public async Task<Result<Receipt>> Handle(LinkUndertaking request, CancellationToken cancellationToken)
    {
        var (body, members) = (request.Body, request.Body.ToMembers());
        if (members.IsFailure)
        {
            return members.Error;
        }

        await locks.LockLinksAsync(cancellationToken);
        var undertaking = Undertaking.Link(EntityId.New<UndertakingId>(), body.Name, body.ToYearEnd(), members.Value);
        if (undertaking.IsFailure)
        {
            return undertaking.Error;
        }

        db.Undertakings.Add(undertaking.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(undertaking.Value);
    }

    public async Task<Result<Receipt>> Handle(ReplaceUndertaking request, CancellationToken cancellationToken)
    {
        await locks.LockLinksAsync(cancellationToken);
        if (await db.Undertakings.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } undertaking)
        {
            return UndertakingErrors.NotFound;
        }

        if (ExpectedVersion.WhyStale(request.Version, undertaking) is { } stale)
        {
            return stale;
        }

        var (body, members) = (request.Body, request.Body.ToMembers());
        if (members.IsFailure)
        {
            return members.Error;
        }

        var replaced = undertaking.Replace(body.Name, body.ToYearEnd(), members.Value);
        if (replaced.IsFailure)
        {
            return replaced.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(undertaking);
    }
}
