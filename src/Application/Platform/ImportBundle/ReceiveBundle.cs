using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.ImportBundle;

/// <summary>Takes a bundle in; a job imports it.</summary>
[Roles(Role.Administrator)]
public sealed record ReceiveBundle(byte[] Content) : ICommand<JobReceipt>;

/// <summary>Reads a job.</summary>
[SignedIn]
[Admits(Role.Administrator, Role.Auditor)]
[Relation(Relation.OwnJob)]
public sealed record GetJob(JobId Id) : IQuery<JobModel>;

/// <summary>Reads an import with its faults and refusals.</summary>
[Roles(Role.Administrator, Role.Auditor)]
public sealed record GetImport(ImportId Id) : IQuery<ImportModel>;

/// <summary>Work in the background.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Kind">What it does.</param>
/// <param name="SubjectId">What it works on.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps in all, once known.</param>
/// <param name="Problem">Code of the problem that ended it.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record JobModel(
    JobId Id,
    string Kind,
    Guid SubjectId,
    JobStatus Status,
    int Done,
    int? Total,
    string? Problem,
    DateTimeOffset RequestedAt,
    DateTimeOffset? EndedAt
);

/// <summary>What became of a bundle.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="JobId">The job that imports it.</param>
/// <param name="Reference">The call's reference, by which the bundle is known.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Applied">Number of steps carried out.</param>
/// <param name="Faults">What is wrong with it; a fault stops the whole import.</param>
/// <param name="Refusals">Steps that a rule of the product refused; they stop nothing.</param>
public sealed record ImportModel(
    ImportId Id,
    JobId JobId,
    string? Reference,
    ImportOutcome Outcome,
    int Applied,
    IReadOnlyList<ImportFault> Faults,
    IReadOnlyList<ImportRefusal> Refusals
);

/// <summary>A step that a rule of the product refused.</summary>
/// <param name="File">The file of its row.</param>
/// <param name="Line">The line of its row.</param>
/// <param name="Subject">What the row is about.</param>
/// <param name="Action">What was tried.</param>
/// <param name="Code">Code of the refusal.</param>
public sealed record ImportRefusal(string File, int Line, string? Subject, string Action, string Code);

internal sealed class ReceiveBundleValidator : AbstractValidator<ReceiveBundle>
{
    public ReceiveBundleValidator() => RuleFor(x => x.Content).NotEmpty();
}

/// <summary>Unpacks a bundle within bounds.</summary>
internal static class BundleArchive
{
    private static readonly string[] Names =
    [
        "call.json",
        "applications.csv",
        "documents.csv",
        "decisions.csv",
        "evaluators.csv",
        "marks.csv",
    ];

    public static Result<IReadOnlyDictionary<string, byte[]>> Unpack(byte[] content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            if (WhyNotRead(archive) is { } error)
            {
                return error;
            }

            var files = new Dictionary<string, byte[]>();
            foreach (var entry in archive.Entries.Where(x => Names.Contains(x.Name)))
            {
                using var stream = entry.Open();
                using var target = new MemoryStream();
                var buffer = new byte[81920];
                int read;
                while ((read = stream.Read(buffer)) > 0)
                {
                    target.Write(buffer, 0, read);
                    if (target.Length + files.Values.Sum(x => (long)x.Length) > PlatformLimits.BundleBytes)
                    {
                        return ImportErrors.TooLarge(PlatformLimits.BundleBytes);
                    }
                }

                files[entry.Name] = target.ToArray();
            }

            return files;
        }
        catch (InvalidDataException)
        {
            return ImportErrors.NotZip;
        }
    }

    // The files may lie in a folder of their own; nothing is written to disk, but such a name is never an honest mistake.
    private static Error? WhyNotRead(ZipArchive archive)
    {
        if (archive.Entries.Count > PlatformLimits.BundleEntries)
        {
            return ImportErrors.TooManyEntries(PlatformLimits.BundleEntries);
        }

        if (archive.Entries.FirstOrDefault(x => IsUnsafe(x.FullName)) is { } way)
        {
            return ImportErrors.EntryUnsafe(way.FullName);
        }

        return archive.Entries.Where(x => Names.Contains(x.Name)).GroupBy(x => x.Name).FirstOrDefault(x => x.Count() > 1) is { } twice
            ? ImportErrors.EntryTwice(twice.Key)
            : null;
    }

    private static bool IsUnsafe(string path) =>
        path.StartsWith('/') || path.Contains('\\') || path.Contains(':') || path.Split('/').Contains("..");

    /// <summary>Of the files' contents: how they were zipped does not count.</summary>
    public static string Fingerprint(IReadOnlyDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in files.OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name} {bytes.Length}\n"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

internal sealed class ReceiveBundleHandler(IPlatformDbContext db, ICurrentUser user, [FromKeyedServices(Clocks.Real)] TimeProvider clock)
    : ICommandHandler<ReceiveBundle, JobReceipt>
{
    public async Task<Result<JobReceipt>> Handle(ReceiveBundle command, CancellationToken cancellationToken)
    {
        var files = BundleArchive.Unpack(command.Content);
        if (files.IsFailure)
        {
            return files.Error;
        }

        var (importId, jobId, now) = (EntityId.New<ImportId>(), EntityId.New<JobId>(), clock.GetUtcNow());
        var import = BundleImport.Receive(importId, jobId, user.Id!.Value, BundleArchive.Fingerprint(files.Value), command.Content, now);
        db.Imports.Add(import);
        db.Jobs.Add(BackgroundJob.Queue(jobId, ImportRunner.JobKind, importId.Value, user.Id!.Value, now));
        await db.SaveChangesAsync(cancellationToken);
        return new JobReceipt(importId.Value, import.Version, jobId.Value);
    }
}

internal sealed class ImportReads(IPlatformDbContext db, ICurrentUser user)
    : IQueryHandler<GetJob, JobModel>,
        IQueryHandler<GetImport, ImportModel>
{
    public async Task<Result<JobModel>> Handle(GetJob request, CancellationToken cancellationToken)
    {
        var job = await db.Jobs.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken);
        return job is null || (job.RequestedBy != user.Id && !user.HasAny(Role.Administrator, Role.Auditor))
            ? ImportErrors.JobNotFound
            : new JobModel(job.Id, job.Kind, job.SubjectId, job.Status, job.Done, job.Total, job.Problem, job.RequestedAt, job.EndedAt);
    }

    public async Task<Result<ImportModel>> Handle(GetImport request, CancellationToken cancellationToken)
    {
        if (await db.Imports.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } import)
        {
            return ImportErrors.NotFound;
        }

        var refusals = await db
            .ImportSteps.AsNoTracking()
            .Where(x => x.ImportId == import.Id && x.RefusalCode != null)
            .OrderBy(x => x.Number)
            .ToListAsync(cancellationToken);
        return new ImportModel(
            import.Id,
            import.JobId,
            import.Reference,
            import.Outcome,
            import.Applied,
            import.Faults,
            refusals.ConvertAll(x => new ImportRefusal(x.File, x.Line, x.Subject, x.Action, x.RefusalCode!))
        );
    }
}
