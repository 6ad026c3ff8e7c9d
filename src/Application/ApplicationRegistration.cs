using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Platform.ListPermissions;
using SocialInnovation.Application.Platform.ReadPrivacyRegister;

namespace SocialInnovation.Application;

public static class ApplicationRegistration
{
    /// <summary>Registers the use cases of all modules, their guards, gates, contracts and the pipeline.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services, string? autoMapperLicenceKey)
    {
        services.AddMessaging();
        services.AddScoped<RequestContext>();
        services.AddScoped<ICurrentUser>(provider => provider.GetRequiredService<RequestContext>());
        services.AddKeyedSingleton(Clocks.Real, TimeProvider.System);
        services.AddKeyedScoped<TimeProvider, RequestClock>(Clocks.Business);
        services.AddTransient(typeof(AllowedActions<>));
        services.AddSingleton<PermissionTable>();
        services.AddSingleton<RegisterTexts>();
        services.AddSingleton<ApiKeyUses>();
        services.AddAutoMapper(options => options.LicenseKey = autoMapperLicenceKey, typeof(ApplicationRegistration).Assembly);
        services.Scan(scan =>
            scan.FromAssemblyOf<Receipt>()
                .AddClasses(classes => classes.AssignableTo(typeof(IActionGuard<>)), publicOnly: false)
                .AsSelfWithInterfaces()
                .WithTransientLifetime()
                .AddClasses(classes => classes.AssignableTo<IResourceGate>(), publicOnly: false)
                .AsSelf()
                .WithTransientLifetime()
                .AddClasses(classes => classes.AssignableTo<ISharedRule>(), publicOnly: false)
                .AsSelf()
                .WithTransientLifetime()
                .AddClasses(classes => classes.Where(IsContract), publicOnly: false)
                .AsImplementedInterfaces()
                .WithTransientLifetime()
        );
        return services;
    }

    // Whatever implements an interface of some module's Contracts is registered under it.
    private static bool IsContract(Type type) =>
        type.GetInterfaces().Any(x => x.Namespace?.EndsWith(".Contracts", StringComparison.Ordinal) == true);
}
