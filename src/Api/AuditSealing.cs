using SocialInnovation.Application.Common;
using SocialInnovation.Infrastructure.Platform.Audit;

namespace SocialInnovation.Api;

/// <summary>Seals the audit trail each second, on the one instance that is elected; another follows when it ends.</summary>
internal sealed partial class AuditSealing(
    AuditSealer sealer,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock,
    ILogger<AuditSealing> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SealAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
        finally
        {
            await sealer.DisposeAsync();
        }
    }

    // What fails is tried again in a second, here or by another instance; until then the verification shows what waits.
    private async Task SealAsync(CancellationToken stoppingToken)
    {
        try
        {
            await sealer.SealAsync(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit trail could not be sealed; the next try goes on.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The sealer stops; another instance takes over.")]
    private partial void LogStopped();
}
