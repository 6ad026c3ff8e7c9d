using System.Text.Json;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SocialInnovation.Application.Applications;
using SocialInnovation.Application.Blog;
using SocialInnovation.Application.Budget;
using SocialInnovation.Application.Calls;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Research;
using SocialInnovation.Application.WorkingGroup;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Blog;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.Research;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Domain.WorkingGroup;
using SocialInnovation.Infrastructure.Catalogue;
using SocialInnovation.Infrastructure.Identity;
using SocialInnovation.Infrastructure.Mailing;
using SocialInnovation.Infrastructure.Messaging;
using SocialInnovation.Infrastructure.Persistence.Conversions;
using SocialInnovation.Infrastructure.Platform;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>The one database context. A handler sees it only through its own module's interface.</summary>
internal sealed class AppDbContext(DbContextOptions<AppDbContext> options)
    : DbContext(options),
        IRentedContext,
        IDataProtectionKeyContext,
        IPlatformDbContext,
        ICallsDbContext,
        IApplicationsDbContext,
        IEvaluationDbContext,
        IBudgetDbContext,
        IWorkingGroupDbContext,
        ICatalogueDbContext,
        IBlogDbContext,
        IResearchDbContext
{
    private const int MostEventRounds = 20;

    private RequestContext context = null!;
    private IDomainEventDispatcher events = null!;
    private TimeProvider clock = null!;
    private LastWrites last = null!;
    private IAuditWriter audit = null!;

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<User> Users => Set<User>();

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<MemberRow> Members => Set<MemberRow>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<AuditPersonalValue> AuditPersonalValues => Set<AuditPersonalValue>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<BackgroundJob> Jobs => Set<BackgroundJob>();

    public DbSet<BundleImport> Imports => Set<BundleImport>();

    public DbSet<ImportStep> ImportSteps => Set<ImportStep>();

    public DbSet<StoredFile> Files => Set<StoredFile>();

    public DbSet<Picture> Pictures => Set<Picture>();

    public DbSet<ClockOffset> ClockOffsets => Set<ClockOffset>();

    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();

    public DbSet<OutgoingMail> Mails => Set<OutgoingMail>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<GrantApplication> GrantApplications => Set<GrantApplication>();

    public DbSet<EvaluationPanel> Panels => Set<EvaluationPanel>();

    public DbSet<ScoreSheet> ScoreSheets => Set<ScoreSheet>();

    public DbSet<ConflictDeclaration> ConflictDeclarations => Set<ConflictDeclaration>();

    public DbSet<InterestDeclaration> InterestDeclarations => Set<InterestDeclaration>();

    public DbSet<AssignmentRun> AssignmentRuns => Set<AssignmentRun>();

    public DbSet<CriteriaTemplate> CriteriaTemplates => Set<CriteriaTemplate>();

    public DbSet<ConsensusMark> ConsensusMarks => Set<ConsensusMark>();

    public DbSet<Ranking> Rankings => Set<Ranking>();

    public DbSet<Fund> Funds => Set<Fund>();

    public DbSet<Envelope> Envelopes => Set<Envelope>();

    public DbSet<EnvelopeTransfer> EnvelopeTransfers => Set<EnvelopeTransfer>();

    public DbSet<AllocationScenario> AllocationScenarios => Set<AllocationScenario>();

    public DbSet<MemberPosition> MemberPositions => Set<MemberPosition>();

    public DbSet<Grant> Grants => Set<Grant>();

    public DbSet<AidRegulation> AidRegulations => Set<AidRegulation>();

    public DbSet<Undertaking> Undertakings => Set<Undertaking>();

    public DbSet<AidDeclaration> AidDeclarations => Set<AidDeclaration>();

    public DbSet<StandingGroup> StandingGroups => Set<StandingGroup>();

    public DbSet<Meeting> Meetings => Set<Meeting>();

    public DbSet<Innovation> Innovations => Set<Innovation>();

    public DbSet<InnovationVersion> InnovationVersions => Set<InnovationVersion>();

    public DbSet<Replication> Replications => Set<Replication>();

    public DbSet<ReplicationVersion> ReplicationVersions => Set<ReplicationVersion>();

    public DbSet<Adaptation> Adaptations => Set<Adaptation>();

    public DbSet<ContactRequest> ContactRequests => Set<ContactRequest>();

    public DbSet<SavedSearch> SavedSearches => Set<SavedSearch>();

    public DbSet<BlogPost> BlogPosts => Set<BlogPost>();

    public DbSet<PublicEvent> PublicEvents => Set<PublicEvent>();

    public DbSet<CollectionOfExamples> Collections => Set<CollectionOfExamples>();

    public DbSet<PostComment> PostComments => Set<PostComment>();

    public DbSet<CommentReport> CommentReports => Set<CommentReport>();

    public DbSet<CommentBan> CommentBans => Set<CommentBan>();

    public DbSet<ResearchPartner> ResearchPartners => Set<ResearchPartner>();

    public DbSet<ResearchSubject> ResearchSubjects => Set<ResearchSubject>();

    public DbSet<SharingConsent> SharingConsents => Set<SharingConsent>();

    public DbSet<ResearchAgreement> ResearchAgreements => Set<ResearchAgreement>();

    public DbSet<ResearchPublication> ResearchPublications => Set<ResearchPublication>();

    public DbSet<CallForProjects> Calls => Set<CallForProjects>();

    /// <summary>Contexts are pooled: each serves one scope after the other, and is told whose request it writes for.</summary>
    public AppDbContext Serve(
        RequestContext request,
        IDomainEventDispatcher dispatcher,
        TimeProvider realClock,
        LastWrites lastWrites,
        IAuditWriter auditWriter
    )
    {
        (context, events, clock, last, audit) = (request, dispatcher, realClock, lastWrites, auditWriter);
        // A refused save ends its transaction, so nothing ever goes back to a savepoint; each would be two more commands.
        Database.AutoSavepointsEnabled = false;
        return this;
    }

    /// <summary>Lets every event have its effect, raises the versions, writes the audit rows, and saves all of it at once.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await DispatchEventsAsync(cancellationToken);
        ChangeTracker.DetectChanges();
        // Once is enough: from here on only versions are raised, and EF is told of them.
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var change in AggregateChange.Collect(ChangeTracker))
            {
                change.RaiseVersion();
                audit.Write(last, change, context, clock.GetUtcNow());
            }

            return last.IsEmpty ? await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken)
                : Database.CurrentTransaction is { } transaction
                    ? await SaveInAsync(transaction, acceptAllChangesOnSuccess, cancellationToken)
                : await SaveAloneAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    public Task<Meeting?> FindMeetingWithOpinionAsync(Guid scenario, CancellationToken cancellationToken)
    {
        var opinion = JsonSerializer.Serialize(new[] { new { scenarioId = scenario } });
        return Meetings
            .FromSql($"select * from working_group.meetings where opinions @> {opinion}::jsonb")
            .AsNoTracking()
            .OrderByDescending(x => x.HeldAt)
            .FirstOrDefaultAsync(cancellationToken);
    }

    public IQueryable<Innovation> RecordsOf(InnovationFilter filter) => InnovationQueries.RecordsOf(Innovations, filter);

    public IQueryable<InnovationVersion> PublicOf(InnovationFilter filter) => InnovationQueries.PublicOf(InnovationVersions, filter);

    public IQueryable<PublicEvent> EventsWith(string? tag)
    {
        var tags = new[] { tag };
        return tag is null ? PublicEvents : PublicEvents.FromSql($"select * from blog.public_events where tags @> {tags}");
    }

    // A command of its own: what comes after it sees what whoever had the lock has committed.
    public Task LockContentAsync(byte[] contentHash, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({BitConverter.ToInt64(contentHash)})", cancellationToken);

    public async Task<SavedSearch?> LockSavedSearchAsync(string tokenHash, CancellationToken cancellationToken)
    {
        var hashes = new[] { tokenHash };
        var found = await SavedSearches
            .FromSql($"select * from catalogue.saved_searches where token_hashes @> {hashes} for update")
            .ToListAsync(cancellationToken);
        return found.SingleOrDefault();
    }

    public async Task<IReadOnlyList<SavedSearch>> LockDueSearchesAsync(DateTimeOffset now, int most, CancellationToken cancellationToken) =>
        await SavedSearches
            .FromSql(
                $"""
                select * from catalogue.saved_searches where next_digest_at <= {now.ToUniversalTime()}
                order by next_digest_at limit {most} for update skip locked
                """
            )
            .ToListAsync(cancellationToken);

    public IQueryable<BlogPost> PostsWith(string? tag, PostLanguage? language)
    {
        var tags = tag is null ? [] : new[] { tag };
        var edition = JsonSerializer.Serialize(language is { } spoken ? new[] { new { language = Naming.Word(spoken) } } : []);
        return tag is null && language is null
            ? BlogPosts
            : BlogPosts.FromSql($"select * from blog.posts where tags @> {tags} and editions @> {edition}::jsonb");
    }

    public IQueryable<ResearchPartner> PartnersWith(string? theme) =>
        theme is null ? ResearchPartners : ResearchPartners.FromSql($"select * from research.partners where themes @> array[{theme}]");

    public IQueryable<ResearchSubject> SubjectsWith(string? theme) =>
        theme is null ? ResearchSubjects : ResearchSubjects.FromSql($"select * from research.subjects where themes @> array[{theme}]");

    // The organisation is locked too: it gets a member, and no other change of it may come in between.
    public Task<Invitation?> LockInvitationAsync(byte[] tokenHash, CancellationToken cancellationToken) =>
        Invitations
            .FromSql(
                $"""
                select i.* from platform.invitations i join platform.organisations o on o.id = i.organisation_id
                where i.token_hash = {tokenHash} for update
                """
            )
            .SingleOrDefaultAsync(cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        PersistenceConventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        IdentitySchema.Apply(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(x => x.ClrType.IsAssignableTo(typeof(IAggregateRoot))))
        {
            type.FindProperty(nameof(IAggregateRoot.Version))!.IsConcurrencyToken = true;
            type.AddIgnored(nameof(IAggregateRoot.DomainEvents));
        }
    }

    /// <summary>Outside a unit of work, as in the steps of a job: the change and its audit rows make a transaction of their own.</summary>
    private async Task<int> SaveAloneAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
        var saved = await SaveInAsync(transaction, acceptAllChangesOnSuccess, cancellationToken);
        await last.CommitAsync(transaction, cancellationToken);
        return saved;
    }

    private Task<int> SaveInAsync(IDbContextTransaction transaction, bool acceptAllChangesOnSuccess, CancellationToken cancellationToken) =>
        last.SaveAsync(() => base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken), transaction, cancellationToken);

    private async Task DispatchEventsAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < MostEventRounds; round++)
        {
            var raisers = ChangeTracker.Entries<IAggregateRoot>().Select(x => x.Entity).Where(x => x.DomainEvents.Count > 0).ToList();
            if (raisers.Count == 0)
            {
                return;
            }

            foreach (var raiser in raisers)
            {
                var raised = raiser.DomainEvents.ToList();
                raiser.ClearDomainEvents();
                foreach (var domainEvent in raised)
                {
                    await events.DispatchAsync(domainEvent, cancellationToken);
                }
            }
        }

        throw new InvalidOperationException("Events keep raising events.");
    }
}
