using Microsoft.EntityFrameworkCore;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation;

/// <summary>The tables of the module Evaluation.</summary>
public interface IEvaluationDbContext
{
    DbSet<EvaluationPanel> Panels { get; }

    DbSet<ScoreSheet> ScoreSheets { get; }

    DbSet<ConflictDeclaration> ConflictDeclarations { get; }

    DbSet<InterestDeclaration> InterestDeclarations { get; }

    DbSet<AssignmentRun> AssignmentRuns { get; }

    DbSet<ConsensusMark> ConsensusMarks { get; }

    DbSet<Ranking> Rankings { get; }

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);
}
