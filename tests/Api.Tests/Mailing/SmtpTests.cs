using MailKit.Security;
using SocialInnovation.Infrastructure.Mailing;

namespace SocialInnovation.Api.Tests.Mailing;

/// <summary>What a mail server says decides whether a mail is sent again.</summary>
public sealed class SmtpTests
{
    [Fact]
    public async Task AMail_RefusedAtFirst_IsAcceptedAtTheNextTry_WithTheSameMessageId()
    {
        await using var server = new ScriptedSmtp { Script = [Step.RefuseRecipient, Step.RefuseContent, Step.Accept] };
        await using var scene = await MailScene.StartAsync(Transport(server.Port));
        await scene.AddAsync(MailScene.Reset());

        await scene.SendNextAsync();
        Assert.Equal((MailStatus.Waiting, "450 RecipientNotAccepted"), await StateAsync(scene));
        scene.Clock.Advance(DueMails.Pauses[0]);
        await scene.SendNextAsync();
        Assert.Equal((MailStatus.Waiting, "554 MessageNotAccepted"), await StateAsync(scene));
        scene.Clock.Advance(DueMails.Pauses[1]);
        await scene.SendNextAsync();

        Assert.Equal((MailStatus.Sent, null), await StateAsync(scene));
        var accepted = Assert.Single(server.Accepted);
        Assert.Contains("Subject: Choose a new password", accepted, StringComparison.Ordinal);
        Assert.Contains($"Message-Id: <{(await scene.RowAsync()).Id:N}@localhost.localdomain>", accepted, StringComparison.Ordinal);
        Assert.Equal(3, server.Conversations);
    }

    [Theory]
    [InlineData(Step.HangUpAtOnce, MailStatus.Waiting)]
    [InlineData(Step.HangUpBeforeContent, MailStatus.Waiting)]
    [InlineData(Step.HangUpAfterContent, MailStatus.Uncertain)]
    [InlineData(Step.HangUpAfterAccepting, MailStatus.Sent)]
    public async Task ALostConnection_LeavesTheMailUncertain_OnlyOnceItsContentWasSent(Step step, object status)
    {
        await using var server = new ScriptedSmtp { Script = [step] };
        await using var scene = await MailScene.StartAsync(Transport(server.Port));
        await scene.AddAsync(MailScene.Reset());

        await scene.SendNextAsync();

        Assert.Equal(status, (await scene.RowAsync()).Status);
    }

    [Fact]
    public async Task AServer_ThatIsNotThere_OrOffersNoTls_HasNotTheMail()
    {
        int port;
        await using (var gone = new ScriptedSmtp { Script = [] })
        {
            port = gone.Port;
        }

        await using var plain = new ScriptedSmtp { Script = [Step.Accept] };
        await using var scene = await MailScene.StartAsync(Transport(port));
        await using var secure = await MailScene.StartAsync(Transport(plain.Port, SecureSocketOptions.StartTls));
        await scene.AddAsync(MailScene.Reset());
        await secure.AddAsync(MailScene.Reset());

        await scene.SendNextAsync();
        await secure.SendNextAsync();

        Assert.Equal(MailStatus.Waiting, (await scene.RowAsync()).Status);
        Assert.Equal(MailStatus.Waiting, (await secure.RowAsync()).Status);
        Assert.Empty(plain.Accepted);
    }

    private static SmtpTransport Transport(int port, SecureSocketOptions security = SecureSocketOptions.None) =>
        new(new SmtpSettings("127.0.0.1", port, security, null, null), "region.example");

    private static async Task<(MailStatus, string?)> StateAsync(MailScene scene)
    {
        var row = await scene.RowAsync();
        return (row.Status, row.Refusal);
    }
}
