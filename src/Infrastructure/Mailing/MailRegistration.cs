using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Infrastructure.Mailing;

public static class MailRegistration
{
    /// <summary>What of the configuration is missing or can't be understood, in words for who starts the service; null when it can start.</summary>
    public static string? WhyNotStart(IConfiguration configuration, bool isDevelopment) =>
        MailSettings.WhyNotStart(configuration, isDevelopment);

    /// <summary>Registers how mails are kept and sent.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = MailSettings.Read(configuration);
        services.AddSingleton(settings);
        services.AddSingleton<MailTexts>();
        services.AddSingleton<MailWriter>();
        services.AddSingleton<IMailTransport>(
            settings.Smtp is { } smtp ? new SmtpTransport(smtp, settings.From.Domain) : new FolderTransport(settings.Folder)
        );
        services.AddSingleton<IPortalAddress, PortalAddress>();
        services.AddSingleton<ILetterhead, Letterhead>();
        services.AddScoped<IMailOutbox, MailOutbox>();
        services.AddScoped<IDueMails, DueMails>();
        return services;
    }
}
