using System.Globalization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Catalogue.CheckReadiness;

/// <summary>
/// Lists what a place should ask itself before it reproduces an innovation, out of its published DNA: one question an element, the parts
/// that weigh most first. Core and legal basis weigh 5, partners and resources 3, steps and conditions of success 2, risks and indicators 1.
/// </summary>
/// <param name="Id">The innovation.</param>
/// <param name="Limit">Number of items, 1 to 100; 20 when not given.</param>
/// <param name="After">The former page's <c>nextCursor</c>.</param>
/// <param name="Language">In which language it is asked, by <c>Accept-Language</c>.</param>
[Anonymous]
public sealed record ListReadinessQuestions(InnovationId Id, int? Limit, int? After, string Language)
    : IQuery<Page<ReadinessQuestionModel>>;

/// <summary>
/// Tells a place how ready it is for an innovation, part by part: what it has and lacks, how much each weighs, and whom to ask. What is there
/// earns twice its weight, what is partly there once. Nothing is kept.
/// </summary>
/// <param name="Id">The innovation.</param>
/// <param name="Body">The answers.</param>
[Anonymous]
public sealed record CheckReadiness(InnovationId Id, CheckReadinessBody Body) : IQuery<ReadinessModel>;

/// <summary>A question.</summary>
/// <param name="Part">The part of the DNA, as the member is named.</param>
/// <param name="ElementKey">Key of the element.</param>
/// <param name="Title">Title of the element.</param>
/// <param name="Question">What the place is asked of it.</param>
/// <param name="Weight">How much it weighs, 1 to 5.</param>
public sealed record ReadinessQuestionModel(string Part, string ElementKey, string Title, string Question, int Weight);

/// <summary>What a place answers.</summary>
/// <param name="Answers">At most 400 answers, each element once; what is not answered is unknown.</param>
/// <param name="Latitude">The place: degrees north (WGS 84), to be told the nearest replications; with the longitude or not at all.</param>
/// <param name="Longitude">The place: degrees east (WGS 84).</param>
public sealed record CheckReadinessBody(IReadOnlyList<ReadinessAnswerBody> Answers, string? Latitude = null, string? Longitude = null);

/// <summary>An answer.</summary>
/// <param name="Part">The part of the DNA, as the member is named.</param>
/// <param name="ElementKey">Key of the element.</param>
/// <param name="Answer">Whether it is there.</param>
public sealed record ReadinessAnswerBody(string Part, string ElementKey, ReadinessAnswer Answer);

/// <summary>How ready a place is.</summary>
/// <param name="PublishedVersion">Number of the innovation's version whose DNA was asked for.</param>
/// <param name="Points">The points that the place earns.</param>
/// <param name="MostPoints">The points of a place that has everything.</param>
/// <param name="SharePercent">The former in percent of the latter, two decimals, rounded half up.</param>
/// <param name="Parts">Part by part, the heaviest first.</param>
/// <param name="Established">Up to 20 established replications to ask, nearest first where coordinates are given, else newest first.</param>
/// <param name="HolderName">
/// Whose the innovation is, to be asked about all that the DNA names nobody for, by a contact request; null when it is no known
/// organisation's, and the region is asked.
/// </param>
public sealed record ReadinessModel(
    int PublishedVersion,
    int Points,
    int MostPoints,
    string SharePercent,
    IReadOnlyList<ReadinessOfPartModel> Parts,
    IReadOnlyList<EstablishedReplicationModel> Established,
    string? HolderName
);

/// <summary>How ready a place is in one part.</summary>
/// <param name="Part">The part, as the member is named.</param>
/// <param name="Points">The points that it earns there.</param>
/// <param name="MostPoints">The points of a place that has everything there.</param>
/// <param name="SharePercent">The former in percent of the latter, two decimals, rounded half up.</param>
/// <param name="WeightPercent">How much of the whole this part is, in percent, two decimals, rounded half up.</param>
/// <param name="Elements">Element by element, in the order of the DNA.</param>
public sealed record ReadinessOfPartModel(
    string Part,
    int Points,
    int MostPoints,
    string SharePercent,
    string WeightPercent,
    IReadOnlyList<ReadinessOfElementModel> Elements
);

/// <summary>One element.</summary>
/// <param name="ElementKey">Its key.</param>
/// <param name="Title">Its title.</param>
/// <param name="Answer">What the place answered; <c>unknown</c> when nothing.</param>
/// <param name="Weight">How much it weighs, 1 to 5.</param>
/// <param name="Ask">Whom the DNA names for it: the stakeholders of a step, a partner itself.</param>
public sealed record ReadinessOfElementModel(
    string ElementKey,
    string Title,
    ReadinessAnswer Answer,
    int Weight,
    IReadOnlyList<string> Ask
);

/// <summary>An established replication to ask.</summary>
/// <param name="Id">The replication.</param>
/// <param name="OrganisationName">Whose it is.</param>
/// <param name="Commune">Where.</param>
/// <param name="Department">Its département.</param>
/// <param name="DistanceKm">Great-circle distance in whole kilometres; null where coordinates are missing.</param>
public sealed record EstablishedReplicationModel(Guid Id, string? OrganisationName, string Commune, string Department, int? DistanceKm);

internal sealed class ListReadinessQuestionsValidator : AbstractValidator<ListReadinessQuestions>
{
    public ListReadinessQuestionsValidator() => this.IsPagedBy(x => x.Limit, x => x.After);
}

internal sealed class CheckReadinessValidator : AbstractValidator<CheckReadiness>
{
    public CheckReadinessValidator()
    {
        RuleFor(x => x.Body.Answers).NotNull().HasAtMost(CatalogueLimits.ReadinessAnswers);
        RuleForEach(x => x.Body.Answers).NotNull().SetValidator(new ReadinessAnswerBodyValidator());
        RuleFor(x => x.Body.Latitude).MaximumLength(CatalogueLimits.Coordinate).Matches(CatalogueLimits.LatitudePattern);
        RuleFor(x => x.Body.Longitude).MaximumLength(CatalogueLimits.Coordinate).Matches(CatalogueLimits.LongitudePattern);
    }
}

internal sealed class ReadinessAnswerBodyValidator : AbstractValidator<ReadinessAnswerBody>
{
    public ReadinessAnswerBodyValidator()
    {
        RuleFor(x => x.Part).NotEmpty().MaximumLength(Limits.Code).Matches(CatalogueLimits.PartPattern);
        RuleFor(x => x.ElementKey).IsCode();
    }
}

// Whether the innovation exists for the caller was answered by its gate.
internal sealed class ReadinessReads(ICatalogueDbContext db, IReplicationReads reads, IOrganisationLookup organisations)
    : IQueryHandler<ListReadinessQuestions, Page<ReadinessQuestionModel>>,
        IQueryHandler<CheckReadiness, ReadinessModel>
{
    private const int MostEstablished = 20;

    public async Task<Result<Page<ReadinessQuestionModel>>> Handle(ListReadinessQuestions request, CancellationToken cancellationToken)
    {
        var (found, _) = await FindAsync(request.Id, cancellationToken);
        return found is not { Dna: { } dna }
            ? DnaErrors.NotFound
            : ComputedPages.Of(
                Readiness.Questions(dna),
                request.Limit,
                request.After,
                x => new ReadinessQuestionModel(x.Part, x.Key, x.Title, QuestionTexts.Of(x.Part, x.Title, request.Language), x.Weight)
            );
    }

    public async Task<Result<ReadinessModel>> Handle(CheckReadiness request, CancellationToken cancellationToken)
    {
        var (body, latitude, longitude) = (request.Body, Figures.Parse(request.Body.Latitude), Figures.Parse(request.Body.Longitude));
        if (latitude is null != longitude is null)
        {
            return InnovationErrors.CoordinatesIncomplete("#/longitude");
        }

        var (found, holder) = await FindAsync(request.Id, cancellationToken);
        if (found is not { Dna: { } dna })
        {
            return DnaErrors.NotFound;
        }

        var check = Readiness.Check(dna, [.. body.Answers.Select(x => (new DnaElementName(x.Part, x.ElementKey), x.Answer))]);
        if (check.IsFailure)
        {
            return check.Error;
        }

        var rows = await reads.EstablishedAsync(request.Id, latitude, longitude, MostEstablished, cancellationToken);
        var names = await organisations.NamesAsync(
            [.. rows.Select(x => new OrganisationId(x.OrganisationId)).Append(holder ?? default).Distinct()],
            cancellationToken
        );
        var (points, most) = (check.Value.Sum(x => x.Points), check.Value.Sum(x => x.Of));
        return new ReadinessModel(
            found.Number,
            points,
            most,
            Percent(points, most),
            [
                .. check.Value.Select(x => new ReadinessOfPartModel(
                    x.Part,
                    x.Points,
                    x.Of,
                    Percent(x.Points, x.Of),
                    Percent(x.Of, most),
                    [.. x.Answers.Select(ToModel)]
                )),
            ],
            [
                .. rows.Select(x => new EstablishedReplicationModel(
                    x.Id,
                    names.GetValueOrDefault(new OrganisationId(x.OrganisationId)),
                    x.Commune,
                    x.Department,
                    x.DistanceKm
                )),
            ],
            holder is { } asked ? names.GetValueOrDefault(asked) : null
        );
    }

    private async Task<(InnovationVersion? Version, OrganisationId? Holder)> FindAsync(InnovationId id, CancellationToken cancellationToken)
    {
        var found = await db
            .Innovations.Where(x => x.Id == id)
            .Join(
                db.InnovationVersions.AsNoTracking(),
                x => new { Id = x.Id, Number = x.PublishedVersion },
                x => new { Id = x.InnovationId, Number = (int?)x.Number },
                (innovation, version) => new { Version = version, Holder = innovation.OrganisationId }
            )
            .SingleOrDefaultAsync(cancellationToken);
        return (found?.Version, found?.Holder);
    }

    private static ReadinessOfElementModel ToModel(AnsweredQuestion answered) =>
        new(
            answered.Question.Key,
            answered.Question.Title,
            answered.Answer,
            answered.Question.Weight,
            answered.Answer == ReadinessAnswer.Have ? [] : answered.Question.Ask
        );

    private static string Percent(int points, int of) => Readiness.Share(points, of).ToString("0.00", CultureInfo.InvariantCulture);
}
