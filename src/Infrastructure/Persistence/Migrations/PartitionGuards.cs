using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SocialInnovation.Infrastructure.Persistence.Migrations;

/// <summary>The owner can't empty a single partition of an append-only table either. The model does not change.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261127155500_PartitionGuards")]
internal sealed class PartitionGuards : Migration
{
    private const int First = 400;
    private const int Last = 499;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var script in SqlScript.Read(First, Last))
        {
            migrationBuilder.Sql(script);
        }
    }
}
