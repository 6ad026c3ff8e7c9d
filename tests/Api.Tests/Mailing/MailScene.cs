using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using SocialInnovation.Api.Tests.Imports;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Mailing;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mailing;

/// <summary>An instance whose sender is driven step by step, on a clock of the test's own.</summary>
public sealed class MailScene : IAsyncDisposable
{
    private readonly ApiFixture database;
    private readonly ApiFixture instance;

    private MailScene(ApiFixture database, IMailTransport? transport)
    {
        this.database = database;
        instance = database.StartAnother(services =>
        {
            services.RemoveBackground();
            services.AddRealClock(Clock);
            if (transport is not null)
            {
                services.Replace(ServiceDescriptor.Singleton(transport));
            }
        });
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero));

    public string Folder => instance.MailFolder;

    internal static async Task<MailScene> StartAsync(IMailTransport? transport = null) => new(await ApiFixture.StartAsync(), transport);

    /// <summary>Asks for a mail in a transaction that commits, or in one that does not.</summary>
    public async Task AddAsync(Mail mail, Error? refusal = null)
    {
        await using var scope = instance.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IMailOutbox>();
        await scope
            .ServiceProvider.GetRequiredService<IUnitOfWork>()
            .ExecuteAsync(
                () =>
                {
                    outbox.Add(mail);
                    return Task.FromResult(refusal is null ? Result.Success : refusal);
                },
                TestContext.Current.CancellationToken
            );
    }

    /// <summary>As code does that runs in no unit of work: it saves what it has changed.</summary>
    public async Task AddAndSaveAsync(Mail mail)
    {
        await using var scope = instance.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IMailOutbox>().Add(mail);
        await scope.ServiceProvider.GetRequiredService<AppDbContext>().SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public Task<bool> SendNextAsync() => WithAsync(x => x.SendNextAsync(TestContext.Current.CancellationToken));

    public Task SettleAsync() =>
        WithAsync(async x =>
        {
            await x.SettleAsync(TestContext.Current.CancellationToken);
            return true;
        });

    internal async Task<List<OutgoingMail>> RowsAsync()
    {
        await using var scope = instance.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        return await db.Mails.AsNoTracking().OrderBy(x => x.Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    internal async Task<OutgoingMail> RowAsync() => Assert.Single(await RowsAsync());

    public IReadOnlyList<MimeMessage> Arrived() =>
        Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder, "*.eml").Order().Select(x => MimeMessage.Load(x))] : [];

    public static Mail Reset(string recipient = "paul@atelier.example", string name = "Paul", string language = "en") =>
        new(
            recipient,
            "reset-password",
            language,
            new Dictionary<string, string> { ["name"] = name, ["link"] = "https://portal.example/?token=s3cret" }
        );

    public async ValueTask DisposeAsync()
    {
        await instance.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<T> WithAsync<T>(Func<IDueMails, Task<T>> work)
    {
        await using var scope = instance.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<IDueMails>());
    }
}
