using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class CatalogueTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(name: "catalogue");

            migrationBuilder.CreateTable(
                name: "innovations",
                schema: "catalogue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    grant_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    dna = table.Column<string>(type: "jsonb", nullable: true),
                    initiator = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    themes = table.Column<string[]>(type: "text[]", nullable: false),
                    departments = table.Column<string[]>(type: "text[]", nullable: false),
                    authors = table.Column<string>(type: "jsonb", nullable: false),
                    published_version = table.Column<int>(type: "integer", nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    return_reason = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    withdrawal_reason = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_innovations", x => x.id);
                    table.CheckConstraint(
                        "ck_innovations_published",
                        "published_version > 0 and published_at is not null or published_version is null and status <> 'published'"
                    );
                    table.ForeignKey(
                        name: "fk_innovations_grants_grant_id",
                        column: x => x.grant_id,
                        principalSchema: "budget",
                        principalTable: "grants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_innovations_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalSchema: "platform",
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "innovation_versions",
                schema: "catalogue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    innovation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    dna = table.Column<string>(type: "jsonb", nullable: true),
                    initiator = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    themes = table.Column<string[]>(type: "text[]", nullable: false),
                    departments = table.Column<string[]>(type: "text[]", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_innovation_versions", x => x.id);
                    table.CheckConstraint("ck_innovation_versions_number", "number > 0");
                    table.ForeignKey(
                        name: "fk_innovation_versions_innovations_innovation_id",
                        column: x => x.innovation_id,
                        principalSchema: "catalogue",
                        principalTable: "innovations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder
                .CreateIndex(
                    name: "ix_innovation_versions_departments",
                    schema: "catalogue",
                    table: "innovation_versions",
                    column: "departments"
                )
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder
                .CreateIndex(name: "ix_innovation_versions_themes", schema: "catalogue", table: "innovation_versions", column: "themes")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ux_innovation_versions_number",
                schema: "catalogue",
                table: "innovation_versions",
                columns: new[] { "innovation_id", "number" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_innovations_organisation_id_id",
                schema: "catalogue",
                table: "innovations",
                columns: new[] { "organisation_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_innovations_status_id",
                schema: "catalogue",
                table: "innovations",
                columns: new[] { "status", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ux_innovations_grant",
                schema: "catalogue",
                table: "innovations",
                column: "grant_id",
                unique: true
            );

            foreach (var script in SqlScript.Read(700, 719))
            {
                migrationBuilder.Sql(script);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "innovation_versions", schema: "catalogue");

            migrationBuilder.DropTable(name: "innovations", schema: "catalogue");
        }
    }
}
