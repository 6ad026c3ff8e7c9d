using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ResearchNetwork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(name: "research");

            migrationBuilder.CreateTable(
                name: "consents",
                schema: "research",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    grant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    data = table.Column<string>(type: "jsonb", nullable: false),
                    given_by = table.Column<Guid>(type: "uuid", nullable: false),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    withdrawn_by = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_current = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consents", x => x.id);
                    table.CheckConstraint(
                        "ck_consents_withdrawn",
                        "(withdrawn_by is null) = (withdrawn_at is null) and (withdrawn_at is null or not is_current)"
                    );
                    table.ForeignKey(
                        name: "fk_consents_grants_grant_id",
                        column: x => x.grant_id,
                        principalSchema: "budget",
                        principalTable: "grants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_consents_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalSchema: "platform",
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "partners",
                schema: "research",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    themes = table.Column<string[]>(type: "text[]", nullable: false),
                    website = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    place = table.Column<string>(type: "jsonb", nullable: true),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    ror = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: true),
                    orcid = table.Column<string>(type: "character varying(19)", maxLength: 19, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partners", x => x.id);
                    table.CheckConstraint(
                        "ck_partners_identifiers",
                        "(ror is null or kind <> 'researcher') and (orcid is null or kind = 'researcher')"
                    );
                    table.CheckConstraint("ck_partners_parent", "parent_id <> id and (parent_id is null or kind <> 'university')");
                    table.ForeignKey(
                        name: "fk_partners_partners_parent_id",
                        column: x => x.parent_id,
                        principalSchema: "research",
                        principalTable: "partners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "subjects",
                schema: "research",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    direction = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: false),
                    themes = table.Column<string[]>(type: "text[]", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    innovation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: true),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subjects", x => x.id);
                    table.CheckConstraint("ck_subjects_innovation", "kind <> 'innovation-evaluation' or innovation_id is not null");
                    table.CheckConstraint("ck_subjects_period", "until >= \"from\"");
                    table.CheckConstraint("ck_subjects_published", "(status = 'draft') = (published_at is null)");
                    table.ForeignKey(
                        name: "fk_subjects_innovations_innovation_id",
                        column: x => x.innovation_id,
                        principalSchema: "catalogue",
                        principalTable: "innovations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_subjects_partners_partner_id",
                        column: x => x.partner_id,
                        principalSchema: "research",
                        principalTable: "partners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "agreements",
                schema: "research",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    innovation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    grant_id = table.Column<Guid>(type: "uuid", nullable: true),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreements", x => x.id);
                    table.CheckConstraint("ck_agreements_object", "num_nonnulls(subject_id, innovation_id, grant_id) = 1");
                    table.CheckConstraint("ck_agreements_period", "until >= \"from\"");
                    table.ForeignKey(
                        name: "fk_agreements_grants_grant_id",
                        column: x => x.grant_id,
                        principalSchema: "budget",
                        principalTable: "grants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_agreements_innovations_innovation_id",
                        column: x => x.innovation_id,
                        principalSchema: "catalogue",
                        principalTable: "innovations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_agreements_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalSchema: "platform",
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_agreements_research_partners_partner_id",
                        column: x => x.partner_id,
                        principalSchema: "research",
                        principalTable: "partners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_agreements_research_subjects_subject_id",
                        column: x => x.subject_id,
                        principalSchema: "research",
                        principalTable: "subjects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "publications",
                schema: "research",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    authors = table.Column<string>(type: "jsonb", nullable: false),
                    issued_year = table.Column<int>(type: "integer", nullable: false),
                    doi = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    container_title = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    innovation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publications", x => x.id);
                    table.CheckConstraint("ck_publications_doi", "doi = lower(doi) and doi like '10.%/%'");
                    table.CheckConstraint("ck_publications_year", "issued_year between 1900 and 2100");
                    table.ForeignKey(
                        name: "fk_publications_innovations_innovation_id",
                        column: x => x.innovation_id,
                        principalSchema: "catalogue",
                        principalTable: "innovations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_publications_research_subjects_subject_id",
                        column: x => x.subject_id,
                        principalSchema: "research",
                        principalTable: "subjects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "ix_agreements_grant_id", schema: "research", table: "agreements", column: "grant_id");

            migrationBuilder.CreateIndex(
                name: "ix_agreements_innovation_id",
                schema: "research",
                table: "agreements",
                column: "innovation_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_agreements_organisation_id",
                schema: "research",
                table: "agreements",
                column: "organisation_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_agreements_partner_id_id",
                schema: "research",
                table: "agreements",
                columns: new[] { "partner_id", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_agreements_subject_id", schema: "research", table: "agreements", column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ux_agreements_reference",
                schema: "research",
                table: "agreements",
                column: "reference",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_consents_grant_id_id",
                schema: "research",
                table: "consents",
                columns: new[] { "grant_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_consents_newest",
                schema: "research",
                table: "consents",
                column: "id",
                descending: new bool[0],
                filter: "is_current"
            );

            migrationBuilder.CreateIndex(
                name: "ix_consents_organisation_id",
                schema: "research",
                table: "consents",
                column: "organisation_id"
            );

            migrationBuilder.CreateIndex(
                name: "ux_consents_current",
                schema: "research",
                table: "consents",
                column: "grant_id",
                unique: true,
                filter: "is_current"
            );

            migrationBuilder.CreateIndex(
                name: "ix_partners_kind_id",
                schema: "research",
                table: "partners",
                columns: new[] { "kind", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_partners_parent_id", schema: "research", table: "partners", column: "parent_id");

            migrationBuilder
                .CreateIndex(name: "ix_partners_themes", schema: "research", table: "partners", column: "themes")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_publications_innovation_id_id",
                schema: "research",
                table: "publications",
                columns: new[] { "innovation_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_publications_issued_year_id",
                schema: "research",
                table: "publications",
                columns: new[] { "issued_year", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_publications_subject_id",
                schema: "research",
                table: "publications",
                column: "subject_id"
            );

            migrationBuilder.CreateIndex(
                name: "ux_publications_doi",
                schema: "research",
                table: "publications",
                column: "doi",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_subjects_direction_id",
                schema: "research",
                table: "subjects",
                columns: new[] { "direction", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_subjects_innovation_id", schema: "research", table: "subjects", column: "innovation_id");

            migrationBuilder.CreateIndex(
                name: "ix_subjects_kind_id",
                schema: "research",
                table: "subjects",
                columns: new[] { "kind", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_subjects_partner_id", schema: "research", table: "subjects", column: "partner_id");

            migrationBuilder.CreateIndex(
                name: "ix_subjects_status_id",
                schema: "research",
                table: "subjects",
                columns: new[] { "status", "id" }
            );

            migrationBuilder
                .CreateIndex(name: "ix_subjects_themes", schema: "research", table: "subjects", column: "themes")
                .Annotation("Npgsql:IndexMethod", "gin");

            foreach (var script in SqlScript.Read(800, 829))
            {
                migrationBuilder.Sql(script);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "agreements", schema: "research");

            migrationBuilder.DropTable(name: "consents", schema: "research");

            migrationBuilder.DropTable(name: "publications", schema: "research");

            migrationBuilder.DropTable(name: "subjects", schema: "research");

            migrationBuilder.DropTable(name: "partners", schema: "research");
        }
    }
}
