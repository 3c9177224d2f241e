using System.Globalization;
using System.Text;
using Arise.Files;
using Arise.Reporting;
using Microsoft.Data.Sqlite;

namespace Arise.Screening;

/// <summary>
/// A database of screened structures, to be asked and exported. Conditions are texts such as
/// <c>class=fcc probability>=0.9 elements=Cu,Au source=*slab*</c>: all must hold. Rows come in the order of source and
/// frame.
/// </summary>
/// <example>
/// <code>
/// using var database = new ScreeningDatabase("results.db");
/// foreach (ScreeningRow row in database.Rows("verdict=none novelty>2"))
///     Console.WriteLine($"{row.Source} {row.Frame}: {row.Formula}");
/// </code>
/// </example>
public sealed class ScreeningDatabase : IDisposable
{
    private readonly string _path;
    private readonly SqliteDatabase _database;

    /// <summary>Opens a database to read it.</summary>
    /// <exception cref="ScreeningException">There is none, it is damaged, or of another program.</exception>
    public ScreeningDatabase(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new ScreeningException(path, "there is no such database.");
        (_path, _database) = (path, new SqliteDatabase(path, SqliteOpenMode.ReadOnly));
        try
        {
            ScreeningSchema.Require(path, _database);
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file is a database of screened structures.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsOne(string path) => ScreeningSchema.IsOne(path);

    /// <summary>Whether a file begins as the tables do that are written from such a database.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsTable(string path) => File.ReadLines(path).FirstOrDefault() is { } heading
        && heading.StartsWith(string.Join(',', ScreeningColumns.All.Take(4).Select(column => column.Name)),
            StringComparison.Ordinal);

    /// <summary>Number of rows.</summary>
    /// <param name="filter">Conditions; null for all.</param>
    /// <exception cref="ArgumentException">A condition cannot be read.</exception>
    /// <exception cref="ScreeningException">The database is damaged.</exception>
    public long Count(string? filter = null)
    {
        ScreeningFilter parsed = Parse(filter);
        return _database.Rows($"SELECT count(*) FROM structures WHERE {parsed.Condition}", parsed.Parameters)
            .Select(row => row.GetInt64(0)).First();
    }

    /// <summary>Rows, one at a time.</summary>
    /// <param name="filter">Conditions; null for all.</param>
    /// <exception cref="ArgumentException">A condition cannot be read.</exception>
    /// <exception cref="ScreeningException">While enumerating: the database is damaged.</exception>
    public IEnumerable<ScreeningRow> Rows(string? filter = null) =>
        Select(ScreeningRow.Columns, Parse(filter), ScreeningRow.Of);

    /// <summary>The entries without a result, with the reason, in the order of source and frame.</summary>
    /// <exception cref="ScreeningException">While enumerating: the database is damaged.</exception>
    public IEnumerable<ScreeningEntry> Problems() => Guarded(
        _database.Rows("SELECT source, frame, reason FROM problems ORDER BY source, frame"),
        row => new ScreeningEntry(row.Text(0), row.Whole(1), null, row.Text(2)));

    /// <summary>How many structures are of each class and verdict, the most frequent first.</summary>
    /// <param name="filter">Conditions; null for all.</param>
    /// <exception cref="ArgumentException">A condition cannot be read.</exception>
    /// <exception cref="ScreeningException">The database is damaged.</exception>
    public IReadOnlyList<(string Class, string Verdict, long Count)> Classes(string? filter = null)
    {
        ScreeningFilter parsed = Parse(filter);
        return [.. Guarded(
            _database.Rows(
                "SELECT CASE verdict WHEN 'none' THEN 'none of the known types' ELSE class END AS class, verdict, "
                + $"count(*) AS number FROM structures WHERE {parsed.Condition} "
                + "GROUP BY 1, 2 ORDER BY number DESC, 1, 2",
                parsed.Parameters),
            row => (row.Text(0), row.Text(1), (long)row.Whole(2)))];
    }

    /// <summary>Writes rows as comma-separated values, a line per structure; the columns are those of the view.</summary>
    /// <param name="path">Where to; an older file is replaced when this one is complete.</param>
    /// <param name="filter">Conditions; null for all.</param>
    /// <param name="cancellation">Stops between rows; nothing is left then.</param>
    /// <returns>Number of rows.</returns>
    /// <exception cref="ArgumentException">A condition cannot be read.</exception>
    /// <exception cref="ScreeningException">The database is damaged.</exception>
    public long WriteCsv(string path, string? filter = null, CancellationToken cancellation = default)
    {
        ScreeningFilter parsed = Parse(filter);
        using FileLock hold = FileLock.OfFile(path);
        using var file = new ReplacingFile(path);
        string heading = string.Join(',', ScreeningColumns.All.Select(column => column.Name));
        file.Stream.Write(Encoding.UTF8.GetBytes(heading + "\n"));
        long count = 0;
        foreach (string line in Select(ScreeningColumns.Selected, parsed, Line))
        {
            cancellation.ThrowIfCancellationRequested();
            file.Stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
            count++;
        }

        file.Commit();
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static string Line(SqliteDataReader row) => string.Join(
        ',', ScreeningColumns.All.Select((column, k) => column.Kind switch
        {
            ScreeningColumns.Kind.Real => row.RealOrNull(k)?.ToString("G9", CultureInfo.InvariantCulture) ?? "",
            ScreeningColumns.Kind.Whole => row.WholeOrNull(k)?.ToString(CultureInfo.InvariantCulture) ?? "",
            _ => ReportTable.Quoted(row.TextOrNull(k) ?? ""),
        }));

    private IEnumerable<T> Select<T>(string columns, ScreeningFilter filter, Func<SqliteDataReader, T> read) => Guarded(
        _database.Rows(
            $"SELECT {columns} FROM structures WHERE {filter.Condition} ORDER BY source, frame", filter.Parameters),
        read);

    private ScreeningFilter Parse(string? filter) => ScreeningFilter.Parse(
        filter,
        string.IsNullOrWhiteSpace(filter)
            ? []
            : [.. _database.Rows("SELECT DISTINCT label FROM results").Select(row => row.GetString(0))]);

    // SQLite keeps anything in any column, and another program may have written there.
    private IEnumerable<T> Guarded<T>(IEnumerable<SqliteDataReader> rows, Func<SqliteDataReader, T> read)
    {
        foreach (SqliteDataReader row in rows)
        {
            T item;
            try
            {
                item = read(row);
            }
            catch (InvalidDataException damage)
            {
                throw new ScreeningException(
                    _path, $"a row of the database is damaged: {damage.Message}; screen into another one.", damage);
            }

            yield return item;
        }
    }
}
