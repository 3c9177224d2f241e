using Arise.Databases;
using Microsoft.Data.Sqlite;

namespace Arise.Tests.Databases;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-sqlite-").FullName;

    private string File => Path.Combine(_folder, "test.sqlite");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A quotation mark would end a text that is put into the statement.
    [Fact]
    public void Values_come_back_as_they_were_given()
    {
        using SqliteDatabase database = Open(SqliteOpenMode.ReadWriteCreate);
        database.Execute("CREATE TABLE t (a, b)");
        foreach (object? value in (object?[])["it's", 2.5, 7L, null])
            database.Execute("INSERT INTO t VALUES ($a, 1)", ("$a", value));
        Assert.Equal(4, database.LastRow());
        Assert.Equal(
            ["it's", 2.5, 7L, DBNull.Value],
            database.Rows("SELECT a FROM t WHERE b = $b", ("$b", 1)).Select(row => row.GetValue(0)));
        Assert.Null(database.Value("SELECT a FROM t WHERE a IS NULL"));
        Assert.Null(database.Value("SELECT a FROM t WHERE b = 2"));
    }

    [Fact]
    public void What_the_database_refuses_is_an_error_of_the_area()
    {
        Assert.Throws<Refusal>(() => Open(SqliteOpenMode.ReadOnly));
        using SqliteDatabase database = Open(SqliteOpenMode.ReadWriteCreate);
        Assert.Throws<Refusal>(() => database.Execute("INSERT INTO nowhere VALUES (1)"));
        Refusal error = Assert.Throws<Refusal>(() => database.Rows("SELECT * FROM nowhere").Any());
        Assert.Contains("no such table", error.Message, StringComparison.Ordinal);
        Assert.IsType<SqliteException>(error.InnerException);
    }

    private SqliteDatabase Open(SqliteOpenMode mode) =>
        new(File, mode, (problem, cause) => new Refusal(problem, cause));

    private sealed class Refusal(string message, Exception cause) : AriseException(message, cause);
}
