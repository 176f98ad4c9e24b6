using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore;
using Paddock.Accounts.Access;
using Paddock.Accounts.Audit;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Accounts.Intake;

/// <summary>Reads and changes what a project lets in. Doors know of a change when <see cref="ChangeAsync"/> has returned.</summary>
internal sealed class IntakeSettings(RelationalStore store, AuditLog audit)
{
    public async Task<T> ReadAsync<T>(int project, Func<IntakeRow, string?> part, JsonTypeInfo<T> type, T usual, CancellationToken cancel)
    {
        var row = await store.ReadAsync((db, stop) => db.Intake.SingleOrDefaultAsync(row => row.ProjectId == project, stop), cancel);
        return IntakeJson.Read(row is null ? null : part(row), type, usual);
    }

    /// <param name="action">One of <see cref="AuditAction"/>.</param>
    /// <param name="detail">What is set now, in words.</param>
    public Task ChangeAsync(ProjectAccess project, Actor actor, string action, string detail, Action<IntakeRow> change, CancellationToken cancel) => store.WriteAsync(
        async (db, stop) =>
        {
            var row = await db.Intake.SingleOrDefaultAsync(row => row.ProjectId == project.Id, stop) ?? db.Intake.Add(new IntakeRow { ProjectId = project.Id }).Entity;
            change(row);
            await audit.AddAsync(db, actor, action, project.Id, project.Name, detail, stop);
            return row;
        },
        cancel);
}
