using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Paddock.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MergeIssues : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "merged_into",
                table: "issues",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_issues_merged_into",
                table: "issues",
                column: "merged_into");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_issues_merged_into",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "merged_into",
                table: "issues");
        }
    }
}
