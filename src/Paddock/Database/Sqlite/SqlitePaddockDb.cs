using Microsoft.EntityFrameworkCore;

namespace Paddock.Database.Sqlite;

internal sealed class SqlitePaddockDb(DbContextOptions<SqlitePaddockDb> options) : PaddockDb(options);
