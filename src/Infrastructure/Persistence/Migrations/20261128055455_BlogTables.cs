using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class BlogTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(name: "blog");

            migrationBuilder.CreateTable(
                name: "comment_bans",
                schema: "blog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    imposed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    imposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comment_bans", x => x.id);
                    table.CheckConstraint("ck_comment_bans_end", "ends_at > imposed_at");
                }
            );

            migrationBuilder.CreateTable(
                name: "posts",
                schema: "blog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    editions = table.Column<string>(type: "jsonb", nullable: false),
                    tags = table.Column<string[]>(type: "text[]", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    moderation = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawal_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posts", x => x.id);
                    table.CheckConstraint("ck_posts_published", "status in ('draft', 'withdrawn') or published_at is not null");
                }
            );

            migrationBuilder.CreateTable(
                name: "comments",
                schema: "blog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    rejection_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comments", x => x.id);
                    table.ForeignKey(
                        name: "fk_comments_posts_post_id",
                        column: x => x.post_id,
                        principalSchema: "blog",
                        principalTable: "posts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "comment_reports",
                schema: "blog",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    comment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reporter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_comment_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_comment_reports_post_comments_comment_id",
                        column: x => x.comment_id,
                        principalSchema: "blog",
                        principalTable: "comments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_comment_bans_user_id_ends_at",
                schema: "blog",
                table: "comment_bans",
                columns: new[] { "user_id", "ends_at" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_comment_reports_reporter_id",
                schema: "blog",
                table: "comment_reports",
                column: "reporter_id"
            );

            migrationBuilder.CreateIndex(
                name: "ux_comment_reports_comment_reporter",
                schema: "blog",
                table: "comment_reports",
                columns: new[] { "comment_id", "reporter_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_comments_author_id", schema: "blog", table: "comments", column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_comments_post_id_id",
                schema: "blog",
                table: "comments",
                columns: new[] { "post_id", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_comments_status_id",
                schema: "blog",
                table: "comments",
                columns: new[] { "status", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_posts_author_id", schema: "blog", table: "posts", column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_posts_published_at",
                schema: "blog",
                table: "posts",
                columns: new[] { "published_at", "id" }
            );

            migrationBuilder
                .CreateIndex(name: "ix_posts_tags", schema: "blog", table: "posts", column: "tags")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(name: "ux_posts_slug", schema: "blog", table: "posts", column: "slug", unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "comment_bans", schema: "blog");

            migrationBuilder.DropTable(name: "comment_reports", schema: "blog");

            migrationBuilder.DropTable(name: "comments", schema: "blog");

            migrationBuilder.DropTable(name: "posts", schema: "blog");
        }
    }
}
