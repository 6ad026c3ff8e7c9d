using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class FundsAndStateAid : Migration
    {
        private const int FirstScript = 600;
        private const int LastScript = 639;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "instrument",
                schema: "budget",
                table: "grants",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "grant"
            );

            migrationBuilder.AddColumn<string>(
                name: "regulation",
                schema: "budget",
                table: "grants",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "state_aid_reference",
                schema: "budget",
                table: "grants",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "legal_form",
                schema: "applications",
                table: "grant_applications",
                type: "character varying(4)",
                maxLength: 4,
                nullable: false,
                defaultValue: ""
            );

            migrationBuilder.AddColumn<string>(
                name: "state_aid_reference",
                schema: "calls",
                table: "calls",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true
            );

            migrationBuilder.CreateTable(
                name: "aid_regulations",
                schema: "budget",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    ceiling = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    window = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aid_regulations", x => x.code);
                }
            );

            migrationBuilder.CreateTable(
                name: "envelope_transfers",
                schema: "budget",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_envelope_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_envelope_id = table.Column<Guid>(type: "uuid", nullable: false),
                    section = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    reason = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    decision_reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    decision_date = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_envelope_transfers", x => x.id);
                    table.CheckConstraint("ck_envelope_transfers_amount", "amount > 0 and from_envelope_id <> to_envelope_id");
                    table.ForeignKey(
                        name: "fk_envelope_transfers_envelopes_from_envelope_id",
                        column: x => x.from_envelope_id,
                        principalSchema: "budget",
                        principalTable: "envelopes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_envelope_transfers_envelopes_to_envelope_id",
                        column: x => x.to_envelope_id,
                        principalSchema: "budget",
                        principalTable: "envelopes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "undertakings",
                schema: "budget",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    fiscal_year_end = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_undertakings", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "aid_declarations",
                schema: "budget",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    siren = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false),
                    granter = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    regulation = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    granted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    declared_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_aid_declarations", x => x.id);
                    table.CheckConstraint("ck_aid_declarations_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_aid_declarations_aid_regulations_regulation",
                        column: x => x.regulation,
                        principalSchema: "budget",
                        principalTable: "aid_regulations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "undertaking_members",
                schema: "budget",
                columns: table => new
                {
                    siren = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    undertaking_id = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_undertaking_members",
                        x => new
                        {
                            x.undertaking_id,
                            x.siren,
                            x.from,
                        }
                    );
                    table.ForeignKey(
                        name: "fk_undertaking_members_undertakings_undertaking_id",
                        column: x => x.undertaking_id,
                        principalSchema: "budget",
                        principalTable: "undertakings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "ix_grants_regulation", schema: "budget", table: "grants", column: "regulation");

            migrationBuilder.CreateIndex(
                name: "ix_grant_applications_waiting_list_ends_on",
                schema: "applications",
                table: "grant_applications",
                column: "waiting_list_ends_on",
                filter: "waiting_list_ends_on is not null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_aid_declarations_regulation",
                schema: "budget",
                table: "aid_declarations",
                column: "regulation"
            );

            migrationBuilder.CreateIndex(
                name: "ix_aid_declarations_siren_granted_on",
                schema: "budget",
                table: "aid_declarations",
                columns: new[] { "siren", "granted_on" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_envelope_transfers_from_envelope_id_id",
                schema: "budget",
                table: "envelope_transfers",
                columns: new[] { "from_envelope_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_envelope_transfers_to_envelope_id_id",
                schema: "budget",
                table: "envelope_transfers",
                columns: new[] { "to_envelope_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_undertaking_members_siren",
                schema: "budget",
                table: "undertaking_members",
                column: "siren"
            );

            migrationBuilder.AddForeignKey(
                name: "fk_grants_aid_regulations_regulation",
                schema: "budget",
                table: "grants",
                column: "regulation",
                principalSchema: "budget",
                principalTable: "aid_regulations",
                principalColumn: "code",
                onDelete: ReferentialAction.Restrict
            );

            foreach (var script in SqlScript.Read(FirstScript, LastScript))
            {
                migrationBuilder.Sql(script);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("What the ledger tells of its contributions is not taken back.");
    }
}
