using FluentValidation;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.RegisterOrganisation;

/// <summary>Registers an applicant organisation; an applicant who does so becomes its owner.</summary>
[Roles(Role.Applicant, Role.Administrator)]
public sealed record RegisterOrganisation(RegisterOrganisationBody Body) : ICommand<Receipt>;

/// <summary>A new applicant organisation.</summary>
/// <param name="Siren">Nine digits with a valid Luhn key; unique.</param>
/// <param name="Name">Legal name, at most 200 characters.</param>
/// <param name="LegalForm">Catégorie juridique of INSEE, four digits.</param>
/// <param name="Flags">What the legal form can't say: <c>scop</c>, <c>scic</c>, <c>esus</c>.</param>
public sealed record RegisterOrganisationBody(string Siren, string Name, string LegalForm, IReadOnlyList<string>? Flags = null);

internal sealed class RegisterOrganisationValidator : AbstractValidator<RegisterOrganisation>
{
    public RegisterOrganisationValidator()
    {
        RuleFor(x => x.Body.Siren).NotEmpty().Matches(Siren.Pattern);
        RuleFor(x => x.Body.Name).NotEmpty().MaximumLength(PlatformLimits.Name);
        RuleFor(x => x.Body.LegalForm).NotEmpty().Matches(@"^\d{4}$");
        RuleFor(x => x.Body.Flags).HasAtMost(Limits.Items);
        RuleForEach(x => x.Body.Flags).NotNull().Matches("^(scop|scic|esus)$");
    }
}

internal sealed class RegisterOrganisationHandler(IPlatformDbContext db, ICurrentUser user) : ICommandHandler<RegisterOrganisation, Receipt>
{
    public async Task<Result<Receipt>> Handle(RegisterOrganisation command, CancellationToken cancellationToken)
    {
        if (Siren.TryParse(command.Body.Siren) is not { } siren)
        {
            return OrganisationErrors.SirenInvalid;
        }

        var id = EntityId.New<OrganisationId>();
        var organisation = Organisation.Register(id, siren, command.Body.Name, command.Body.LegalForm, command.Body.Flags ?? []);
        if (user.Has(Role.Applicant))
        {
            organisation.AddMember(user.Id!.Value, MembershipRole.Owner);
        }

        db.Organisations.Add(organisation);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(organisation);
    }
}
