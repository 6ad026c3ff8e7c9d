using SocialInnovation.Application.Common.Bundles;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.AddMember;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Application.Platform.RegisterOrganisation;
using SocialInnovation.Application.Platform.RegisterUser;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

/// <summary>The persons and organisations of a bundle; the importing administrator registers them.</summary>
internal sealed class PlatformBundlePart : IBundlePart
{
    public IEnumerable<BundleStep> Read(BundleReader bundle)
    {
        var at = bundle.Call["timeline"]["fundAt"].Instant;
        var prefix = UserPrefix(bundle);
        foreach (
            var (code, roles, line) in Persons(bundle)
                .GroupBy(x => x.Code)
                .Select(x => (x.Key, x.Select(y => y.Role).Distinct().ToList(), x.First().Line))
        )
        {
            yield return Step(
                bundle,
                at,
                line,
                code,
                PersonKey(code),
                new RegisterUser.RegisterUser(new RegisterUserBody(prefix + code.ToLowerInvariant(), code, roles))
            );
        }

        var codes = Persons(bundle).Select(x => x.Code).ToHashSet();
        foreach (var row in BundleTables.Evaluators(bundle))
        {
            var code = row.Text("code");
            if (!codes.Add(code))
            {
                row.Fault("code", "bundle.duplicate", $"{code} names two persons.");
            }

            yield return Step(
                bundle,
                at,
                row.Line,
                code,
                PersonKey(code),
                new RegisterUser.RegisterUser(new RegisterUserBody(prefix + code.ToLowerInvariant(), row.Text("name"), [Role.Evaluator]))
            ) with
            {
                File = row.File,
            };
        }

        foreach (var step in Organisations(bundle, at, prefix))
        {
            yield return step;
        }
    }

    public static string UserPrefix(BundleReader bundle) => bundle.Call["reference"].Text.ToLowerInvariant() + ".";

    public static string PersonKey(string code) => $"person:{code}";

    public static string ApplicantCode(string siren) => $"applicant-{siren}";

    private static IEnumerable<BundleStep> Organisations(BundleReader bundle, DateTimeOffset at, string prefix)
    {
        foreach (
            var rows in BundleTables.Applications(bundle).GroupBy(x => x.Text("siret")[..Math.Min(Siren.Length, x.Text("siret").Length)])
        )
        {
            var (siren, row) = (rows.Key, rows.First());
            var applicant = ApplicantCode(siren);
            var name = row.Text("organisation");
            yield return Step(
                bundle,
                at,
                row.Line,
                name,
                PersonKey(applicant),
                new RegisterUser.RegisterUser(new RegisterUserBody(prefix + applicant, name, [Role.Applicant]))
            ) with
            {
                File = row.File,
            };
            yield return Step(
                bundle,
                at,
                row.Line,
                name,
                $"organisation:{siren}",
                new RegisterOrganisation.RegisterOrganisation(
                    new RegisterOrganisationBody(
                        siren,
                        name,
                        row.Text("legalForm"),
                        row.Optional("flags")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []
                    )
                )
            ) with
            {
                File = row.File,
            };
            yield return new BundleStep
            {
                At = at,
                Precedence = BundlePrecedence.People + 1,
                File = row.File,
                Line = row.Line,
                Subject = name,
                Command = ids =>
                    ids.Find($"organisation:{siren}") is { } organisation && ids.Find(PersonKey(applicant)) is { } user
                        ? new AddMember.AddMember(
                            new OrganisationId(organisation),
                            ExpectedVersion.Any,
                            new AddMemberBody(new UserId(user), MembershipRole.Owner)
                        )
                        : null,
            };
        }
    }

    private static IEnumerable<(string Code, Role Role, int Line)> Persons(BundleReader bundle)
    {
        var persons = bundle.Call["persons"];
        foreach (
            var (member, role) in new[]
            {
                ("budgetOfficer", Role.BudgetOfficer),
                ("manager", Role.ProgrammeManager),
                ("rankingFreezer", Role.ProgrammeManager),
                ("secretary", Role.WorkingGroupSecretary),
                ("visa", Role.BudgetOfficer),
                ("decisionRecorder", Role.DecisionRecorder),
            }
        )
        {
            yield return (persons[member].Text, role, persons[member].Line);
        }

        foreach (var instructor in persons["instructors"].Items)
        {
            yield return (instructor.Text, Role.Instructor, instructor.Line);
        }
    }

    private static BundleStep Step(BundleReader bundle, DateTimeOffset at, int line, string subject, string key, ICommand command) =>
        new()
        {
            At = at,
            Precedence = BundlePrecedence.People,
            File = BundleReader.CallFile,
            Line = line,
            Subject = subject,
            Key = key,
            Command = _ => command,
        };
}
