using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ReplicationTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "replications",
                schema: "catalogue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    innovation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<string>(type: "jsonb", nullable: false),
                    department = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    summary = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    steps = table.Column<string>(type: "jsonb", nullable: false),
                    origin_version = table.Column<int>(type: "integer", nullable: false),
                    dna_version = table.Column<int>(type: "integer", nullable: true),
                    changes = table.Column<string[]>(type: "text[]", nullable: false),
                    abandonment_reason = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    withdrawal_reason = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_replications", x => x.id);
                    table.UniqueConstraint("ak_replications_id_innovation_id", x => new { x.id, x.innovation_id });
                    table.CheckConstraint("ck_replications_abandoned", "(status = 'abandoned') = (abandonment_reason is not null)");
                    table.CheckConstraint("ck_replications_parent", "parent_id <> id");
                    table.CheckConstraint("ck_replications_versions", "origin_version > 0 and dna_version > 0");
                    table.ForeignKey(
                        name: "fk_replications_innovations_innovation_id",
                        column: x => x.innovation_id,
                        principalSchema: "catalogue",
                        principalTable: "innovations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_replications_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalSchema: "platform",
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_replications_replications_parent_id_innovation_id",
                        columns: x => new { x.parent_id, x.innovation_id },
                        principalSchema: "catalogue",
                        principalTable: "replications",
                        principalColumns: new[] { "id", "innovation_id" },
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "adaptations",
                schema: "catalogue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    innovation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    replication_id = table.Column<Guid>(type: "uuid", nullable: false),
                    origin_version = table.Column<int>(type: "integer", nullable: false),
                    dna_version = table.Column<int>(type: "integer", nullable: false),
                    elements = table.Column<string>(type: "jsonb", nullable: false),
                    reason = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    proposed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    refusal_reason = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    into_version = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_adaptations", x => x.id);
                    table.CheckConstraint(
                        "ck_adaptations_decided",
                        "(status = 'proposed') = (decided_on is null)\nand (status = 'refused') = (refusal_reason is not null)\nand (status = 'accepted') = (into_version is not null)"
                    );
                    table.ForeignKey(
                        name: "fk_adaptations_innovations_innovation_id",
                        column: x => x.innovation_id,
                        principalSchema: "catalogue",
                        principalTable: "innovations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_adaptations_replications_replication_id",
                        column: x => x.replication_id,
                        principalSchema: "catalogue",
                        principalTable: "replications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "replication_versions",
                schema: "catalogue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    replication_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    dna = table.Column<string>(type: "jsonb", nullable: false),
                    change_count = table.Column<int>(type: "integer", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_replication_versions", x => x.id);
                    table.CheckConstraint("ck_replication_versions_number", "number > 0 and change_count >= 0");
                    table.ForeignKey(
                        name: "fk_replication_versions_replications_replication_id",
                        column: x => x.replication_id,
                        principalSchema: "catalogue",
                        principalTable: "replications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_adaptations_innovation_id_id",
                schema: "catalogue",
                table: "adaptations",
                columns: new[] { "innovation_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_adaptations_replication_id",
                schema: "catalogue",
                table: "adaptations",
                column: "replication_id"
            );

            migrationBuilder.CreateIndex(
                name: "ux_replication_versions_number",
                schema: "catalogue",
                table: "replication_versions",
                columns: new[] { "replication_id", "number" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_replications_innovation_id_id",
                schema: "catalogue",
                table: "replications",
                columns: new[] { "innovation_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_replications_organisation_id",
                schema: "catalogue",
                table: "replications",
                column: "organisation_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_replications_parent_id_innovation_id",
                schema: "catalogue",
                table: "replications",
                columns: new[] { "parent_id", "innovation_id" }
            );

            foreach (var script in SqlScript.Read(740, 749))
            {
                migrationBuilder.Sql(script);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "adaptations", schema: "catalogue");

            migrationBuilder.DropTable(name: "replication_versions", schema: "catalogue");

            migrationBuilder.DropTable(name: "replications", schema: "catalogue");
        }
    }
}
