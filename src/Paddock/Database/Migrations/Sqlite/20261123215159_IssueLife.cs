using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Paddock.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class IssueLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "archive_ends_at",
                table: "issues",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "archive_limit",
                table: "issues",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "archive_until",
                table: "issues",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "archive_window",
                table: "issues",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "escalated_at",
                table: "issues",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "fix_in",
                table: "issues",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "fix_release",
                table: "issues",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "frames",
                table: "issues",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "priority",
                table: "issues",
                type: "INTEGER",
                nullable: false,
                defaultValue: 2);

            migrationBuilder.AddColumn<long>(
                name: "reviewed_at",
                table: "issues",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "deleted_at",
                table: "issue_activity",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "edited_at",
                table: "issue_activity",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "issue_bookmarks",
                columns: table => new
                {
                    issue_id = table.Column<int>(type: "INTEGER", nullable: false),
                    user_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issue_bookmarks", x => new { x.user_id, x.issue_id });
                    table.ForeignKey(
                        name: "FK_issue_bookmarks_issues_issue_id",
                        column: x => x.issue_id,
                        principalTable: "issues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_issue_bookmarks_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "issue_purges",
                columns: table => new
                {
                    issue_id = table.Column<int>(type: "INTEGER", nullable: false),
                    project_id = table.Column<int>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issue_purges", x => x.issue_id);
                    table.ForeignKey(
                        name: "FK_issue_purges_issues_issue_id",
                        column: x => x.issue_id,
                        principalTable: "issues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "issue_undos",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    project_id = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issue_undos", x => x.id);
                    table.ForeignKey(
                        name: "FK_issue_undos_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "issue_views",
                columns: table => new
                {
                    issue_id = table.Column<int>(type: "INTEGER", nullable: false),
                    user_id = table.Column<int>(type: "INTEGER", nullable: false),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issue_views", x => new { x.issue_id, x.user_id });
                    table.ForeignKey(
                        name: "FK_issue_views_issues_issue_id",
                        column: x => x.issue_id,
                        principalTable: "issues",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_issue_views_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "saved_searches",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    project_id = table.Column<int>(type: "INTEGER", nullable: false),
                    user_id = table.Column<int>(type: "INTEGER", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    query = table.Column<string>(type: "TEXT", nullable: false),
                    sort = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_saved_searches", x => x.id);
                    table.ForeignKey(
                        name: "FK_saved_searches_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_saved_searches_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_issue_bookmarks_issue_id",
                table: "issue_bookmarks",
                column: "issue_id");

            migrationBuilder.CreateIndex(
                name: "IX_issue_undos_created_at",
                table: "issue_undos",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "IX_issue_undos_project_id",
                table: "issue_undos",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_issue_views_user_id",
                table: "issue_views",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "IX_saved_searches_project_id",
                table: "saved_searches",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "IX_saved_searches_user_id",
                table: "saved_searches",
                column: "user_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "issue_bookmarks");

            migrationBuilder.DropTable(
                name: "issue_purges");

            migrationBuilder.DropTable(
                name: "issue_undos");

            migrationBuilder.DropTable(
                name: "issue_views");

            migrationBuilder.DropTable(
                name: "saved_searches");

            migrationBuilder.DropColumn(
                name: "archive_ends_at",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "archive_limit",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "archive_until",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "archive_window",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "escalated_at",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "fix_in",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "fix_release",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "frames",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "priority",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "reviewed_at",
                table: "issues");

            migrationBuilder.DropColumn(
                name: "deleted_at",
                table: "issue_activity");

            migrationBuilder.DropColumn(
                name: "edited_at",
                table: "issue_activity");
        }
    }
}
