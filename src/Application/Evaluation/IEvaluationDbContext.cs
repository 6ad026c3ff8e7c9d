using Microsoft.EntityFrameworkCore;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation;

/// <summary>The tables of the module Evaluation.</summary>
public interface IEvaluationDbContext
{
    DbSet<EvaluationPanel> Panels { get; }

    DbSet<ScoreSheet> ScoreSheets { get; }

    DbSet<ConflictDeclaration> ConflictDeclarations { get; }

    DbSet<Ranking> Rankings { get; }

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);
}
