using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Application.Platform.ReadPrivacyRegister;

/// <summary>Reads the record of processing (GDPR, article 30): every personal datum that the service keeps, what for, how long, by what right, and who receives it.</summary>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
[Anonymous]
public sealed record ReadPrivacyRegister(string Language) : IQuery<IReadOnlyList<ProcessedDatumModel>>;

/// <summary>A personal datum that the service keeps; the texts are in the language of the answer.</summary>
/// <param name="Resource">What it is a member of, such as <c>user</c>.</param>
/// <param name="Member">The member, such as <c>displayName</c>.</param>
/// <param name="Purpose">What it is kept for.</param>
/// <param name="Retention">How long it is kept.</param>
/// <param name="LegalBasis">By what right it is kept, by article 6 of the GDPR.</param>
/// <param name="Recipients">Who receives it.</param>
public sealed record ProcessedDatumModel(
    string Resource,
    string Member,
    string Purpose,
    string Retention,
    string LegalBasis,
    string Recipients
);

internal sealed class ReadPrivacyRegisterHandler(IPersonalData data, RegisterTexts texts)
    : IQueryHandler<ReadPrivacyRegister, IReadOnlyList<ProcessedDatumModel>>
{
    public Task<Result<IReadOnlyList<ProcessedDatumModel>>> Handle(ReadPrivacyRegister query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<IReadOnlyList<ProcessedDatumModel>>>(
            data.All.Select(x => new ProcessedDatumModel(
                    x.Resource,
                    x.Member,
                    texts.Of("purpose", Naming.Word(x.Purpose), query.Language),
                    texts.Of("retention", Naming.Word(x.Retention), query.Language),
                    texts.Of("basis", Naming.Word(x.Basis), query.Language),
                    texts.Of("recipients", Naming.Word(x.Purpose), query.Language)
                ))
                .ToList()
        );
}
