using Arise.Databases;
using Microsoft.Data.Sqlite;

namespace Arise.Screening;

/// <summary>
/// The tables of a database of screened structures; docs/reference/screening-database.md describes them.
/// </summary>
internal static class ScreeningSchema
{
    /// <summary>Version of the tables.</summary>
    public const string Version = "1";

    /// <summary>Name of the setting that says what the model is called; it may change.</summary>
    public const string ModelName = "model";

    /// <summary>Name of the setting that says which weights the model has.</summary>
    public const string ModelDigest = "model_sha256";

    private const string Table = "screening";

    /// <summary>Creates the tables.</summary>
    public const string Create = """
        CREATE TABLE screening (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE results (
            id INTEGER PRIMARY KEY, content BLOB NOT NULL UNIQUE, formula TEXT NOT NULL,
            reduced_formula TEXT NOT NULL, elements TEXT NOT NULL, species INTEGER NOT NULL, atoms INTEGER NOT NULL,
            periodicity TEXT NOT NULL, label TEXT NOT NULL, class TEXT NOT NULL, probability REAL NOT NULL,
            second_label TEXT, second_probability REAL, verdict TEXT NOT NULL, answer TEXT NOT NULL, novelty REAL,
            mutual_information REAL NOT NULL, predictive_entropy REAL NOT NULL, distance REAL, passes INTEGER NOT NULL,
            space_group INTEGER, space_group_symbol TEXT, descriptor BLOB NOT NULL, structure BLOB NOT NULL);
        CREATE TABLE entries (
            source TEXT NOT NULL, frame INTEGER NOT NULL, name TEXT, result INTEGER NOT NULL REFERENCES results (id),
            PRIMARY KEY (source, frame)) WITHOUT ROWID;
        CREATE TABLE problems (
            source TEXT NOT NULL, frame INTEGER NOT NULL, reason TEXT NOT NULL,
            PRIMARY KEY (source, frame)) WITHOUT ROWID;
        CREATE INDEX results_label ON results (label);
        CREATE INDEX entries_result ON entries (result);
        CREATE VIEW structures AS
            SELECT source, frame, name, results.* FROM entries JOIN results ON results.id = entries.result;
        """;

    /// <summary>
    /// Creates what a part of a screening has instead of entries and problems: what became of each entry, by its number
    /// in the whole run.
    /// </summary>
    public const string CreatePart =
        "CREATE TABLE IF NOT EXISTS part (number INTEGER PRIMARY KEY, source TEXT NOT NULL, frame INTEGER NOT NULL, "
        + "name TEXT, content BLOB, reason TEXT)";

    /// <summary>The columns of a result, but its number.</summary>
    public static IReadOnlyList<string> ResultColumns { get; } =
    [
        "content", "formula", "reduced_formula", "elements", "species", "atoms", "periodicity", "label", "class",
        "probability", "second_label", "second_probability", "verdict", "answer", "novelty", "mutual_information",
        "predictive_entropy", "distance", "passes", "space_group", "space_group_symbol", "descriptor", "structure",
    ];

    /// <summary>Writes a result; its number is that of its row.</summary>
    public static string InsertResult { get; } =
        $"INSERT INTO results ({string.Join(", ", ResultColumns)}) VALUES "
        + $"({string.Join(", ", ResultColumns.Select(column => "$" + column))})";

    /// <summary>Whether a file is such a database.</summary>
    /// <param name="path">The file.</param>
    /// <param name="orEmpty">
    /// Whether a database without any table is one, too: what a run leaves that is killed at its very beginning.
    /// </param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsOne(string path, bool orEmpty = false)
    {
        ReadOnlySpan<byte> magic = "SQLite format 3\0"u8;
        Span<byte> start = stackalloc byte[16];
        using (FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length
                || !start.SequenceEqual(magic))
                return false;
        }

        using var database = Open(path, SqliteOpenMode.ReadOnly);
        string[] tables = Tables(database);
        return tables.Contains(Table) || (orEmpty && tables.Length == 0);
    }

    /// <summary>Opens a database.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="mode">Whether it is written, and may be created.</param>
    /// <exception cref="ScreeningException">It cannot be opened, or refuses something later.</exception>
    public static SqliteDatabase Open(string path, SqliteOpenMode mode) =>
        new(path, mode, (problem, cause) => new ScreeningException(path, problem, cause));

    /// <summary>Requires a database to be one of these, before anything is written.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="database">The open file.</param>
    /// <param name="orEmpty">Whether a file without any table will do.</param>
    /// <exception cref="ScreeningException">It is not.</exception>
    public static void Require(string path, SqliteDatabase database, bool orEmpty = false)
    {
        string[] tables = Tables(database);
        if (tables.Length == 0 && orEmpty)
            return;
        if (!tables.Contains(Table))
        {
            throw new ScreeningException(path, tables.Length == 0
                ? "this database is empty; screen structures into it first."
                : $"this database holds other tables ({string.Join(", ", tables.Take(3))}); name another file.");
        }

        if (database.Value("SELECT value FROM screening WHERE name = 'format_version'") as string != Version)
            throw new ScreeningException(path, "another version of this program wrote this database; name another.");
    }

    /// <summary>Requires the settings of a database to be these.</summary>
    /// <exception cref="ScreeningException">One is not; it is named with both values.</exception>
    public static void RequireSettings(
        string path, SqliteDatabase database, IReadOnlyList<(string Name, string Value)> settings)
    {
        string[] differences = [.. settings
            .Where(setting => setting.Name != ModelName && Stored(database, setting.Name) != setting.Value)
            .Select(setting => setting.Name == ModelDigest
                ? $"the model {Stored(database, ModelName)} of other weights"
                : $"{setting.Name.Replace('_', ' ')} {Stored(database, setting.Name)}, not {setting.Value}")];
        if (differences.Length > 0)
        {
            throw new ScreeningException(
                path,
                $"its structures were screened with {string.Join("; ", differences)}; go on with the same, or name "
                + "another database.");
        }
    }

    private static string Stored(SqliteDatabase database, string name) =>
        database.Value("SELECT value FROM screening WHERE name = $name", ("$name", name)) as string ?? "unknown";

    private static string[] Tables(SqliteDatabase database) =>
    [
        .. database.Rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            .Select(row => row.GetString(0)),
    ];
}
