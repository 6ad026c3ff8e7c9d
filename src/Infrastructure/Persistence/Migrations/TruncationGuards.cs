using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SocialInnovation.Infrastructure.Persistence.Migrations;

/// <summary>The owner can't empty an append-only table either, and each constraint of the accounts has a rule of its own. The model does not change.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261124090000_TruncationGuards")]
internal sealed class TruncationGuards : Migration
{
    private const int First = 100;
    private const int Last = 199;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var script in SqlScript.Read(First, Last))
        {
            migrationBuilder.Sql(script);
        }
    }
}
