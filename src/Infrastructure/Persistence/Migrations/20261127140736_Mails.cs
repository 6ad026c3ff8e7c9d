using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Mails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "mails",
                schema: "platform",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    template = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    recipient = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    payload = table.Column<string>(type: "jsonb", nullable: true),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    refusal = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sending_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mails", x => x.id);
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_mails_due",
                schema: "platform",
                table: "mails",
                columns: new[] { "due_at", "id" },
                filter: "status = 'waiting'"
            );

            migrationBuilder.CreateIndex(
                name: "ix_mails_remembered",
                schema: "platform",
                table: "mails",
                column: "ended_at",
                filter: "recipient is not null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_mails_sending",
                schema: "platform",
                table: "mails",
                column: "sending_since",
                filter: "status = 'sending'"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "mails", schema: "platform");
        }
    }
}
