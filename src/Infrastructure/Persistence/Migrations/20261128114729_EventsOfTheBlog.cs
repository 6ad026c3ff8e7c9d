using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class EventsOfTheBlog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "public_events",
                schema: "blog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    editions = table.Column<string>(type: "jsonb", nullable: false),
                    tags = table.Column<string[]>(type: "text[]", nullable: false),
                    organiser = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: true),
                    last_day = table.Column<DateOnly>(type: "date", nullable: true),
                    place = table.Column<string>(type: "jsonb", nullable: true),
                    commune_code = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    department = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    online_url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    registration_url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cancellation_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_public_events", x => x.id);
                    table.CheckConstraint("ck_public_events_cancelled", "(status = 'cancelled') = (cancellation_reason is not null)");
                    table.CheckConstraint("ck_public_events_published", "status = 'draft' or published_at is not null");
                    table.CheckConstraint("ck_public_events_somewhere", "place is not null or online_url is not null");
                    table.CheckConstraint("ck_public_events_time", "ends_at > starts_at and (first_day is null) = (last_day is null)");
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_public_events_commune_code_starts_at",
                schema: "blog",
                table: "public_events",
                columns: new[] { "commune_code", "starts_at" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_public_events_department_starts_at",
                schema: "blog",
                table: "public_events",
                columns: new[] { "department", "starts_at" }
            );

            migrationBuilder.CreateIndex(name: "ix_public_events_ends_at", schema: "blog", table: "public_events", column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "ix_public_events_starts_at_id",
                schema: "blog",
                table: "public_events",
                columns: new[] { "starts_at", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_public_events_status_starts_at",
                schema: "blog",
                table: "public_events",
                columns: new[] { "status", "starts_at" }
            );

            migrationBuilder
                .CreateIndex(name: "ix_public_events_tags", schema: "blog", table: "public_events", column: "tags")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ux_public_events_slug",
                schema: "blog",
                table: "public_events",
                column: "slug",
                unique: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "public_events", schema: "blog");
        }
    }
}
