using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Paddock.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AttributesAndPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "attribute_slots",
                columns: table => new
                {
                    project_id = table.Column<int>(type: "INTEGER", nullable: false),
                    slot = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attribute_slots", x => new { x.project_id, x.slot });
                    table.ForeignKey(
                        name: "FK_attribute_slots_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_links",
                columns: table => new
                {
                    project_id = table.Column<int>(type: "INTEGER", nullable: false),
                    distinct_id = table.Column<string>(type: "TEXT", nullable: false),
                    leads_to = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_links", x => new { x.project_id, x.distinct_id });
                    table.ForeignKey(
                        name: "FK_person_links_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_attribute_slots_project_id_name",
                table: "attribute_slots",
                columns: new[] { "project_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_person_links_project_id_leads_to",
                table: "person_links",
                columns: new[] { "project_id", "leads_to" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attribute_slots");

            migrationBuilder.DropTable(
                name: "person_links");
        }
    }
}
