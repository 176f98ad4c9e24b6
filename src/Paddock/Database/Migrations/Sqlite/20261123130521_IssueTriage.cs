using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Paddock.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class IssueTriage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "assignee_email",
                table: "issues",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "assignee_id",
                table: "issues",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "regressed_at",
                table: "issues",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "status_changed_at",
                table: "issues",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "issue_activity",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    project_id = table.Column<int>(type: "INTEGER", nullable: false),
                    issue_id = table.Column<int>(type: "INTEGER", nullable: false),
                    time = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<int>(type: "INTEGER", nullable: true),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issue_activity", x => x.id);
                    table.ForeignKey(
                        name: "FK_issue_activity_issues_issue_id",
                        column: x => x.issue_id,
                        principalTable: "issues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_issue_activity_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_issues_assignee_id",
                table: "issues",
                column: "assignee_id");

            migrationBuilder.CreateIndex(
                name: "IX_issue_activity_issue_id",
                table: "issue_activity",
                column: "issue_id");

            migrationBuilder.CreateIndex(
                name: "IX_issue_activity_project_id",
                table: "issue_activity",
                column: "project_id");

            migrationBuilder.AddForeignKey(
                name: "FK_issues_users_assignee_id",
                table: "issues",
                column: "assignee_id",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_issues_users_assignee_id",
                table: "issues");

            migrationBuilder.DropTable(
                name: "issue_activity");

            migrationBuilder.DropIndex(
                name: "IX_issues_assignee_id",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "assignee_email",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "assignee_id",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "regressed_at",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "status_changed_at",
                table: "issues");
        }
    }
}
