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
            migrationBuilder.EnsureSchema(name: "budget");

            migrationBuilder.EnsureSchema(name: "calls");

            migrationBuilder.EnsureSchema(name: "platform");

            migrationBuilder.EnsureSchema(name: "evaluation");

            migrationBuilder.EnsureSchema(name: "applications");

            migrationBuilder.EnsureSchema(name: "working_group");

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
                name: "funds",
                schema: "budget",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    contributions = table.Column<string>(type: "jsonb", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_funds", x => x.id);
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
                name: "receipt_counter",
                schema: "applications",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_receipt_counter", x => x.id);
                    table.CheckConstraint("ck_receipt_counter_single", "id = 1");
                }
            );

            migrationBuilder.CreateTable(
                name: "reference_counters",
                schema: "applications",
                columns: table => new
                {
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reference_counters", x => x.call_id);
                }
            );

            migrationBuilder.CreateTable(
                name: "standing_groups",
                schema: "working_group",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    quorum_percent = table.Column<int>(type: "integer", nullable: false),
                    members = table.Column<string>(type: "jsonb", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_standing_groups", x => x.id);
                    table.CheckConstraint("ck_standing_groups_quorum", "quorum_percent between 1 and 100");
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
                name: "panels",
                schema: "evaluation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    members = table.Column<string>(type: "jsonb", nullable: false),
                    declarations = table.Column<string>(type: "jsonb", nullable: false),
                    waivers = table.Column<string>(type: "jsonb", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_panels", x => x.id);
                    table.ForeignKey(
                        name: "fk_panels_calls_call_id",
                        column: x => x.call_id,
                        principalSchema: "calls",
                        principalTable: "calls",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "rankings",
                schema: "evaluation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    entries = table.Column<string>(type: "jsonb", nullable: false),
                    input_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    computed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    computed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    frozen_by = table.Column<Guid>(type: "uuid", nullable: true),
                    frozen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    superseding_reason = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rankings", x => x.id);
                    table.ForeignKey(
                        name: "fk_rankings_calls_call_id",
                        column: x => x.call_id,
                        principalSchema: "calls",
                        principalTable: "calls",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "envelopes",
                schema: "budget",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lines = table.Column<string>(type: "jsonb", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_envelopes", x => x.id);
                    table.ForeignKey(
                        name: "fk_envelopes_calls_call_id",
                        column: x => x.call_id,
                        principalSchema: "calls",
                        principalTable: "calls",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_envelopes_funds_fund_id",
                        column: x => x.fund_id,
                        principalSchema: "budget",
                        principalTable: "funds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "grant_applications",
                schema: "applications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    documents = table.Column<string>(type: "jsonb", nullable: false),
                    versions = table.Column<string>(type: "jsonb", nullable: false),
                    completion_requests = table.Column<string>(type: "jsonb", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    completion_deadline = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    receipt_number = table.Column<long>(type: "bigint", nullable: true),
                    admissibility = table.Column<string>(type: "jsonb", nullable: true),
                    awarded_amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    outcome_reason = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    waiting_list_ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    notified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    appeal_reason = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_applications", x => x.id);
                    table.CheckConstraint("ck_grant_applications_awarded", "(state = 'awarded') = (awarded_amount is not null)");
                    table.CheckConstraint(
                        "ck_grant_applications_completion",
                        "(state = 'completion-requested') = (completion_deadline is not null)"
                    );
                    table.CheckConstraint("ck_grant_applications_submitted", "(submitted_at is null) = (receipt_number is null)");
                    table.ForeignKey(
                        name: "fk_grant_applications_calls",
                        column: x => x.call_id,
                        principalSchema: "calls",
                        principalTable: "calls",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_grant_applications_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalSchema: "platform",
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "meetings",
                schema: "working_group",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    scheduled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    agenda = table.Column<string>(type: "jsonb", nullable: false),
                    present = table.Column<string>(type: "jsonb", nullable: true),
                    quorum = table.Column<string>(type: "jsonb", nullable: true),
                    opinions = table.Column<string>(type: "jsonb", nullable: false),
                    convened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    held_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    minutes = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    cancellation_reason = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meetings", x => x.id);
                    table.ForeignKey(
                        name: "fk_meetings_standing_groups_group_id",
                        column: x => x.group_id,
                        principalSchema: "working_group",
                        principalTable: "standing_groups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
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

            migrationBuilder.CreateTable(
                name: "allocation_scenarios",
                schema: "budget",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ranking_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    policy = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    lines = table.Column<string>(type: "jsonb", nullable: false),
                    envelope_available = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    simulated_by = table.Column<Guid>(type: "uuid", nullable: false),
                    simulated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    visa_by = table.Column<Guid>(type: "uuid", nullable: true),
                    visa_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    return_reason = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    decision = table.Column<string>(type: "jsonb", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_allocation_scenarios", x => x.id);
                    table.ForeignKey(
                        name: "fk_allocation_scenarios_rankings_ranking_id",
                        column: x => x.ranking_id,
                        principalSchema: "evaluation",
                        principalTable: "rankings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "conflict_declarations",
                schema: "evaluation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    evaluator_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    declared_by = table.Column<Guid>(type: "uuid", nullable: false),
                    declared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conflict_declarations", x => x.id);
                    table.ForeignKey(
                        name: "fk_conflict_declarations_grant_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "applications",
                        principalTable: "grant_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "grants",
                schema: "budget",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    envelope_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    siren = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    state_aid_basis = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decision_reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    awarded_on = table.Column<DateOnly>(type: "date", nullable: false),
                    is_from_waiting_list = table.Column<bool>(type: "boolean", nullable: false),
                    out_of_rank_reason = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    shares = table.Column<string>(type: "jsonb", nullable: false),
                    cancellation_reason = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    cancellation_decision = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    cancelled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grants", x => x.id);
                    table.CheckConstraint("ck_grants_amount", "amount > 0");
                    table.ForeignKey(
                        name: "fk_grants_envelopes_envelope_id",
                        column: x => x.envelope_id,
                        principalSchema: "budget",
                        principalTable: "envelopes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_grants_grant_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "applications",
                        principalTable: "grant_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_grants_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalSchema: "platform",
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "score_sheets",
                schema: "evaluation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    call_id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    evaluator_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    marks = table.Column<string>(type: "jsonb", nullable: false),
                    former = table.Column<string>(type: "jsonb", nullable: false),
                    assigned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_score_sheets", x => x.id);
                    table.CheckConstraint("ck_score_sheets_submitted", "status <> 'submitted' or submitted_at is not null");
                    table.ForeignKey(
                        name: "fk_score_sheets_grant_applications_application_id",
                        column: x => x.application_id,
                        principalSchema: "applications",
                        principalTable: "grant_applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_score_sheets_users_evaluator_id",
                        column: x => x.evaluator_id,
                        principalSchema: "platform",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_allocation_scenarios_call_id_id",
                schema: "budget",
                table: "allocation_scenarios",
                columns: new[] { "call_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_allocation_scenarios_ranking_id",
                schema: "budget",
                table: "allocation_scenarios",
                column: "ranking_id"
            );

            migrationBuilder.CreateIndex(
                name: "ux_allocation_scenarios_adopted",
                schema: "budget",
                table: "allocation_scenarios",
                column: "call_id",
                unique: true,
                filter: "state = 'adopted'"
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
                name: "ix_conflict_declarations_application_id_evaluator_id",
                schema: "evaluation",
                table: "conflict_declarations",
                columns: new[] { "application_id", "evaluator_id" }
            );

            migrationBuilder.CreateIndex(name: "ix_envelopes_fund_id", schema: "budget", table: "envelopes", column: "fund_id");

            migrationBuilder.CreateIndex(name: "ux_envelopes_call", schema: "budget", table: "envelopes", column: "call_id", unique: true);

            migrationBuilder.CreateIndex(name: "ux_funds_name", schema: "budget", table: "funds", column: "name", unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grant_applications_call_id_id",
                schema: "applications",
                table: "grant_applications",
                columns: new[] { "call_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_grant_applications_completion_deadline",
                schema: "applications",
                table: "grant_applications",
                column: "completion_deadline",
                filter: "completion_deadline is not null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_grant_applications_organisation_id_id",
                schema: "applications",
                table: "grant_applications",
                columns: new[] { "organisation_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_grant_applications_reference",
                schema: "applications",
                table: "grant_applications",
                column: "reference"
            );

            migrationBuilder.CreateIndex(
                name: "ix_grant_applications_unnotified",
                schema: "applications",
                table: "grant_applications",
                column: "call_id",
                filter: "decided_at is not null and notified_at is null"
            );

            migrationBuilder.CreateIndex(
                name: "ux_grant_applications_receipt",
                schema: "applications",
                table: "grant_applications",
                column: "receipt_number",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ux_grant_applications_reference",
                schema: "applications",
                table: "grant_applications",
                columns: new[] { "call_id", "reference" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_grants_call_id_id",
                schema: "budget",
                table: "grants",
                columns: new[] { "call_id", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_grants_envelope_id", schema: "budget", table: "grants", column: "envelope_id");

            migrationBuilder.CreateIndex(name: "ix_grants_organisation_id", schema: "budget", table: "grants", column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_grants_siren_awarded_on",
                schema: "budget",
                table: "grants",
                columns: new[] { "siren", "awarded_on" }
            );

            migrationBuilder.CreateIndex(
                name: "ux_grants_application",
                schema: "budget",
                table: "grants",
                column: "application_id",
                unique: true
            );

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

            migrationBuilder.CreateIndex(
                name: "ix_meetings_group_id_id",
                schema: "working_group",
                table: "meetings",
                columns: new[] { "group_id", "id" }
            );

            migrationBuilder
                .CreateIndex(name: "ix_meetings_opinions", schema: "working_group", table: "meetings", column: "opinions")
                .Annotation("Npgsql:IndexMethod", "gin");

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

            migrationBuilder.CreateIndex(name: "ux_panels_call", schema: "evaluation", table: "panels", column: "call_id", unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_rankings_call_id_id",
                schema: "evaluation",
                table: "rankings",
                columns: new[] { "call_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ux_rankings_frozen",
                schema: "evaluation",
                table: "rankings",
                column: "call_id",
                unique: true,
                filter: "status = 'frozen'"
            );

            migrationBuilder.CreateIndex(
                name: "ix_score_sheets_call_id_id",
                schema: "evaluation",
                table: "score_sheets",
                columns: new[] { "call_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_score_sheets_evaluator_id_id",
                schema: "evaluation",
                table: "score_sheets",
                columns: new[] { "evaluator_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ux_score_sheets_assignment",
                schema: "evaluation",
                table: "score_sheets",
                columns: new[] { "application_id", "evaluator_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ux_standing_groups_name",
                schema: "working_group",
                table: "standing_groups",
                column: "name",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ux_users_user_name", schema: "platform", table: "users", column: "user_name", unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "allocation_scenarios", schema: "budget");

            migrationBuilder.DropTable(name: "clock_offset", schema: "platform");

            migrationBuilder.DropTable(name: "conflict_declarations", schema: "evaluation");

            migrationBuilder.DropTable(name: "grants", schema: "budget");

            migrationBuilder.DropTable(name: "idempotency_records", schema: "platform");

            migrationBuilder.DropTable(name: "import_steps", schema: "platform");

            migrationBuilder.DropTable(name: "imports", schema: "platform");

            migrationBuilder.DropTable(name: "jobs", schema: "platform");

            migrationBuilder.DropTable(name: "meetings", schema: "working_group");

            migrationBuilder.DropTable(name: "memberships", schema: "platform");

            migrationBuilder.DropTable(name: "notifications", schema: "calls");

            migrationBuilder.DropTable(name: "outbox_messages", schema: "platform");

            migrationBuilder.DropTable(name: "panels", schema: "evaluation");

            migrationBuilder.DropTable(name: "receipt_counter", schema: "applications");

            migrationBuilder.DropTable(name: "reference_counters", schema: "applications");

            migrationBuilder.DropTable(name: "score_sheets", schema: "evaluation");

            migrationBuilder.DropTable(name: "rankings", schema: "evaluation");

            migrationBuilder.DropTable(name: "envelopes", schema: "budget");

            migrationBuilder.DropTable(name: "standing_groups", schema: "working_group");

            migrationBuilder.DropTable(name: "grant_applications", schema: "applications");

            migrationBuilder.DropTable(name: "users", schema: "platform");

            migrationBuilder.DropTable(name: "funds", schema: "budget");

            migrationBuilder.DropTable(name: "calls", schema: "calls");

            migrationBuilder.DropTable(name: "organisations", schema: "platform");
        }
    }
}
