using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocialInnovation.Api.Tests.Mailing;

/// <summary>How a conversation goes.</summary>
public enum Step
{
    Accept,
    RefuseRecipient,
    RefuseContent,
    HangUpAtOnce,
    HangUpBeforeContent,
    HangUpAfterContent,
    HangUpAfterAccepting,
}

/// <summary>A mail server that holds one conversation after the other, each as its script says.</summary>
internal sealed class ScriptedSmtp : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task serving;

    public ScriptedSmtp()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public required IReadOnlyList<Step> Script { get; init; }

    public List<string> Accepted { get; } = [];

    public int Conversations { get; private set; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await serving;
        end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                await ConverseAsync(client.GetStream(), Script[Conversations++]);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ConverseAsync(NetworkStream stream, Step step)
    {
        if (step == Step.HangUpAtOnce)
        {
            return;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(end.Token) is { } line)
        {
            var command = line.Split(' ')[0].ToUpperInvariant();
            if (command == "DATA")
            {
                if (step == Step.HangUpBeforeContent || !await TakeContentAsync(reader, writer, step))
                {
                    return;
                }

                continue;
            }

            await writer.WriteLineAsync(
                command switch
                {
                    "RCPT" when step == Step.RefuseRecipient => "450 later",
                    "QUIT" => "221 bye",
                    _ => "250 ok",
                }
            );
        }
    }

    /// <summary>False when the server hangs up.</summary>
    private async Task<bool> TakeContentAsync(StreamReader reader, StreamWriter writer, Step step)
    {
        await writer.WriteLineAsync("354 go on");
        var content = new StringBuilder();
        while (await reader.ReadLineAsync(end.Token) is { } line && line != ".")
        {
            content.Append(line).Append('\n');
        }

        if (step == Step.HangUpAfterContent)
        {
            return false;
        }

        if (step == Step.RefuseContent)
        {
            await writer.WriteLineAsync("554 spam");
            return true;
        }

        Accepted.Add(content.ToString());
        await writer.WriteLineAsync("250 kept");
        return step != Step.HangUpAfterAccepting;
    }
}
