#pragma warning disable IDE0161 // A fixture is a small code base: one namespace would not do.
namespace SocialInnovation.Architecture.Tests.Fixtures.Rule01.Domain.Calls
{
    internal sealed record Dates(DateOnly OpensOn, DateOnly ClosesOn);

    [BreaksTheRule]
    internal sealed class CallThatReadsIl
    {
        public Mono.Cecil.TypeDefinition? Type { get; init; }
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule02.Application.Calls
{
    internal sealed class Reader(Microsoft.EntityFrameworkCore.DbContext context)
    {
        public int Changes => context.ChangeTracker.Entries().Count();
    }

    [BreaksTheRule]
    internal sealed class HandlerThatKnowsPostgres
    {
        public static Npgsql.NpgsqlConnection Open() => new();
    }

    [BreaksTheRule]
    internal sealed class HandlerThatWritesSql
    {
        public static string? Of(Microsoft.EntityFrameworkCore.DbContext context) =>
            Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetConnectionString(context.Database);
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule03.Infrastructure.Calls
{
    internal static class Tables
    {
        public static int Count => 3;
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule03.Api.Calls
{
    internal static class GoodEndpoints
    {
        public static int Limit => 20;
    }

    [BreaksTheRule]
    internal static class EndpointsThatReadTables
    {
        public static int Count() => Infrastructure.Calls.Tables.Count;
    }
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule20.Application.Calls
{
    internal sealed class CallProfile : AutoMapper.Profile;
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule20.Api.Calls
{
    [BreaksTheRule]
    internal sealed class WireProfile : AutoMapper.Profile;
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule21.Application.Common.Messaging
{
    internal interface IAsk : MediatR.IRequest<int>;
}

namespace SocialInnovation.Architecture.Tests.Fixtures.Rule21.Application.Calls
{
    internal sealed record Ask : Common.Messaging.IAsk;

    [BreaksTheRule]
    internal sealed record AskDirectly : MediatR.IRequest<int>;
}
