using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class CollectionsOfTheBlog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "collections",
                schema: "blog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    editions = table.Column<string>(type: "jsonb", nullable: false),
                    items = table.Column<string>(type: "jsonb", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawal_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_collections", x => x.id);
                    table.CheckConstraint("ck_collections_items", "status <> 'published' or jsonb_array_length(items) > 0");
                    table.CheckConstraint("ck_collections_published", "status = 'draft' or published_at is not null");
                    table.CheckConstraint("ck_collections_withdrawn", "(status = 'withdrawn') = (withdrawal_reason is not null)");
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_collections_status_id",
                schema: "blog",
                table: "collections",
                columns: new[] { "status", "id" }
            );

            migrationBuilder.CreateIndex(name: "ux_collections_slug", schema: "blog", table: "collections", column: "slug", unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "collections", schema: "blog");
        }
    }
}
