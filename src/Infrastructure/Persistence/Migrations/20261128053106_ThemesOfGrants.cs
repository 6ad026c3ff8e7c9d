using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ThemesOfGrants : Migration
    {
        private const int Script = 652;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "theme",
                schema: "budget",
                table: "grants",
                type: "character varying(60)",
                maxLength: 60,
                nullable: false,
                defaultValue: ""
            );
            foreach (var script in SqlScript.Read(Script, Script))
            {
                migrationBuilder.Sql(script);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "theme", schema: "budget", table: "grants");
        }
    }
}
