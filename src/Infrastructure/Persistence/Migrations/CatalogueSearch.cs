using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SocialInnovation.Infrastructure.Persistence.Migrations;

/// <summary>What the search reads of each public innovation, kept by the database itself. The model does not change.</summary>
[DbContext(typeof(AppDbContext))]
[Migration("20261128081200_CatalogueSearch")]
internal sealed class CatalogueSearch : Migration
{
    private const int First = 720;
    private const int Last = 729;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var script in SqlScript.Read(First, Last))
        {
            migrationBuilder.Sql(script);
        }
    }
}
