using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Bundles;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.ImportBundle;

/// <summary>
/// Carries a bundle out, step by step: each command goes through the pipeline as the bundle's person at its own business instant, and its
/// step is written in the command's own transaction, so that an import that was killed goes on where it stopped, without doubles.
/// </summary>
public sealed class ImportRunner(IServiceScopeFactory scopes, [FromKeyedServices(Clocks.Real)] TimeProvider clock) : IJobRunner
{
    public const string JobKind = "import";

    public string Kind => JobKind;

    private const int ReportEvery = 25;

    private const int CallReference = 40;

    public async Task RunAsync(JobId id, CancellationToken cancellationToken)
    {
        BundleImport import;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<IPlatformDbContext>();
            import = await db.Imports.AsNoTracking().SingleAsync(x => x.JobId == id, cancellationToken);
        }

        var files = BundleArchive.Unpack(import.Content!);
        var bundle = new BundleReader(files.Value);
        var reference = bundle.Call["reference"].Text;
        var steps = ReadSteps(bundle);
        if (await FindFormerAsync(import, reference, cancellationToken) is { } former)
        {
            if (former.Fingerprint == import.Fingerprint)
            {
                await EndAsync(id, x => x.FindUnchanged(), null, cancellationToken);
                return;
            }

            bundle.Report(
                BundleReader.CallFile,
                bundle.Call["reference"].Line,
                1,
                "bundle.known-call",
                $"Another bundle of the call {reference} was imported before."
            );
        }

        if (bundle.Faults.Count > 0)
        {
            await EndAsync(id, x => x.FindFaulty(bundle.Faults), "bundle.faulty", cancellationToken);
            return;
        }

        await ChangeAsync(id, (x, _) => x.Identify(reference), cancellationToken);
        await ReplayAsync(id, import, steps, cancellationToken);
        var applied = await CountAppliedAsync(import.Id, cancellationToken);
        await EndAsync(id, x => x.Complete(applied), null, cancellationToken);
    }

    private List<BundleStep> ReadSteps(BundleReader bundle)
    {
        using var scope = scopes.CreateScope();
        List<BundleStep> steps =
        [
            .. scope
                .ServiceProvider.GetServices<IBundlePart>()
                .SelectMany(x => x.Read(bundle))
                .Select((step, index) => (step, index))
                .OrderBy(x => x.step.At)
                .ThenBy(x => x.step.Precedence)
                .ThenBy(x => x.index)
                .Select(x => x.step),
        ];
        foreach (var step in steps.Where(x => x.Key?.Length > PlatformLimits.Name))
        {
            bundle.Report(step.File, step.Line, 1, "bundle.code-too-long", $"Codes are shorter than {PlatformLimits.Name} characters.");
        }

        if (bundle.Call["reference"].Text.Length > CallReference)
        {
            bundle.Report(
                BundleReader.CallFile,
                bundle.Call["reference"].Line,
                1,
                "bundle.code-too-long",
                $"A call's reference has at most {CallReference} characters."
            );
        }

        return steps;
    }

    private async Task<BundleImport?> FindFormerAsync(BundleImport import, string reference, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<IPlatformDbContext>()
            .Imports.AsNoTracking()
            .Where(x =>
                x.Reference == reference && x.Id != import.Id && x.Outcome != ImportOutcome.Faulty && x.Outcome != ImportOutcome.Unchanged
            )
            .OrderBy(x => x.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<int> CountAppliedAsync(ImportId import, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<IPlatformDbContext>()
            .ImportSteps.CountAsync(x => x.ImportId == import && x.RefusalCode == null, cancellationToken);
    }

    private async Task ReplayAsync(JobId jobId, BundleImport import, List<BundleStep> steps, CancellationToken cancellationToken)
    {
        var progress = await ImportProgress.LoadAsync(scopes, import.Id, cancellationToken);
        for (var number = 0; number < steps.Count; number++)
        {
            if (!progress.IsDone(number))
            {
                await SendAsync(import, number, steps[number], progress, cancellationToken);
            }

            if (number % ReportEvery == 0)
            {
                var done = number;
                await ChangeAsync(jobId, (_, job) => job.Report(done, steps.Count), cancellationToken);
            }
        }

        await ChangeAsync(jobId, (_, job) => job.Report(steps.Count, steps.Count), cancellationToken);
    }

    private async Task SendAsync(
        BundleImport import,
        int number,
        BundleStep step,
        ImportProgress progress,
        CancellationToken cancellationToken
    )
    {
        // What needs a step that was refused falls away with it; the refusal itself is in the report.
        if (step.Command(progress) is not { } command)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IPlatformDbContext>();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        context.Now = step.At;
        context.Caller = await progress.CallerAsync(db, step.Actor, import.RequestedBy, cancellationToken);
        context.TraceId = $"import-{import.Id.Value}";
        ImportStep Row(string? refusal, Guid? created) =>
            new(
                import.Id,
                number,
                step.File,
                step.Line,
                step.Subject is { Length: > PlatformLimits.Name } subject ? subject[..PlatformLimits.Name] : step.Subject,
                Naming.KebabCase(command.GetType().Name),
                refusal,
                step.Key,
                created
            );
        var created = Guid.Empty;
        context.BeforeCommit = async (receipt, ct) =>
        {
            created = receipt is IAddsPart part ? part.PartId : receipt.Id;
            db.ImportSteps.Add(Row(null, created));
            await db.SaveChangesAsync(ct);
        };
        var result = await scope.ServiceProvider.GetRequiredService<IDispatcher>().SendAsync(command, cancellationToken);
        if (result.IsFailure)
        {
            await using var fresh = scopes.CreateAsyncScope();
            var other = fresh.ServiceProvider.GetRequiredService<IPlatformDbContext>();
            other.ImportSteps.Add(Row(result.Error.Code, null));
            await other.SaveChangesAsync(cancellationToken);
        }
        else if (step.Key is not null)
        {
            progress.Learn(step.Key, created);
        }
    }

    private Task EndAsync(JobId jobId, Action<BundleImport> outcome, string? problem, CancellationToken cancellationToken) =>
        ChangeAsync(
            jobId,
            (import, job) =>
            {
                outcome(import);
                if (problem is null)
                {
                    job.Succeed(clock.GetUtcNow());
                }
                else
                {
                    job.Fail(problem, clock.GetUtcNow());
                }
            },
            cancellationToken
        );

    private async Task ChangeAsync(JobId jobId, Action<BundleImport, BackgroundJob> change, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IPlatformDbContext>();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        (context.Now, context.Action) = (clock.GetUtcNow(), "run-import");
        var job = await db.Jobs.SingleAsync(x => x.Id == jobId, cancellationToken);
        change(await db.Imports.SingleAsync(x => x.JobId == jobId, cancellationToken), job);
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>What of an import is done, and what its steps created.</summary>
internal sealed class ImportProgress : IBundleIds
{
    private readonly HashSet<int> done = [];
    private readonly Dictionary<string, Guid> ids = [];
    private readonly Dictionary<string, Guid> organisations = [];
    private readonly Dictionary<string, Caller> callers = [];

    public static async Task<ImportProgress> LoadAsync(IServiceScopeFactory scopes, ImportId import, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IPlatformDbContext>();
        var progress = new ImportProgress();
        foreach (var step in await db.ImportSteps.AsNoTracking().Where(x => x.ImportId == import).ToListAsync(cancellationToken))
        {
            progress.done.Add(step.Number);
            if (step is { Key: { } key, CreatedId: { } id })
            {
                progress.ids[key] = id;
            }
        }

        // An organisation may be known from an earlier bundle.
        foreach (var known in await db.Organisations.AsNoTracking().Select(x => new { x.Id, x.Siren }).ToListAsync(cancellationToken))
        {
            progress.organisations[$"organisation:{known.Siren.Value}"] = known.Id.Value;
        }

        return progress;
    }

    public bool IsDone(int number) => done.Contains(number);

    public void Learn(string key, Guid id) => ids[key] = id;

    public Guid? Find(string key) => ids.TryGetValue(key, out var id) || organisations.TryGetValue(key, out id) ? id : null;

    /// <summary>The bundle's person, with that person's roles, on whose behalf the administrator acts; else the administrator itself.</summary>
    public async Task<Caller> CallerAsync(IPlatformDbContext db, string? code, UserId administrator, CancellationToken cancellationToken)
    {
        if (code is null || Find($"person:{code}") is not { } person)
        {
            return new Caller(administrator, new HashSet<Role> { Role.Administrator });
        }

        if (!callers.TryGetValue(code, out var caller))
        {
            var id = new UserId(person);
            var user = await db.Users.AsNoTracking().SingleAsync(x => x.Id == id, cancellationToken);
            callers[code] = caller = new Caller(id, user.Roles.ToHashSet(), administrator);
        }

        return caller;
    }
}
