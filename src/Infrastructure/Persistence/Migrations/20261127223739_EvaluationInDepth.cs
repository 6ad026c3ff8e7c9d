using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class EvaluationInDepth : Migration
    {
        private const int FirstScript = 500;
        private const int LastScript = 510;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "end", schema: "evaluation", table: "score_sheets", type: "jsonb", nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "others_seen_at",
                schema: "evaluation",
                table: "score_sheets",
                type: "timestamp with time zone",
                nullable: true
            );

            migrationBuilder.AddColumn<string>(name: "parameters", schema: "evaluation", table: "rankings", type: "jsonb", nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "colleges_per_application",
                schema: "evaluation",
                table: "panels",
                type: "integer",
                nullable: false,
                defaultValue: 1
            );

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "due_at",
                schema: "evaluation",
                table: "panels",
                type: "timestamp with time zone",
                nullable: true
            );

            migrationBuilder.AddColumn<int>(
                name: "readers_per_application",
                schema: "evaluation",
                table: "panels",
                type: "integer",
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "reminders",
                schema: "evaluation",
                table: "panels",
                type: "jsonb",
                nullable: false,
                defaultValue: "[]"
            );

            migrationBuilder.AddColumn<Guid>(
                name: "call_id",
                schema: "evaluation",
                table: "conflict_declarations",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000")
            );

            migrationBuilder.AddColumn<string>(
                name: "evaluators_see",
                schema: "calls",
                table: "calls",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "sheets"
            );

            migrationBuilder.AddColumn<bool>(
                name: "is_blind",
                schema: "calls",
                table: "calls",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.CreateTable(
                name: "assignment_runs",
                schema: "evaluation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sheets = table.Column<int>(type: "integer", nullable: false),
                    unmet = table.Column<string>(type: "jsonb", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assignment_runs", x => x.id);
                    table.ForeignKey(
                        name: "fk_assignment_runs_calls_call_id",
                        column: x => x.call_id,
                        principalSchema: "calls",
                        principalTable: "calls",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "consensus_marks",
                schema: "evaluation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    criterion = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    value = table.Column<int>(type: "integer", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    agreements = table.Column<string>(type: "jsonb", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consensus_marks", x => x.id);
                    table.ForeignKey(
                        name: "fk_consensus_marks_grant_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "applications",
                        principalTable: "grant_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_consensus_marks_meetings_meeting_id",
                        column: x => x.meeting_id,
                        principalSchema: "working_group",
                        principalTable: "meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "criteria_templates",
                schema: "calls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    criteria = table.Column<string>(type: "jsonb", nullable: false),
                    kept_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_criteria_templates", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "interest_declarations",
                schema: "evaluation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    interests = table.Column<string>(type: "jsonb", nullable: false),
                    declared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_interest_declarations", x => x.id);
                    table.ForeignKey(
                        name: "fk_interest_declarations_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "platform",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            foreach (var script in SqlScript.Read(FirstScript, LastScript))
            {
                migrationBuilder.Sql(script);
            }

            migrationBuilder.AddCheckConstraint(
                name: "ck_score_sheets_ended",
                schema: "evaluation",
                table: "score_sheets",
                sql: "status not in ('recused', 'replaced') or \"end\" is not null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_conflict_declarations_call_id_id",
                schema: "evaluation",
                table: "conflict_declarations",
                columns: new[] { "call_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_assignment_runs_call_id",
                schema: "evaluation",
                table: "assignment_runs",
                column: "call_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_consensus_marks_application_id",
                schema: "evaluation",
                table: "consensus_marks",
                column: "application_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_consensus_marks_call_id_id",
                schema: "evaluation",
                table: "consensus_marks",
                columns: new[] { "call_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_consensus_marks_meeting_id",
                schema: "evaluation",
                table: "consensus_marks",
                column: "meeting_id"
            );

            migrationBuilder.CreateIndex(
                name: "ux_criteria_templates_name",
                schema: "calls",
                table: "criteria_templates",
                column: "name",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ux_interest_declarations_user",
                schema: "evaluation",
                table: "interest_declarations",
                column: "user_id",
                unique: true
            );

            migrationBuilder.AddForeignKey(
                name: "fk_conflict_declarations_calls_call_id",
                schema: "evaluation",
                table: "conflict_declarations",
                column: "call_id",
                principalSchema: "calls",
                principalTable: "calls",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict
            );
        }
    }
}
