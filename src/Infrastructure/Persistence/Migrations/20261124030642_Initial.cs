using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(name: "calls");

            migrationBuilder.EnsureSchema(name: "platform");

            migrationBuilder.CreateTable(
                name: "calls",
                schema: "calls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    opens_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closes_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    time_zone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    grant_ceiling = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    maximum_aid_rate = table.Column<decimal>(type: "numeric(7,4)", precision: 7, scale: 4, nullable: false),
                    expense_categories = table.Column<string[]>(type: "text[]", nullable: false),
                    themes = table.Column<string[]>(type: "text[]", nullable: false),
                    eligibility_rules = table.Column<string>(type: "jsonb", nullable: false),
                    documents = table.Column<string>(type: "jsonb", nullable: false),
                    questions = table.Column<string>(type: "jsonb", nullable: false),
                    criteria = table.Column<string>(type: "jsonb", nullable: false),
                    minimum_score = table.Column<decimal>(type: "numeric(7,4)", precision: 7, scale: 4, nullable: false),
                    minimum_sheets = table.Column<int>(type: "integer", nullable: false),
                    tie_breaks = table.Column<string[]>(type: "text[]", nullable: false),
                    allocation_policy = table.Column<string>(type: "jsonb", nullable: false),
                    state_aid_basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    managers = table.Column<string>(type: "jsonb", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancellation_reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    cancellation_explanation = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calls", x => x.id);
                    table.CheckConstraint("ck_calls_grant_ceiling", "grant_ceiling > 0");
                    table.CheckConstraint("ck_calls_minimum_sheets", "minimum_sheets >= 1");
                    table.CheckConstraint("ck_calls_published", "status = 'draft' or status = 'cancelled' or published_at is not null");
                }
            );

            migrationBuilder.CreateTable(
                name: "clock_offset",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    offset = table.Column<TimeSpan>(type: "interval", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_offset", x => x.id);
                    table.CheckConstraint("ck_clock_offset_single", "id = 1");
                }
            );

            migrationBuilder.CreateTable(
                name: "idempotency_records",
                schema: "platform",
                columns: table => new
                {
                    caller = table.Column<Guid>(type: "uuid", nullable: false),
                    operation = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    receipt = table.Column<string>(type: "jsonb", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_idempotency_records",
                        x => new
                        {
                            x.caller,
                            x.operation,
                            x.key,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "import_steps",
                schema: "platform",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    file = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    action = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    refusal_code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    created_id = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_steps", x => new { x.import_id, x.number });
                }
            );

            migrationBuilder.CreateTable(
                name: "imports",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    applied = table.Column<int>(type: "integer", nullable: false),
                    faults = table.Column<string>(type: "jsonb", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imports", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "jobs",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: true),
                    problem = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "organisations",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    siren = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    legal_form = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    flags = table.Column<string[]>(type: "text[]", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisations", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    payload = table.Column<string>(type: "jsonb", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_messages", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "users",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    display_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    roles = table.Column<string[]>(type: "text[]", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "notifications",
                schema: "calls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    notified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    notified_by = table.Column<Guid>(type: "uuid", nullable: false),
                    outcomes = table.Column<int>(type: "integer", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => x.id);
                    table.ForeignKey(
                        name: "fk_notifications_calls_call_id",
                        column: x => x.call_id,
                        principalSchema: "calls",
                        principalTable: "calls",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "memberships",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_memberships", x => x.id);
                    table.ForeignKey(
                        name: "fk_memberships_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalSchema: "platform",
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_memberships_users",
                        column: x => x.user_id,
                        principalSchema: "platform",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_calls_closes_at_id",
                schema: "calls",
                table: "calls",
                columns: new[] { "closes_at", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_calls_opens_at_id",
                schema: "calls",
                table: "calls",
                columns: new[] { "opens_at", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_calls_status_id", schema: "calls", table: "calls", columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(name: "ux_calls_reference", schema: "calls", table: "calls", column: "reference", unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_records_recorded_at",
                schema: "platform",
                table: "idempotency_records",
                column: "recorded_at"
            );

            migrationBuilder.CreateIndex(name: "ix_imports_job_id", schema: "platform", table: "imports", column: "job_id");

            migrationBuilder.CreateIndex(name: "ix_imports_reference", schema: "platform", table: "imports", column: "reference");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_due",
                schema: "platform",
                table: "jobs",
                column: "id",
                filter: "status in ('queued', 'running')"
            );

            migrationBuilder.CreateIndex(name: "ix_memberships_user_id", schema: "platform", table: "memberships", column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ux_memberships_user",
                schema: "platform",
                table: "memberships",
                columns: new[] { "organisation_id", "user_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_notifications_call_id", schema: "calls", table: "notifications", column: "call_id");

            migrationBuilder.CreateIndex(
                name: "ux_organisations_siren",
                schema: "platform",
                table: "organisations",
                column: "siren",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_unsent",
                schema: "platform",
                table: "outbox_messages",
                column: "id",
                filter: "sent_at is null"
            );

            migrationBuilder.CreateIndex(name: "ux_users_user_name", schema: "platform", table: "users", column: "user_name", unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "clock_offset", schema: "platform");

            migrationBuilder.DropTable(name: "idempotency_records", schema: "platform");

            migrationBuilder.DropTable(name: "import_steps", schema: "platform");

            migrationBuilder.DropTable(name: "imports", schema: "platform");

            migrationBuilder.DropTable(name: "jobs", schema: "platform");

            migrationBuilder.DropTable(name: "memberships", schema: "platform");

            migrationBuilder.DropTable(name: "notifications", schema: "calls");

            migrationBuilder.DropTable(name: "outbox_messages", schema: "platform");

            migrationBuilder.DropTable(name: "organisations", schema: "platform");

            migrationBuilder.DropTable(name: "users", schema: "platform");

            migrationBuilder.DropTable(name: "calls", schema: "calls");
        }
    }
}
