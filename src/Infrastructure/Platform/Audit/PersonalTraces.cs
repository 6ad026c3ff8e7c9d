using Npgsql;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Platform.Audit;

internal sealed class PersonalTraces(LastWrites last) : IPersonalTraces
{
    public void Forget(Guid subject) =>
        last.Add("delete from platform.audit_personal_values where person_id = $1", new NpgsqlParameter<Guid> { TypedValue = subject });
}
