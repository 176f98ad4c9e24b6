using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Paddock.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SnoozeAlerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "snoozed_by",
                table: "alerts",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "snoozed_until",
                table: "alerts",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "unsaid",
                table: "alerts",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "snoozed_by",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "snoozed_until",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "unsaid",
                table: "alerts");
        }
    }
}
