using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ContactsAndSavedSearches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "contact_requests",
                schema: "catalogue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    innovation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recipient = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    handler = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    assignee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    interest = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    organisation = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    department = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    message = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    consent_version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    closing = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    closing_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    kept_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    forgotten_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact_requests", x => x.id);
                    table.CheckConstraint(
                        "ck_contact_requests_ended",
                        "(status in ('answered', 'closed', 'expired')) = (ended_at is not null) and (status = 'closed') = (closing is not null)"
                    );
                    table.CheckConstraint(
                        "ck_contact_requests_forgotten",
                        "forgotten_at is null and email is not null and message is not null\nor forgotten_at is not null and coalesce(\n    name, email, organisation, commune_code, message, answer, closing_reason, encode(content_hash, 'hex')\n) is null"
                    );
                    table.CheckConstraint(
                        "ck_contact_requests_holder",
                        "recipient = 'region' and handler = 'region' or organisation_id is not null"
                    );
                    table.ForeignKey(
                        name: "fk_contact_requests_innovations_innovation_id",
                        column: x => x.innovation_id,
                        principalSchema: "catalogue",
                        principalTable: "innovations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_contact_requests_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalSchema: "platform",
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "saved_searches",
                schema: "catalogue",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    question = table.Column<string>(type: "jsonb", nullable: false),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    token_hashes = table.Column<string[]>(type: "text[]", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    next_digest_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    covered_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    told = table.Column<string>(type: "jsonb", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_searches", x => x.id);
                    table.CheckConstraint(
                        "ck_saved_searches_confirmed",
                        "(confirmed_at is null) = (next_digest_at is null) and (confirmed_at is null) = (covered_until is null)"
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_contact_requests_assignee_id_id",
                schema: "catalogue",
                table: "contact_requests",
                columns: new[] { "assignee_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_contact_requests_innovation_id_id",
                schema: "catalogue",
                table: "contact_requests",
                columns: new[] { "innovation_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_contact_requests_kept_until",
                schema: "catalogue",
                table: "contact_requests",
                column: "kept_until",
                filter: "forgotten_at is null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_contact_requests_organisation_id_id",
                schema: "catalogue",
                table: "contact_requests",
                columns: new[] { "organisation_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_contact_requests_status_id",
                schema: "catalogue",
                table: "contact_requests",
                columns: new[] { "status", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_contact_requests_wanting_to_replicate",
                schema: "catalogue",
                table: "contact_requests",
                column: "innovation_id",
                filter: "interest = 'wants-to-replicate'"
            );

            migrationBuilder.CreateIndex(
                name: "ux_contact_requests_content",
                schema: "catalogue",
                table: "contact_requests",
                column: "content_hash",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_saved_searches_due",
                schema: "catalogue",
                table: "saved_searches",
                column: "next_digest_at",
                filter: "next_digest_at is not null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_saved_searches_expiry",
                schema: "catalogue",
                table: "saved_searches",
                column: "expires_at",
                filter: "confirmed_at is null"
            );

            migrationBuilder
                .CreateIndex(name: "ix_saved_searches_tokens", schema: "catalogue", table: "saved_searches", column: "token_hashes")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ux_saved_searches_content",
                schema: "catalogue",
                table: "saved_searches",
                column: "content_hash",
                unique: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "contact_requests", schema: "catalogue");

            migrationBuilder.DropTable(name: "saved_searches", schema: "catalogue");
        }
    }
}
