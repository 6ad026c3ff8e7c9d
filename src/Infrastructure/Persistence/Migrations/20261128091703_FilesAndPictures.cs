using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class FilesAndPictures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "pictures",
                schema: "blog",
                table: "posts",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'::jsonb"
            );

            migrationBuilder.AddColumn<string>(
                name: "pictures",
                schema: "catalogue",
                table: "innovations",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'::jsonb"
            );

            migrationBuilder.AddColumn<string>(
                name: "pictures",
                schema: "catalogue",
                table: "innovation_versions",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'::jsonb"
            );

            migrationBuilder.CreateTable(
                name: "files",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    media_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    stored_by = table.Column<Guid>(type: "uuid", nullable: false),
                    stored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_files", x => x.id);
                    table.CheckConstraint("ck_files_length", "length > 0");
                    table.CheckConstraint("ck_files_sha256", "sha256 ~ '^[0-9a-f]{64}$'");
                }
            );

            migrationBuilder.CreateTable(
                name: "pictures",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    variants = table.Column<string>(type: "jsonb", nullable: false),
                    added_by = table.Column<Guid>(type: "uuid", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pictures", x => x.id);
                }
            );

            migrationBuilder.CreateIndex(name: "ux_files_key", schema: "platform", table: "files", column: "key", unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pictures_owner_owner_id",
                schema: "platform",
                table: "pictures",
                columns: new[] { "owner", "owner_id" }
            );

            foreach (var script in SqlScript.Read(750, 759))
            {
                migrationBuilder.Sql(script);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "files", schema: "platform");

            migrationBuilder.DropTable(name: "pictures", schema: "platform");

            migrationBuilder.DropColumn(name: "pictures", schema: "blog", table: "posts");

            migrationBuilder.DropColumn(name: "pictures", schema: "catalogue", table: "innovations");

            migrationBuilder.DropColumn(name: "pictures", schema: "catalogue", table: "innovation_versions");
        }
    }
}
