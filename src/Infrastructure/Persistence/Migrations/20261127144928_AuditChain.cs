using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SocialInnovation.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class AuditChain : Migration
    {
        private const int FirstScript = 250;
        private const int LastScript = 259;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "erased_at",
                schema: "platform",
                table: "users",
                type: "timestamp with time zone",
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "erasure_reason",
                schema: "platform",
                table: "users",
                type: "character varying(20000)",
                maxLength: 20000,
                nullable: true
            );

            foreach (var script in SqlScript.Read(FirstScript, LastScript))
            {
                migrationBuilder.Sql(script);
            }
        }
    }
}
