using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common.Messaging.Behaviours;

namespace SocialInnovation.Application.Common.Messaging;

internal static class MessagingRegistration
{
    /// <summary>Registers handlers, validators and the pipeline; the first behaviour named is the outermost.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        services.Scan(scan =>
            scan.FromAssemblyOf<Receipt>()
                .AddClasses(classes => classes.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false)
                .AsImplementedInterfaces(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
                .WithTransientLifetime()
                .AddClasses(classes => classes.AssignableTo(typeof(IDomainEventHandler<>)), publicOnly: false)
                .AsImplementedInterfaces(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDomainEventHandler<>))
                .WithTransientLifetime()
        );
        // A validator looks at shape alone and keeps nothing; to build its rules takes longer than to apply them.
        services.AddValidatorsFromAssemblyContaining<Receipt>(ServiceLifetime.Singleton, includeInternalTypes: true);
        services.AddTransient<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddTransient<IMediator, Mediator>();
        services.AddTransient<IDispatcher, Dispatcher>();
        services.AddTransient<IDomainEventDispatcher, DomainEventDispatcher>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ObservationBehaviour<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(AuthorizationBehaviour<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        // Their constraints keep the one away from commands, and the other, with all that it needs, away from queries.
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ReadRecordBehaviour<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(TransactionBehaviour<,>));
        return services;
    }
}
