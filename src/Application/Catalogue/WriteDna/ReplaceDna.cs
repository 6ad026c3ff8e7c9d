using FluentValidation;
using SocialInnovation.Application.Catalogue.ReviewInnovation;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.WriteDna;

/// <summary>Replaces the DNA of a draft; it is published with it.</summary>
/// <param name="Id">The innovation.</param>
/// <param name="Version">Its version.</param>
/// <param name="Body">The DNA.</param>
/// <param name="Service">Scheme and host of the service.</param>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record ReplaceDna(InnovationId Id, ExpectedVersion? Version, InnovationDnaBody Body, string Service)
    : ICommand<Receipt>,
        IVersionedCommand;

internal sealed class ReplaceDnaValidator : AbstractValidator<ReplaceDna>
{
    public ReplaceDnaValidator() => RuleFor(x => x.Body).SetValidator(new InnovationDnaBodyValidator());
}

internal sealed class DnaGuard(ICurrentUser user, InnovationAccess access) : AuthorGuard<ReplaceDna>(user, access)
{
    public override string Action => "dna";

    protected override Task<Error?> StateAsync(Innovation aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotEdit());
}

internal sealed class ReplaceDnaHandler(InnovationTransition transition, DnaGuard guard, ReuseCheck reuse, ICurrentUser user)
    : ICommandHandler<ReplaceDna, Receipt>
{
    public Task<Result<Receipt>> Handle(ReplaceDna command, CancellationToken cancellationToken) =>
        transition.RunAsync(
            command.Id,
            command.Version,
            guard,
            x =>
            {
                var dna = reuse.Checked(command.Body.ToDna(), x.Documents, command.Service);
                return Task.FromResult(dna.IsFailure ? dna.Error : x.ReplaceDna(dna.Value, user.Id!.Value));
            },
            cancellationToken
        );
}
