using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SocialInnovation.Infrastructure.Persistence.Migrations;

/// <summary>What EF can't express: partitions, append-only tables, the ledger's own arithmetic. The model does not change.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261124000001_Guards")]
internal sealed class Guards : Migration
{
    private const int First = 0;
    private const int Last = 99;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var script in SqlScript.Read(First, Last))
        {
            migrationBuilder.Sql(script);
        }
    }
}
