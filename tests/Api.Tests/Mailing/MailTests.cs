using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Infrastructure.Mailing;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mailing;

/// <summary>A mail leaves the system after its transaction, and never twice.</summary>
public sealed class MailTests
{
    [Fact]
    public async Task AMail_IsSentAfterItsTransaction_AndWhatItSaysIsForgotten()
    {
        await using var scene = await MailScene.StartAsync();
        await scene.AddAsync(MailScene.Reset(language: "fr"));
        var waiting = await scene.RowAsync();
        Assert.Equal(MailStatus.Waiting, waiting.Status);

        Assert.True(await scene.SendNextAsync());
        Assert.False(await scene.SendNextAsync());

        var arrived = Assert.Single(scene.Arrived());
        Assert.Equal("Choisissez un nouveau mot de passe", arrived.Subject);
        Assert.Equal("paul@atelier.example", Assert.Single(arrived.To.Mailboxes).Address);
        Assert.Equal($"{waiting.Id:N}@localhost.localdomain", arrived.MessageId);
        Assert.Equal($"{waiting.Id}.eml", Path.GetFileName(Assert.Single(Directory.EnumerateFiles(scene.Folder))));
        Assert.Contains("Bonjour Paul,", arrived.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://portal.example/?token=s3cret", arrived.TextBody, StringComparison.Ordinal);
        Assert.Null(arrived.HtmlBody);

        var sent = await scene.RowAsync();
        Assert.Equal((MailStatus.Sent, 1, null), (sent.Status, sent.Tries, sent.Payload));
        Assert.Equal("paul@atelier.example", sent.Recipient);

        scene.Clock.Advance(DueMails.AddressKept + TimeSpan.FromMinutes(1));
        await scene.SettleAsync();
        Assert.Null((await scene.RowAsync()).Recipient);
    }

    [Fact]
    public async Task AMail_OfATransactionThatDoesNotCommit_IsNotSent()
    {
        await using var scene = await MailScene.StartAsync();

        await scene.AddAsync(MailScene.Reset(), refusal: RequestErrors.InProgress);

        Assert.Empty(await scene.RowsAsync());
        Assert.False(await scene.SendNextAsync());
    }

    [Fact]
    public async Task AMail_OfCodeOutsideOfAUnitOfWork_IsKeptWhenItSaves()
    {
        await using var scene = await MailScene.StartAsync();

        await scene.AddAndSaveAsync(MailScene.Reset());

        Assert.Equal(MailStatus.Waiting, (await scene.RowAsync()).Status);
    }

    [Fact]
    public async Task ManySenders_SendEachMailOnce()
    {
        var transport = new CountingTransport();
        await using var scene = await MailScene.StartAsync(transport);
        for (var i = 0; i < 20; i++)
        {
            await scene.AddAsync(MailScene.Reset($"person{i}@atelier.example"));
        }

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (await scene.SendNextAsync()) { }
                    })
                )
        );

        Assert.Equal(20, transport.Sent.Count);
        Assert.Equal(20, transport.Sent.Distinct().Count());
        Assert.All(await scene.RowsAsync(), x => Assert.Equal((MailStatus.Sent, 1), (x.Status, x.Tries)));
    }

    [Fact]
    public async Task AMail_OverWhichItsSenderDied_IsUncertain_AndNotSentAgain()
    {
        var transport = new CountingTransport { Dies = true };
        await using var scene = await MailScene.StartAsync(transport);
        await scene.AddAsync(MailScene.Reset());
        // The process ends between the commit of its claim and the mail server's answer: nobody writes how it went.
        var dying = scene.SendNextAsync();
        await transport.Reached.Task;
        Assert.Equal(MailStatus.Sending, (await scene.RowAsync()).Status);

        Assert.False(await scene.SendNextAsync());
        await scene.SettleAsync();
        Assert.Equal(MailStatus.Sending, (await scene.RowAsync()).Status);

        scene.Clock.Advance(DueMails.DeadAfter + TimeSpan.FromSeconds(1));
        await scene.SettleAsync();

        var row = await scene.RowAsync();
        Assert.Equal((MailStatus.Uncertain, null), (row.Status, row.Payload));
        scene.Clock.Advance(TimeSpan.FromDays(1));
        await scene.SettleAsync();
        Assert.False(await scene.SendNextAsync());
        Assert.Single(transport.Sent);
        Assert.False(dying.IsCompleted);
    }

    [Fact]
    public async Task AMail_WhoseTransportFailsInAWayNobodyKnows_IsUncertain()
    {
        var transport = new CountingTransport { Failure = new InvalidOperationException() };
        await using var scene = await MailScene.StartAsync(transport);
        await scene.AddAsync(MailScene.Reset());

        Assert.True(await scene.SendNextAsync());

        Assert.Equal(MailStatus.Uncertain, (await scene.RowAsync()).Status);
        scene.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False(await scene.SendNextAsync());
    }

    [Fact]
    public async Task ARefusedMail_IsTriedAgain_EachTimeLater_AndFailsInTheEnd()
    {
        var transport = new CountingTransport { Failure = new MailRefusedException("450 RecipientNotAccepted") };
        await using var scene = await MailScene.StartAsync(transport);
        await scene.AddAsync(MailScene.Reset());

        foreach (var pause in DueMails.Pauses)
        {
            Assert.True(await scene.SendNextAsync());
            Assert.Equal(MailStatus.Waiting, (await scene.RowAsync()).Status);
            scene.Clock.Advance(pause - TimeSpan.FromSeconds(1));
            Assert.False(await scene.SendNextAsync());
            scene.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(await scene.SendNextAsync());
        var row = await scene.RowAsync();
        Assert.Equal((MailStatus.Failed, "450 RecipientNotAccepted", null), (row.Status, row.Refusal, row.Payload));
        scene.Clock.Advance(TimeSpan.FromDays(10));
        Assert.False(await scene.SendNextAsync());
        Assert.Equal(DueMails.Pauses.Count + 1, transport.Sent.Count);
    }

    [Theory]
    [InlineData("paul@atelier.example\r\nBcc: everybody@atelier.example")]
    [InlineData("paul@atelier.example, eve@elsewhere.example")]
    [InlineData("\"Paul\r\nBcc: x@y.example\" <paul@atelier.example>")]
    [InlineData("\"a\r\nRCPT TO:<eve@elsewhere.example>\"@atelier.example")]
    [InlineData("nobody")]
    public async Task AnAddress_ThatIsNotOneMailbox_FailsAndIsNotSent(string address)
    {
        await using var scene = await MailScene.StartAsync();
        await scene.AddAsync(MailScene.Reset(address));

        Assert.True(await scene.SendNextAsync());

        Assert.Empty(scene.Arrived());
        Assert.Equal(MailStatus.Failed, (await scene.RowAsync()).Status);
    }

    [Fact]
    public async Task AValue_CanAddNeitherAHeaderNorAPart()
    {
        await using var scene = await MailScene.StartAsync();
        const string evil = "Atelier\r\nBcc: eve@elsewhere.example\r\n\r\n<script>{link}</script>";
        await scene.AddAsync(
            new(
                "paul@atelier.example",
                "invitation-to-organisation",
                "en",
                new Dictionary<string, string>
                {
                    ["organisation"] = evil,
                    ["inviter"] = "Élodie",
                    ["link"] = "https://portal.example/",
                }
            )
        );

        await scene.SendNextAsync();

        var arrived = Assert.Single(scene.Arrived());
        Assert.Empty(arrived.Bcc);
        Assert.DoesNotContain(arrived.Headers, x => x.Field.Equals("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain('\n', arrived.Subject!);
        Assert.StartsWith("Invitation to Atelier", arrived.Subject, StringComparison.Ordinal);
        Assert.Equal("text/plain", Assert.IsType<TextPart>(arrived.Body).ContentType.MimeType);
        Assert.Contains("Élodie invites you", arrived.TextBody, StringComparison.Ordinal);
        Assert.Contains("<script>{link}</script>", arrived.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheRunningService_SendsByItself()
    {
        await using var api = await ApiFixture.StartAsync();
        await using var scope = api.Services.CreateAsyncScope();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        scope.ServiceProvider.GetRequiredService<IMailOutbox>().Add(MailScene.Reset());
        await scope.ServiceProvider.GetRequiredService<AppDbContext>().SaveChangesAsync(limit.Token);

        while (!Directory.Exists(api.MailFolder) || !Directory.EnumerateFiles(api.MailFolder, "*.eml").Any())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    private sealed class CountingTransport : IMailTransport
    {
        public List<Guid> Sent { get; } = [];

        public bool Dies { get; init; }

        public Exception? Failure { get; init; }

        public TaskCompletionSource Reached { get; } = new();

        public async Task SendAsync(Guid id, MimeMessage message, CancellationToken cancellationToken)
        {
            lock (Sent)
            {
                Sent.Add(id);
            }

            if (Dies)
            {
                Reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
            }

            if (Failure is not null)
            {
                throw Failure;
            }
        }
    }
}
