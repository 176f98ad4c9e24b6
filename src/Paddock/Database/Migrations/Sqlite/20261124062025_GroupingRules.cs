using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Paddock.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class GroupingRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "grouping_rules",
                columns: table => new
                {
                    project_id = table.Column<int>(type: "INTEGER", nullable: false),
                    fingerprints = table.Column<string>(type: "TEXT", nullable: false),
                    stacks = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_grouping_rules", x => x.project_id);
                    table.ForeignKey(
                        name: "FK_grouping_rules_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "grouping_rules");
        }
    }
}
