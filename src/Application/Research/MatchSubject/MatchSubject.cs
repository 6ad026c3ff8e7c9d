using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Catalogue.Contracts;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research.MatchSubject;

/// <summary>
/// Lists the public innovations that fit a research subject best, and for editors and auditors the grants whose organisation consents, at most
/// ten of each, with the reasons: the themes and words in common. Half of the score comes from the themes, half from the words, of which a rare
/// one weighs more. Of the grants those with the 1 000 newest consents are looked at.
/// </summary>
/// <param name="Id">The subject.</param>
[Anonymous]
public sealed record ListSubjectMatches(ResearchSubjectId Id) : IQuery<SubjectMatches>;

/// <summary>What fits a research subject.</summary>
/// <param name="Innovations">Public innovations, the best first.</param>
/// <param name="Grants">Grants whose organisation consents, the best first; absent for who may not see them.</param>
public sealed record SubjectMatches(IReadOnlyList<MatchedInnovation> Innovations, IReadOnlyList<MatchedGrant>? Grants);

/// <summary>An innovation that fits a research subject.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Title">Title.</param>
/// <param name="Summary">What it is.</param>
/// <param name="ScorePercent">How well it fits.</param>
/// <param name="SharedThemes">Codes of the themes that both have.</param>
/// <param name="SharedWords">Words that both have, as the subject writes them, the rarest first; at most five.</param>
public sealed record MatchedInnovation(
    InnovationId Id,
    string Title,
    string Summary,
    int ScorePercent,
    IReadOnlyList<string> SharedThemes,
    IReadOnlyList<string> SharedWords
);

/// <summary>A grant that fits a research subject; it tells what its organisation consents to.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="ProjectTitle">Title of the project.</param>
/// <param name="Summary">What the project is.</param>
/// <param name="OrganisationName">Name of the organisation, if it shares that.</param>
/// <param name="Amount">How much was granted, if it shares that.</param>
/// <param name="ScorePercent">How well it fits.</param>
/// <param name="SharedThemes">Codes of the themes that both have.</param>
/// <param name="SharedWords">Words that both have, as the subject writes them, the rarest first; at most five.</param>
public sealed record MatchedGrant(
    GrantId Id,
    string ProjectTitle,
    string? Summary,
    string? OrganisationName,
    Money? Amount,
    int ScorePercent,
    IReadOnlyList<string> SharedThemes,
    IReadOnlyList<string> SharedWords
);

// Whether the subject exists for the caller was answered by its gate.
internal sealed class ListSubjectMatchesHandler(IResearchDbContext db, IInnovationMatching matching, SharedGrants shared, ICurrentUser user)
    : IQueryHandler<ListSubjectMatches, SubjectMatches>
{
    private const int MostCandidates = 100;
    private const int MostConsents = 1_000;

    public async Task<Result<SubjectMatches>> Handle(ListSubjectMatches request, CancellationToken cancellationToken)
    {
        if (await db.ResearchSubjects.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } subject)
        {
            return SubjectErrors.NotFound;
        }

        var grants = user.SeesDrafts()
            ? (await shared.NewestAsync(MostConsents, cancellationToken)).Where(x => x.Project is not null).ToList()
            : null;
        var texts = await matching.ReadAsync(
            [$"{subject.Title} {subject.Text}", .. (grants ?? []).Select(x => $"{x.Project!.Title} {x.Project.Summary}")],
            cancellationToken
        );
        var uses = await matching.UsesAsync(texts[0].Terms, cancellationToken);
        var rule = new MatchRule(subject, texts[0], uses);
        var candidates = await matching.CandidatesAsync(texts[0].Terms, subject.Themes, MostCandidates, cancellationToken);
        return new SubjectMatches(Innovations(candidates, rule), grants is null ? null : Grants(grants, texts, rule));
    }

    private static IReadOnlyList<MatchedInnovation> Innovations(IReadOnlyList<InnovationCandidate> candidates, MatchRule rule) =>
        [
            .. (
                from candidate in candidates
                let match = rule.Match(new Matchable(candidate.Themes, candidate.SharedTerms))
                where match is not null
                orderby match.Percent descending, candidate.Id.Value
                select new MatchedInnovation(candidate.Id, candidate.Title, candidate.Summary, match.Percent, match.Themes, match.Words)
            ).Take(ResearchLimits.Matches),
        ];

    private static IReadOnlyList<MatchedGrant> Grants(IReadOnlyList<SharedGrant> grants, IReadOnlyList<TextWords> texts, MatchRule rule) =>
        [
            .. (
                from item in grants.Zip(texts.Skip(1))
                let match = rule.Match(new Matchable([item.First.Project!.Theme], item.Second.Terms))
                where match is not null
                orderby match.Percent descending, item.First.Id.Value
                select ToModel(item.First, match)
            ).Take(ResearchLimits.Matches),
        ];

    private static MatchedGrant ToModel(SharedGrant grant, SubjectMatch match) =>
        new(
            grant.Id,
            grant.Project!.Title,
            grant.Project.Summary,
            grant.OrganisationName,
            grant.Amount,
            match.Percent,
            match.Themes,
            match.Words
        );
}
