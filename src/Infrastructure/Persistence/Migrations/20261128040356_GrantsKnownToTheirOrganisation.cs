using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class GrantsKnownToTheirOrganisation : Migration
    {
        private const int Script = 650;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_grants_organisation_id", schema: "budget", table: "grants");

            migrationBuilder.AddColumn<Guid>(name: "desisted_by", schema: "budget", table: "grants", type: "uuid", nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "notified_at",
                schema: "budget",
                table: "grants",
                type: "timestamp with time zone",
                nullable: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_grants_organisation_id_id",
                schema: "budget",
                table: "grants",
                columns: new[] { "organisation_id", "id" }
            );

            foreach (var script in SqlScript.Read(Script, Script))
            {
                migrationBuilder.Sql(script);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_grants_organisation_id_id", schema: "budget", table: "grants");

            migrationBuilder.DropColumn(name: "desisted_by", schema: "budget", table: "grants");

            migrationBuilder.DropColumn(name: "notified_at", schema: "budget", table: "grants");

            migrationBuilder.CreateIndex(name: "ix_grants_organisation_id", schema: "budget", table: "grants", column: "organisation_id");
        }
    }
}
