using Npgsql;
using SocialInnovation.Application.Platform.EraseUser;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Platform.Audit;

internal sealed class PersonalTraces(LastWrites last) : IPersonalTraces
{
    public void Forget(UserId person) =>
        last.Add(
            "delete from platform.audit_personal_values where person_id = $1",
            new NpgsqlParameter<Guid> { TypedValue = person.Value }
        );
}
