using SocialInnovation.Infrastructure.EmbeddedDatabase;

namespace SocialInnovation.Testing;

/// <summary>A PostgreSQL that the tests started and stop.</summary>
internal interface ITestServer : IAsyncDisposable
{
    string Description { get; }

    /// <summary>Those that the roles have, or shall get where the server has no roles yet.</summary>
    ServicePasswords Passwords { get; }

    string AdminConnectionString { get; }
}
